"""The whole set-up from the built images: made once, with people in it, for all tests of this folder.

It takes minutes and needs root, so it runs only where somebody asks for it: make test-full, or tests/full by name.
"""

import json
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.containers.images import build_with_stand_ins, export_checkout
from scripts.containers.installation import Installation
from scripts.containers.machine import LacksError, require_stand_ins
from scripts.containers.store import Store
from scripts.run_full import NEEDED, services
from tests.full.people import Person
from tests.left_out import LEFT_OUT

WORLD = Path(__file__).with_name("world.py")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Left aside by those who run all tests."""
    return None if any("full" in Path(one.partition("::")[0]).parts for one in config.args) else True


@pytest.fixture(scope="session")
def store() -> Iterator[Store]:
    """Both images, built from a checkout that only its owner may read."""
    try:
        require_stand_ins(*NEEDED)
    except LacksError as lacks:
        pytest.skip(LEFT_OUT + str(lacks))
    folder = Path(tempfile.mkdtemp(prefix="koepueroe-checkout-"))
    try:
        yield build_with_stand_ins(export_checkout(folder / "checkout"))
    finally:
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def urls(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """PostgreSQL and Redis of this run."""
    with services(tmp_path_factory.mktemp("services")) as found:
        yield found


@pytest.fixture(scope="session")
def empty(store: Store, urls: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """Up, without anybody in it."""
    site = Installation(tmp_path_factory.mktemp("site") / "site", store, **urls)
    try:
        yield site.up()
    finally:
        site.down()


@pytest.fixture(scope="session")
def codes(empty: Installation) -> dict[str, str]:
    """Codes of the twin space and of its room."""
    found: dict[str, str] = json.loads(empty.manage("shell", "--no-imports", given=WORLD.read_text()).splitlines()[-1])
    return found


@pytest.fixture(scope="session")
def site(empty: Installation, codes: dict[str, str]) -> Installation:
    """With people and two schools in it."""
    return empty


@pytest.fixture(scope="session")
def aida(site: Installation) -> Person:
    """Leads a school in Naryn."""
    return Person(site, "Aida")


@pytest.fixture(scope="session")
def kadri(site: Installation) -> Person:
    """Leads a school in Tartu."""
    return Person(site, "Kadri")


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """What the containers said, beside a test that failed."""
    outcome = yield
    report = outcome.get_result()  # type: ignore[attr-defined]
    site = getattr(item, "funcargs", {}).get("empty") or getattr(item, "funcargs", {}).get("site")
    if report.failed and isinstance(site, Installation):
        report.sections.append(("what the containers said", site.logs()))
