"""What this machine cannot run is left out, and said at the end; with CI=true that is a failure.

    @pytest.mark.needs("chromium")    the machine must have it (NEEDS below)
    @pytest.mark.only("postgresql")   or "sqlite", "elasticsearch": belongs to the round on it

The fixture `services` gives a PostgreSQL and a Redis of the test's own where the round has none.
"""

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from scripts import elasticsearch_server

SERVICES = Path(__file__).resolve().parent.parent / "scripts" / "services.py"
LEFT_OUT, OTHER_ROUND = "left out: ", "other round: "
TESTS = Path(__file__).resolve().parent
ASKING = {"_django_db_helper", "django_db_setup", "prepared", "services"}
# Folders whose tests ask Redis, or start processes that do, without a fixture that says so.
SERVED = ("attacks", "config", "core/live", "core/server", "full", "journeys")


def chromium() -> str | None:
    """The browser that journeys drive."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def _postgresql() -> str | None:
    places = Path("/usr/lib/postgresql").glob("*/bin/postgres")
    return shutil.which("postgres") or next((str(place) for place in places), None)


NEEDS: dict[str, tuple[Callable[[], object], str]] = {
    "chromium": (chromium, "no Chromium (apt install chromium)"),
    "postgresql": (_postgresql, "no PostgreSQL (apt install postgresql)"),
    "redis": (lambda: shutil.which("redis-server"), "no Redis (apt install redis-server)"),
    "gettext": (lambda: shutil.which("xgettext"), "no GNU gettext (apt install gettext)"),
    "elasticsearch": (
        lambda: not elasticsearch_server.lacking(),
        "no Elasticsearch (apt install openjdk-17-jdk-headless maven)",
    ),
    "docker-compose": (lambda: shutil.which("docker-compose"), "no docker-compose (apt install docker-compose)"),
}


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "needs(*names): what the machine must have; see tests/left_out.py")
    config.addinivalue_line("markers", "only(database): belongs to the round on sqlite, postgresql or elasticsearch")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What asks neither a database nor a service is the same in both rounds, and done in the first."""
    for item in items:
        if TESTS in item.path.parents and _asks_nothing(item):
            item.add_marker(pytest.mark.only("sqlite"))


def _asks_nothing(item: pytest.Item) -> bool:
    folder = item.path.parent.relative_to(TESTS).as_posix()
    asked = ASKING.intersection(item.fixturenames)  # type: ignore[attr-defined]  # what pytest gives its functions
    return not (asked or item.get_closest_marker("django_db") or folder.startswith(SERVED))


def pytest_runtest_setup(item: pytest.Item) -> None:
    for mark in item.iter_markers("needs"):
        for name in mark.args:
            found, why = NEEDS[name]
            if not found():
                pytest.skip(LEFT_OUT + why)
    for mark in item.iter_markers("only"):
        (round_,) = mark.args
        assert round_ in {"sqlite", "postgresql", "elasticsearch"}
        if not (settings.ELASTICSEARCH_URL if round_ == "elasticsearch" else connection.vendor == round_):
            pytest.skip(f"{OTHER_ROUND}{round_}")


@pytest.fixture(scope="session")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """KOEPUEROE_DATABASE_URL and KOEPUEROE_REDIS_URL of running services."""
    names = ("KOEPUEROE_DATABASE_URL", "KOEPUEROE_REDIS_URL")
    if all(os.environ.get(name) for name in names):
        yield {name: os.environ[name] for name in names}
        return
    folder = tmp_path_factory.mktemp("services")
    command = [sys.executable, str(SERVICES)]
    subprocess.run([*command, "start", "--folder", str(folder)], check=True, capture_output=True, timeout=90)
    try:
        yield json.loads((folder / "state.json").read_text(encoding="utf-8"))["env"]
    finally:
        subprocess.run([*command, "stop", "--folder", str(folder)], check=True, capture_output=True, timeout=90)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    lines = [f"{reason} - {_tests(count)}" for reason, count in sorted(_skipped(terminalreporter).items())]
    if not _both_rounds() and connection.vendor == "sqlite":
        lines.append("every test on PostgreSQL and Redis too: this round had SQLite and memory (.ci/run does both)")
    if not _both_rounds() and not settings.ELASTICSEARCH_URL:
        lines.append(
            "Elasticsearch not tried: make services and make test-search (.ci/run does it; needs Java and Maven)"
        )
    terminalreporter.section("left out", sep="-")
    for line in lines or ["nothing"]:
        terminalreporter.write_line(line)


def pytest_sessionfinish(session: pytest.Session) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") != "true" or reporter is None:
        return
    forbidden = [one for one in _skipped(reporter) if not (_both_rounds() and one.startswith(OTHER_ROUND))]
    if forbidden and session.exitstatus == pytest.ExitCode.OK:
        reporter.write_line(f"\nCI=true and tests were left out: {'; '.join(forbidden)}", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def _both_rounds() -> bool:
    """Whether .ci/run does the other database in a round of its own."""
    return os.environ.get("TEST_ROUNDS") == "both"


def _skipped(reporter: pytest.TerminalReporter) -> Counter[str]:
    """Reasons with the number of tests, as the reports tell them (they come from other processes too)."""
    reasons: Counter[str] = Counter()
    for report in reporter.stats.get("skipped", []):
        text = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        reasons[text.removeprefix("Skipped: ")] += 1
    return reasons


def _tests(count: int) -> str:
    return "1 test" if count == 1 else f"{count} tests"
