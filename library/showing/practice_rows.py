"""Rows of practices in lists: the context of templates/library/practice_row.html and practice_card.html."""

from collections.abc import Collection, Sequence
from textwrap import shorten
from typing import Any, Final
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.language.formats import country_name, format_list, format_number, language_name
from core.locales import language_of
from library.models import Evidence, Practice, PracticeFile
from library.queries.catalogue import Catalogue
from library.queries.practice_list import practices_of, wanted_languages
from library.showing.practice_body import grades_text
from twinning.models import Institution
from twinning.showing.institution_names import shown_name

STEPS: Final = range(1, 6)
LINE: Final = 70  # characters of the summary that stand in a row
# What stands where a practice has no picture: an icon and a colour for each kind.
MARKS: Final = {
    "lesson": ("book-open", "blue"),
    "project": ("compass", "green"),
    "club": ("tent", "gold"),
    "assessment": ("list-checks", "gold"),
    "teachers": ("messages-square", "green"),
    "leadership": ("school", "blue"),
    "parents": ("house", "red"),
    "partners": ("bridge", "red"),
}
Row = dict[str, Any]


def rows_of(keys: Collection[UUID], whole: Catalogue, languages: Sequence[str] | None = None) -> list[Row]:
    """Five queries, however many."""
    found = practices_of(keys, languages or wanted_languages(language_of()))
    return [_row(practice, others, whole) for practice, others in found]


def _row(practice: Practice, others: list[str], whole: Catalogue) -> Row:
    here, key = language_of(), practice.translation_key
    school = practice.institution
    pictures: list[PracticeFile] = practice.pictures
    return {
        "key": key,
        "url": reverse("library:practice", args=[practice.code]),
        "practice": practice,
        "title": practice.title,
        "line": shorten(practice.summary, LINE, placeholder="…"),
        "lang": practice.language if practice.language != here else "",
        "grades": grades_said([row.grade for row in practice.grades.all()]),
        "school": shown_name(school) if school else None,
        "country": country_name(school.country) if school else "",
        "place": _place(school) if school else "",
        "language": language_name(practice.language, capital=True),
        "also": format_list(language_name(code) for code in others),
        "languages": read_in(1 + len(others)),
        "bars": bars(whole.levels.get(key, practice.evidence or 1)),
        "tried": tried_by(whole.schools.get(key, 0)),
        "picture": pictures[0] if pictures else None,
        "mark": mark_of(practice),
    }


def bars(level: int) -> Row:
    """For components/evidence_bars.html."""
    return {"steps": [step <= level for step in STEPS], "level": level, "label": Evidence(level).label}


def mark_of(practice: Practice) -> dict[str, str]:
    """For library/no_picture.html."""
    icon, tone = MARKS.get(practice.kind.code if practice.kind else "", ("book-open", "blue"))
    return {"icon": icon, "tone": tone}


def grades_said(grades: list[int]) -> str:
    """ "Grades 5–8", empty where none is named."""
    if len(grades) == 1:
        return grade_label(str(grades[0]))
    return _("Grades %(grades)s") % {"grades": grades_text(grades)} if grades else ""


def grade_label(value: str) -> str:
    return _("preparatory class") if value == "0" else _("Grade %(n)s") % {"n": value}


def _place(school: Institution) -> str:
    """Within the country that its readers know best the region says more."""
    return school.shown_region if school.country == "KG" and school.region else country_name(school.country)


def read_in(languages: int) -> str:
    """Nothing for one: in which one that is, the row says where it is not the page's."""
    if languages == 1:
        return ""
    return ngettext("in %(n)s language", "in %(n)s languages", languages) % {"n": format_number(languages)}


def tried_by(schools: int) -> str:
    if not schools:
        return ""
    return ngettext("%(n)s other school has tried it", "%(n)s other schools have tried it", schools) % {
        "n": format_number(schools)
    }
