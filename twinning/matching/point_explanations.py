"""One point of a wish as one key with its numbers, from the reader's side (explanation_keys.py lists the keys)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from twinning.matching.criteria import age_overlap, is_live, line_fit, line_needed, live_fit
from twinning.matching.hours import common_hours, project
from twinning.matching.scores import Contribution
from twinning.matching.slots import shift_of
from twinning.matching.wish_facts import Level, MatchSide, shared_language
from twinning.policy import REASON_FROM

Value = int | str | date


@dataclass(frozen=True, slots=True)
class Reason:
    key: str
    params: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Case:
    """A point of one side, in the words of the reader: `asker` wishes, `other` is measured, `mine` if we ask."""

    us: MatchSide
    them: MatchSide
    mine: bool
    part: Contribution

    @property
    def asker(self) -> MatchSide:
        return self.us if self.mine else self.them

    @property
    def other(self) -> MatchSide:
        return self.them if self.mine else self.us

    @property
    def term(self) -> str:
        return self.part.point.term

    @property
    def fits(self) -> bool:
        return self.part.point.value >= REASON_FROM

    def say(self, mine: str, theirs: str, **params: Value) -> Reason:
        return Reason(mine if self.mine else theirs, params)


def said(case: Case) -> Reason:
    return SAYINGS[case.part.point.criterion](case)


def _speak(case: Case) -> Reason:
    shared = shared_language(case.us, case.them)
    if shared is None:
        return Reason("language.translated", {})
    return Reason("language.shared", {"code": shared[0], "level": shared[1].name})


def _language(case: Case) -> Reason:
    wanted, have = case.asker.wanted_languages[case.term].level, case.other.languages.get(case.term)
    if have is not None and case.fits:
        return case.say("language.spoken", "language.wanted", code=case.term, level=have.name)
    if have is None:
        return case.say("language.absent", "language.unknown", want=case.term, level=wanted.name)
    return case.say("language.low", "language.missing", want=case.term, level=wanted.name, have=Level(have).name)


def _age(case: Case) -> Reason:
    ages, years = case.other.ages, age_overlap(case.asker, case.other) or 0
    if ages is None:
        return Reason("age.few", {"overlap": 0, "of": 0})
    if years == len(ages):
        return Reason("age.full", {"from": ages.low, "to": ages.high})
    return Reason("age.partial" if case.fits else "age.few", {"overlap": years, "of": len(ages)})


def _size(case: Case) -> Reason:
    size, wanted = case.other.size or 0, case.asker.wanted_size
    if case.fits or wanted is None:
        return case.say("size.theirs", "size.ours", size=size)
    return case.say("size.theirs_off", "size.ours_off", size=size, **{"from": wanted.low, "to": wanted.high})


def _theme(case: Case) -> Reason:
    if not case.fits:
        return case.say("theme.missing", "theme.unoffered", term=case.term)
    if case.term in case.other.offered_themes:
        return case.say("theme.offered", "theme.sought", term=case.term)
    return Reason("theme.shared", {"term": case.term})


def _work(case: Case) -> Reason:
    term, need = case.term, line_needed(case.us, case.them, case.term)
    if term not in case.other.work:
        return case.say("work.missing", "work.unoffered", term=term)
    fit = line_fit(case.other.connectivity, need)
    if is_live(case.us, case.them, term):
        return _live(case, need, fit)
    if not case.fits:
        return case.say("line.theirs", "line.ours", term=term, have=case.other.connectivity, need=need)
    return Reason("work.shared" if need else "work.light", {"term": term})


def _live(case: Case, need: int, fit: float) -> Reason:
    common = common_hours(case.us, case.them, *project(case.us, case.them))
    if case.fits:
        shift = shift_of(case.us.lessons)
        return Reason("hours.common", {"per_day_minutes": common.per_day, "days": len(common.days), "shift": shift})
    if not common.per_day:
        return Reason("hours.none", {})
    if fit < live_fit(common.per_day):
        return case.say("line.theirs", "line.ours", term=case.term, have=case.other.connectivity, need=need)
    return Reason("hours.short", {"per_day_minutes": common.per_day})


def _months(case: Case) -> Reason:
    ours, theirs = case.us.months, case.them.months
    if ours == theirs:
        return Reason("months.same", {"months": ours})
    return Reason("months.near" if case.fits else "months.far", {"ours": ours, "theirs": theirs})


def _starts(case: Case) -> Reason:
    ours, theirs = case.us.starts, case.them.starts
    if case.part.point.met:
        return Reason("starts.same", {"starts": max(ours, theirs)})
    return Reason("starts.near" if case.fits else "starts.far", {"ours": ours, "theirs": theirs})


def _mentor(case: Case) -> Reason:
    return case.say("mentor.offered", "mentor.sought") if case.fits else case.say("mentor.missing", "mentor.unoffered")


def _newcomer(case: Case) -> Reason:
    if case.fits:
        return case.say("newcomer.theirs", "newcomer.ours")
    return case.say("newcomer.missing", "newcomer.unoffered")


def _country(case: Case) -> Reason:
    country = case.other.country
    if case.fits:
        return case.say("country.theirs", "country.ours", country=country)
    return case.say("country.other", "country.unnamed", country=country)


SAYINGS: Final[Mapping[str, Callable[[Case], Reason]]] = {
    "speak": _speak,
    "language": _language,
    "age": _age,
    "size": _size,
    "theme": _theme,
    "work": _work,
    "months": _months,
    "starts": _starts,
    "mentor": _mentor,
    "newcomer": _newcomer,
    "country": _country,
}
