"""What is in the image: all that a running site needs, and little else."""

import json
import secrets
import subprocess
import tomllib
from collections.abc import Callable, Iterator

import pytest

from config.env import BASE
from scripts.containers.images import image
from scripts.containers.installation import Installation
from scripts.containers.store import CHROOT, Store

Inside = Callable[..., str]
LIMIT = 600_000_000
ROOMS = tomllib.loads((BASE / "pyproject.toml").read_text())["tool"]["importlinter"]["root_packages"]
# Every module of ours, and the libraries that carry compiled code of their own.
IMPORTS = f"""
import importlib, pkgutil, django
django.setup()
count = 0
for room in {ROOMS!r}:
    if room in ("demo", "config"):
        continue
    for found in pkgutil.walk_packages(importlib.import_module(room).__path__, room + "."):
        importlib.import_module(found.name)
        count += 1
import numpy, typst, pikepdf, lxml.etree, psycopg, brotli, cbor2, cryptography.fernet, babel, holidays, timezonefinder
import pillow_heif
from PIL import features
assert numpy.ones((3, 3)).dot(numpy.ones(3)).tolist() == [3.0, 3.0, 3.0]
assert all(features.check(name) for name in ("avif", "webp", "jpg")), features.get_supported()
assert psycopg.pq.__impl__ == "binary"
assert babel.Locale.parse("et").get_display_name("ky")
print(count)
"""
FORBIDDEN = ["uv", "pip", "pytest", "gcc", "strip"]


@pytest.fixture(scope="module")
def inside(store: Store) -> Iterator[Inside]:
    """A shell in a container of the app's image, as the account that the image names."""
    root = store.ask("from", "--pull-never", f"localhost/{image('app')}")

    def run(*words: str) -> str:
        done = subprocess.run(
            store.command("run", *CHROOT, root, "--", *words), capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout.strip()

    yield run
    store.ask("rm", root)


def test_it_is_small(store: Store) -> None:
    assert store.size(image("app")) < LIMIT
    # Beside nginx itself: the static files of the release, twice (as they are and compressed).
    base = store.size("nginx:1.30-trixie")
    assert store.size(image("proxy")) - base < 20_000_000


def test_it_runs_as_nobody_in_particular_and_cannot_change_itself(inside: Inside) -> None:
    assert inside("id", "-u") == "10001"
    assert inside("sh", "-c", "touch /app/x 2>/dev/null; echo $?") == "1"
    assert inside("find", "/app", "-writable", "-not", "-type", "l") == ""


def test_a_checkout_for_its_owner_alone_gives_an_image_that_others_can_read(inside: Inside) -> None:
    assert inside("find", "/app", "/srv", "-not", "-readable") == ""
    assert inside("find", "/app", "-name", "*.py", "-perm", "600") == ""


def test_every_module_can_be_imported_and_every_library_loads(inside: Inside) -> None:
    values = {
        "KOEPUEROE_SECRET_KEY": secrets.token_urlsafe(48),
        "KOEPUEROE_HOSTS": "example.org",
        "KOEPUEROE_SITE_URL": "https://example.org",
        "KOEPUEROE_DATABASE_URL": "postgres://a:b@127.0.0.1/c",
        "KOEPUEROE_REDIS_URL": "redis://127.0.0.1",
        "KOEPUEROE_EMAIL_URL": "smtp://a:b@mail.example.org",
        "KOEPUEROE_PROXY_COUNT": "1",
    }
    given = [f"{name}={value}" for name, value in values.items()]
    assert int(inside("env", *given, "python", "-c", IMPORTS).splitlines()[-1]) > 300


def test_no_tool_of_building_came_along(inside: Inside) -> None:
    assert inside("sh", "-c", f"for name in {' '.join(FORBIDDEN)}; do command -v $name; done; true") == ""
    assert inside("sh", "-c", "ls /app/.venv/lib/python*/site-packages | grep -Ex 'pip|uv|setuptools'; true") == ""
    assert "tests" not in inside("ls", "/app").split()


def test_no_address_or_secret_of_the_build_stays(store: Store) -> None:
    found = json.dumps(store.inspect(image("app"))["Docker"]["config"])
    for word in ("INDEX", "SSL_CERT_FILE", "SECRET_KEY=", "build.invalid"):
        assert word not in found


def test_static_files_have_compressed_siblings(site: Installation) -> None:
    proxy = site.services["proxy"]
    listed = proxy.run("find", "/srv/static", "-name", "*.css").stdout.decode().split()
    large = proxy.run("find", "/srv/static", "-name", "*.css", "-size", "+3k").stdout.decode().split()
    packed = set(proxy.run("find", "/srv/static", "-name", "*.css.gz").stdout.decode().split())
    assert listed
    assert [name for name in large if f"{name}.gz" not in packed] == []
