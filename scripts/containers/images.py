"""Build the two images of the Dockerfile, with Docker where it runs, else with buildah and stand-ins."""

import shutil
import subprocess
from pathlib import Path
from typing import Final

from scripts.containers import bases
from scripts.containers.machine import ROOT, LacksError, has_docker, index_arguments, mounts, require_stand_ins
from scripts.containers.store import CHROOT, Store, open_store

TARGETS: Final = ("app", "proxy")


def build() -> str:
    """Build by what the machine has; a sentence about each image."""
    if has_docker():
        return "\n".join(build_with_docker(target) for target in TARGETS)
    store = build_with_stand_ins()
    return "\n".join(f"{image(target)}: {store.size(image(target)) / 1e6:.0f} MB (buildah)" for target in TARGETS)


def image(target: str) -> str:
    """As docker-compose.yml names it."""
    return f"koepueroe-{target}"


def build_with_docker(target: str) -> str:
    given = {name: value for name, value in index_arguments().items() if not Path(value.split()[0]).exists()}
    words = [part for pair in given.items() for part in ("--build-arg", "=".join(pair))]
    done = subprocess.run(
        ["docker", "build", "--target", target, "--tag", image(target), *words, "."], cwd=ROOT, check=False
    )
    if done.returncode:
        raise LacksError("docker build failed: see above.")
    asked = ["docker", "image", "inspect", "--format", "{{.Size}}", image(target)]
    size = int(subprocess.run(asked, capture_output=True, text=True, check=True).stdout)
    return f"{image(target)}: {size / 1e6:.0f} MB"


def build_with_stand_ins(context: Path = ROOT) -> Store:
    """The store that holds both images afterwards."""
    require_stand_ins()
    store = open_store()
    bases.lay(store)
    given = [part for pair in index_arguments().items() for part in ("--build-arg", "=".join(pair))]
    seen = [part for mount in mounts() for part in ("--volume", mount)]
    for target in TARGETS:
        words = [
            "--format",
            "docker",
            "--layers",
            "--pull-never",
            "--quiet",
            "--target",
            target,
            "--tag",
            image(target),
        ]
        store.do("bud", *CHROOT, *words, *given, *seen, str(context))
    return store


def export_checkout(folder: Path) -> Path:
    """A copy of this checkout as `umask 077` would have made it: readable to its owner alone."""
    asked = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(asked, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
    folder.mkdir(mode=0o700, parents=True)
    for name in names:
        source, target = ROOT / name, folder / name
        if not name or not source.is_file():
            continue
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        shutil.copyfile(source, target)
    for path in folder.rglob("*"):
        path.chmod(0o700 if path.is_dir() else 0o600)
    return folder
