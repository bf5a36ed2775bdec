"""What a reader sees of a practice before its text: the picture, who wrote it, five facts."""

from dataclasses import dataclass, replace
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.language.formats import format_list, format_number
from core.web.language_fields import marked
from library.judging.evidence_ladder import Ladder
from library.judging.school_stages import ages_of
from library.models import Practice, PracticeFile
from library.showing.practice_body import ShownPractice, first_up
from library.showing.practice_rows import bars, grades_said

PLACES_NAMED = 3


@dataclass(frozen=True, slots=True)
class Fact:
    """`more` is a second line; `bars` are the evidence, with its words; `url` leads to the place that tells all."""

    label: str
    words: str
    more: str = ""
    url: str = ""
    bars: dict[str, Any] | None = None


def glance(told: ShownPractice, ladder: Ladder, *, where: list[str], alike: int) -> list[Fact]:
    """`where`: places and countries of the schools for which it worked; `alike`: how many of them are like the
    reader's. What the authors did not say is left out."""
    practice = told.practice
    facts = [
        _evidence(ladder),
        _for_whom(told),
        Fact(_("Takes"), first_up(marked(capfirst(practice.time_needed), practice.language))),
        _needs(practice),
        _tried(ladder, where, alike) if practice.live else Fact(_("Tried by"), ""),
    ]
    return [fact for fact in facts if fact.words or fact.bars]


def beside_the_text(told: ShownPractice) -> ShownPractice:
    """Without what stands above: the first picture, and the facts of `glance`."""
    above = {_("Subjects"), _("Grades"), _("Takes"), _("Needs"), _("Internet")}
    facts = [(label, words) for label, words in told.facts if label not in above]
    return replace(told, pictures=told.pictures[1:], facts=facts)


def first_picture(told: ShownPractice) -> PracticeFile | None:
    return told.pictures[0] if told.pictures else None


def writers(told: ShownPractice) -> str:
    return format_list(author.name for author in told.authors if author.name)


def _evidence(ladder: Ladder) -> Fact:
    drawn = bars(ladder.level)
    return Fact(_("How sure"), "", url="#sure", bars=drawn)


def _for_whom(told: ShownPractice) -> Fact:
    ages = ages_of(told.grades)
    said = [grades_said(told.grades)]
    if ages:
        said.append(_("ages %(first)s to %(last)s") % {"first": format_number(ages[0]), "last": format_number(ages[1])})
    whom, about = ", ".join(part for part in said if part), capfirst(told.subjects)
    return Fact(_("For"), capfirst(whom) or about, more=about if whom else "")


def _needs(practice: Practice) -> Fact:
    offline = _("works without internet") if practice.offline else ""
    needs = first_up(marked(capfirst(practice.needs), practice.language)) if practice.needs else ""
    return Fact(_("Needs"), needs or capfirst(offline), more=offline if needs else "")


def _tried(ladder: Ladder, where: list[str], alike: int) -> Fact:
    if not ladder.schools:
        return Fact(_("Tried by"), _("no other school yet"), url="#tried")
    said = ngettext("%(n)s other school", "%(n)s other schools", ladder.schools) % {"n": format_number(ladder.schools)}
    if alike:
        like = ngettext("%(n)s like yours", "%(n)s like yours", alike) % {"n": format_number(alike)}
        said = f"{said}, {like}"
    return Fact(_("Tried by"), said, more=", ".join(where[:PLACES_NAMED]), url="#tried")
