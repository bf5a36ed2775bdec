"""The context of templates/library/practice_body.html, shared by public page, preview and desk."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import User
from core.language.formats import format_list
from core.locales import legible, reads_latin
from core.models import Term
from core.text import is_latin
from core.web.language_fields import marked
from library.judging.licences import licence_url
from library.models import Practice, PracticeAuthor, PracticeFile
from library.showing.licences import MEANINGS, licence_name
from library.showing.preflight_findings import part_names
from library.showing.story_blocks import StoryBlock, blocks_of
from twinning.models import Institution
from twinning.queries.institution_names import WITH_NAMES, ShownName
from twinning.showing.institution_names import shown_name


@dataclass(frozen=True, slots=True)
class ShownPart:
    key: str
    label: Promise
    blocks: list[StoryBlock]


@dataclass(frozen=True, slots=True)
class ShownAuthor:
    """`name` is empty where a person has deleted their account; `school` where none was named."""

    name: str
    role: str
    school: ShownName | None
    institution: Institution | None


@dataclass(frozen=True, slots=True)
class ShownPractice:
    """What templates/library/practice_body.html draws. `practice` is the text that is shown, perhaps a draft."""

    practice: Practice
    parts: list[ShownPart]
    authors: list[ShownAuthor]
    pictures: list[PracticeFile]
    documents: list[PracticeFile]
    facts: list[tuple[str, str]]
    licence: str
    licence_url: str
    licence_meaning: Promise | str
    offline_bytes: int
    grades: list[int]
    subjects: str
    language: str  # of the reader for whom it was drawn


def shown(text: Practice) -> ShownPractice:
    files = list(text.files.all())
    grades = [row.grade for row in text.grades.all()]
    subjects = format_list(_labels(text.subjects.all()))
    return ShownPractice(
        practice=text,
        parts=[ShownPart(key, label, blocks_of(getattr(text, key))) for key, label in part_names()],
        authors=authors_of(text),
        pictures=[file for file in files if file.is_picture],
        documents=[file for file in files if not file.is_picture],
        facts=facts_of(text, grades=grades, subjects=subjects),
        licence=licence_name(text.licence),
        licence_url=licence_url(text.licence),
        licence_meaning=MEANINGS.get(text.licence, ""),
        offline_bytes=sum(file.stored.bytes for file in files),
        grades=grades,
        subjects=subjects,
        language=get_language() or "",
    )


def authors_of(text: Practice) -> list[ShownAuthor]:
    """Two queries for any number of authors; one more for readers who get names in Latin letters."""
    rows: list[PracticeAuthor] = list(text.authors.all())
    wanted = {row.institution_id for row in rows if row.institution_id}
    named = Institution.objects.filter(pk__in=wanted).prefetch_related(WITH_NAMES) if wanted else ()
    schools, latin = {school.pk: school for school in named}, _latin_names(rows)
    return [_author(row, schools.get(row.institution_id or 0), latin.get(row.user_id or 0, "")) for row in rows]


def _author(row: PracticeAuthor, school: Institution | None, latin: str) -> ShownAuthor:
    said = shown_name(school) if school is not None else ShownName(legible(row.school), "") if row.school else None
    return ShownAuthor(legible(row.name, asked=latin), row.role, said, school)


def _latin_names(rows: list[PracticeAuthor]) -> dict[int, str]:
    """As the people themselves write them, where the name is still theirs. Asked only for readers who need it."""
    named = {row.user_id: row.name for row in rows if row.user_id and not is_latin(row.name)}
    if not named or not reads_latin():
        return {}
    people = User.objects.filter(pk__in=named).values_list("pk", "name", "latin_name")
    return {pk: latin for pk, name, latin in people if name == named[pk]}


def facts_of(text: Practice, *, grades: list[int], subjects: str) -> list[tuple[str, str]]:
    """What stands at the side, as (label, words); what was not said is left out."""
    rows = [
        (_("Kind"), text.kind.label if text.kind is not None else ""),
        (_("Subjects"), subjects),
        (_("Grades"), grades_text(grades)),
        (_("For whom"), format_list(_labels(text.audience.all()))),
        (_("Takes"), marked(capfirst(text.time_needed), text.language)),
        (_("Needs"), marked(capfirst(text.needs), text.language)),
        (_("Internet"), _("works without internet") if text.offline else ""),
        (_("Fits"), format_list(_labels(text.fits.all()))),
    ]
    return [(label, first_up(words)) for label, words in rows if words]


def first_up(words: str) -> str:
    """What is marked with its language begins with a capital already, behind the mark."""
    return words if isinstance(words, SafeString) else capfirst(words)


def grades_text(grades: Iterable[int]) -> str:
    """Neighbours as ranges: "1–4, 7, 9–11"; 0 is the preparatory class."""
    runs: list[list[int]] = []
    for grade in sorted(set(grades)):
        if runs and grade == runs[-1][-1] + 1:
            runs[-1].append(grade)
        else:
            runs.append([grade])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def _labels(terms: Iterable[Term]) -> list[str]:
    return [term.label for term in sorted(terms, key=lambda term: (term.order, term.pk))]


def preview_context(text: Practice) -> dict[str, Any]:
    return {"practice": text, "shown": shown(text)}
