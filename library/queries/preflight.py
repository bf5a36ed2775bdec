"""The automatic check before submission: missing fields, personal data, broken links. No network is used."""

from collections.abc import Iterator
from typing import Final

from library.judging.licences import may_be_made_of
from library.judging.personal_data_and_links import broken_links, personal_data
from library.judging.preflight_findings import ERROR, FILES_STEP, REMARK, RIGHTS_STEP, STORY_STEP, Finding
from library.models import PARTS, Licence, Practice, PracticeFile
from library.policy import PART_LEAST, TITLE_LEAST

WORDS_SHOWN: Final = 40
TEXTS: Final = ("title", "summary", *PARTS, "needs", "time_needed", "changes")


def findings(text: Practice) -> list[Finding]:
    """All of them, in the order of the steps. `text` is the newest text, not the public row."""
    found = [*_what(text), *_story(text), *_files(text), *_rights(text), *_words(text)]
    return sorted(found, key=lambda finding: (finding.step, finding.weight != ERROR))


def _what(text: Practice) -> Iterator[Finding]:
    if len(text.title.strip()) < TITLE_LEAST:
        yield Finding("title", "title", 1)
    if not text.summary.strip():
        yield Finding("summary", "summary", 1)
    if text.kind_id is None:
        yield Finding("kind", "kind", 1)
    for name in ("subjects", "grades", "audience"):
        if not list(getattr(text, name).all()):
            yield Finding(name, name, 1)


def _story(text: Practice) -> Iterator[Finding]:
    for part in PARTS:
        said = getattr(text, part).strip()
        if not said:
            yield Finding("part", part, STORY_STEP)
        elif len(said) < PART_LEAST:
            yield Finding("short", part, STORY_STEP, REMARK)
    if text.evidence is None:
        yield Finding("evidence", "evidence", STORY_STEP)


def _files(text: Practice) -> Iterator[Finding]:
    for file in text.files.all():
        yield from _file(file)


def _file(file: PracticeFile) -> Iterator[Finding]:
    params = {"name": file.stored.name}

    def missing(code: str) -> Finding:
        return Finding(f"file_{code}", f"{code}_{file.code}", FILES_STEP, params=params)

    if file.is_picture and not file.alt.strip():
        yield missing("alt")
    for name in ("holder", "licence"):
        if not getattr(file, name).strip():
            yield missing(name)
    if file.people and not file.consent:
        yield missing("consent")


def _rights(text: Practice) -> Iterator[Finding]:
    if not [author for author in text.authors.all() if author.name.strip()]:
        yield Finding("authors", "author_0_name", RIGHTS_STEP)
    if text.institution_id is None:
        yield Finding("institution", "institution", RIGHTS_STEP)
    if not text.licence:
        yield Finding("licence", "licence", RIGHTS_STEP)
    elif text.based_on is not None and not may_be_made_of(source=text.based_on.licence, result=text.licence):
        yield Finding("licence_clash", "licence", RIGHTS_STEP, params={"source": _licence_name(text.based_on.licence)})
    if text.based_on_id is not None and not text.changes.strip():
        yield Finding("changes", "changes", RIGHTS_STEP)
    for name in ("consent", "safety"):
        if not getattr(text, name):
            yield Finding(name, name, RIGHTS_STEP)


def _licence_name(code: str) -> str:
    """The same in every language. Empty where the source has no licence."""
    return str(Licence(code).label) if code else ""


def _words(text: Practice) -> Iterator[Finding]:
    """A personal number never belongs into a practice; an address or a telephone may be the school's own."""
    for name in TEXTS:
        said = getattr(text, name)
        step = _step_of(name)
        for kind, found in personal_data(said):
            weight = ERROR if kind == "number" else REMARK
            yield Finding(f"personal_{kind}", name, step, weight, {"found": _hidden(kind, found)})
        for link in broken_links(said):
            yield Finding("link", name, step, REMARK, {"found": link[:WORDS_SHOWN]})


def _step_of(name: str) -> int:
    return STORY_STEP if name in PARTS else RIGHTS_STEP if name == "changes" else 1


def _hidden(kind: str, found: str) -> str:
    """Findings are stored, so a personal number is cut to its first three digits."""
    return f"{found[:3]}…" if kind == "number" else found[:WORDS_SHOWN]
