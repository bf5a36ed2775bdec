"""Every package that the site asks for is used by it; what is asked for and named nowhere goes."""

import re
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Final

BASE: Final = Path(__file__).resolve().parents[2]
ROOMS: Final = [
    "accounts",
    "community",
    "config",
    "core",
    "demo",
    "insights",
    "library",
    "search",
    "twinning",
    "scripts",
    "deploy",
]
# Used without a name of theirs in our code, and why.
UNSEEN: Final = {
    "brotli": "servestatic packs static files with it where it is installed",
    "icalendar": "calendars of twin spaces are being made with it",
    "psycopg": "Django speaks to PostgreSQL by it",
}


def asked_for() -> list[str]:
    lines = (BASE / "requirements.in").read_text(encoding="utf-8").splitlines()
    return [re.split(r"[\[~=<>]", line)[0] for line in lines if line and not line.startswith("#")]


def test_what_is_asked_for_is_used() -> None:
    code = "\n".join(
        path.read_text(encoding="utf-8") for room in ROOMS for path in (BASE / room).rglob("*.py")
    ) + "".join((BASE / name).read_text(encoding="utf-8") for name in ("Dockerfile", "Makefile", "docker-compose.yml"))
    modules: dict[str, set[str]] = {}
    for module, packages in packages_distributions().items():
        for package in packages:
            modules.setdefault(package.lower().replace("_", "-"), set()).add(module)
    unused = {
        package
        for package in asked_for()
        if not any(
            re.search(rf"\b(?:import|from) {module}\b|\"{module}[.\"]|\b{module} ", code)
            for module in modules.get(package.lower().replace("_", "-"), set())
        )
    }
    assert unused == set(UNSEEN)


def test_the_stack_is_asked_for() -> None:
    assert {"wagtail", "django", "django-allauth", "channels", "daphne", "elasticsearch-dsl"} <= set(asked_for())
    assert "pytest-django" in (BASE / "requirements-dev.in").read_text(encoding="utf-8").splitlines()
