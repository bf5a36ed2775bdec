"""README, CONTRIBUTING and docs/ name only what exists: files, modules, targets, commands, settings, decisions, commits."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml
from django.core.management import get_commands

from core.permissions import permissions
from tests.named_places import BASE, MODULE, TOPS, ignored, is_there, resolves, text_of

PAGES = sorted([*BASE.glob("*.md"), *BASE.glob("docs/**/*.md"), *BASE.glob(".github/**/*.md")])
# What was true of a release stays as it was said.
PRESENT = [page for page in PAGES if page.name != "CHANGELOG.md"]
SPAN = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)|(?:srcset|src)=\"([^\"]+)\"")
DECISION = re.compile(r"decisions?[ /](\d{4})")
COMMIT = re.compile(r"`([0-9a-f]{7})` ([^\n|]+)")
SOURCES = {".py", ".js", ".css", ".html", ".txt", ".toml", ".yml", ".sh", ".md", ".conf", ""}


def ids(pages: list[Path]) -> list[str]:
    return [str(page.relative_to(BASE)) for page in pages]


def code_of(page: Path) -> list[str]:
    """Spans between backticks, and indented or fenced lines."""
    text = text_of(page)
    blocks = [line for line in text.splitlines() if line.startswith("    ")]
    return [*SPAN.findall(text), *blocks, *re.findall(r"^```\w*\n(.*?)^```", text, re.DOTALL | re.MULTILINE)]


@pytest.mark.parametrize("page", PRESENT, ids=ids(PRESENT))
def test_named_files_exist(page: Path) -> None:
    spans = [span.strip().rstrip(".,:;") for span in SPAN.findall(text_of(page))]
    paths = [span for span in spans if re.fullmatch(r"[\w.-]+/[\w./-]*", span) and span.split("/")[0] in TOPS]
    assert [path for path in paths if not is_there(path) and not path.startswith(ignored())] == []


@pytest.mark.parametrize("page", PRESENT, ids=ids(PRESENT))
def test_named_modules_and_their_names_exist(page: Path) -> None:
    spans = [span.split("(")[0] for span in SPAN.findall(text_of(page))]
    named = [span for span in spans if MODULE.fullmatch(span) and not span.endswith((".py", ".toml", ".md"))]
    # A permission is written like a module.
    assert [name for name in named if not resolves(name) and name not in permissions()] == []


@pytest.mark.parametrize("page", PRESENT, ids=ids(PRESENT))
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    links = [one or other for one, other in LINK.findall(text_of(page))]
    ours = [link for link in links if not re.match(r"[a-z]+:", link)]
    assert [link for link in ours if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PRESENT, ids=ids(PRESENT))
def test_named_targets_of_make_exist(page: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", text_of(BASE / "Makefile"), re.MULTILINE))
    named = {name for code in code_of(page) for name in re.findall(r"(?:^|\s)make ([a-z][a-z-]*)", code)}
    assert named - targets == set()


@pytest.mark.parametrize("page", PRESENT, ids=ids(PRESENT))
def test_named_commands_exist(page: Path) -> None:
    named = set(re.findall(r"manage\.py\s+([a-z_]+)", text_of(page)))
    assert named - {*get_commands(), "demo"} == set()


def test_named_settings_exist() -> None:
    known = "".join(text_of(path) for path in [*BASE.glob("config/**/*.py"), BASE / ".env.example", BASE / "Makefile"])
    named = {name for page in PRESENT for name in re.findall(r"KOEPUEROE_[A-Z_]+[A-Z]", text_of(page))}
    assert {name for name in named if name not in known} == set()


def test_decisions_are_numbered_once_and_those_named_exist() -> None:
    records = [path.name[:4] for path in sorted((BASE / "docs" / "decisions").glob("*.md"))]
    assert len(records) == len(set(records))
    listed = subprocess.run(["git", "ls-files"], cwd=BASE, capture_output=True, text=True, check=False).stdout
    paths = [BASE / name for name in listed.split()] or [
        path for path in BASE.rglob("*.py") if ".venv" not in str(path)
    ]
    sources = [path for path in paths if path.suffix in SOURCES and path.is_file() and "data" not in path.parts]
    named = {(number, path.name) for path in sources for number in DECISION.findall(text_of(path))}
    assert {(number, where) for number, where in named if number not in records} == set()


def test_each_record_says_context_decision_consequences_and_when_to_look_again() -> None:
    parts = ("Context", "Decision", "Consequences", "Revisit when")
    lacking = {
        (path.name, part)
        for path in (BASE / "docs" / "decisions").glob("*.md")
        for part in parts
        if not re.search(rf"^(?:## |\*\*){part}", text_of(path), re.MULTILINE)
    }
    assert lacking == set()


def test_commits_of_the_cookbook_are_in_the_history() -> None:
    git = ["git", "-C", str(BASE)]
    shallow = subprocess.run(
        [*git, "rev-parse", "--is-shallow-repository"], capture_output=True, text=True, check=False
    )
    if shallow.stdout.strip() != "false":
        pytest.skip("a shallow clone, or no Git: the commits that the cookbook names cannot be looked up")
    named = COMMIT.findall(text_of(BASE / "docs" / "cookbook.md"))
    assert len(named) > 5
    told = {}
    for commit, _subject in named:
        done = subprocess.run([*git, "log", "-1", "--format=%s", commit], capture_output=True, text=True, check=False)
        told[commit] = done.stdout.strip()
    assert {commit: subject.strip() for commit, subject in named} == told


def test_how_to_cite_the_site_can_be_read() -> None:
    told = yaml.safe_load(text_of(BASE / "CITATION.cff"))
    project = tomllib.loads(text_of(BASE / "pyproject.toml"))["project"]
    assert told["cff-version"] == "1.2.0"
    assert {"message", "title", "authors"} <= set(told)
    assert (told["version"], told["license"], told["type"]) == (project["version"], project["license"], "software")
    assert all(author.get("name") or author.get("family-names") for author in told["authors"])


@pytest.mark.parametrize(
    "template", sorted((BASE / ".github" / "ISSUE_TEMPLATE").glob("*.md")), ids=lambda one: one.stem
)
def test_templates_of_issues_have_a_name_and_say_what_they_are_for(template: Path) -> None:
    _before, head, body = text_of(template).split("---\n", 2)
    assert set(yaml.safe_load(head)) == {"name", "about"}
    assert body.strip()
