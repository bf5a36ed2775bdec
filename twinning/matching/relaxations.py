"""What holds us back: change one hard condition of our own wish, and count who fits then."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from twinning.matching.condition_scan import fitting
from twinning.matching.point_explanations import Value
from twinning.matching.snapshot import Snapshot, pack
from twinning.matching.wish_facts import Ask, LanguageAsk, Level, MatchNeed, MatchSide, Range, Work

YOUNGEST: Final = 3
WIDER_BY: Final = (1, 2)


@dataclass(frozen=True, slots=True)
class Relaxation:
    """One change of the wish (explanation_keys.RELAXATIONS), and how many more institutions fit after it alone."""

    key: str
    params: Mapping[str, Value]
    gain: int


@dataclass(frozen=True, slots=True)
class WiderWish:
    """`wish` is ours with that one thing changed: a wider wish, never a narrower one."""

    key: str
    params: Mapping[str, Value]
    wish: MatchSide


def held_back(us: MatchSide, others: Sequence[MatchSide] | Snapshot) -> tuple[Relaxation, ...]:
    """Greatest gain first, only gains above 0. Of two steps along one condition the longer only if it gains more."""
    snapshot = others if isinstance(others, Snapshot) else pack(others)
    now = _institutions(us, snapshot)
    found: list[Relaxation] = []
    for steps in changes(us, snapshot):
        gains = [Relaxation(step.key, step.params, len(_institutions(step.wish, snapshot) - now)) for step in steps]
        found += [
            gain for before, gain in zip([0, *(g.gain for g in gains)], gains, strict=False) if gain.gain > before
        ]
    return tuple(sorted(found, key=lambda one: (-one.gain, one.key, str(one.params))))


def _institutions(us: MatchSide, snapshot: Snapshot) -> set[int]:
    return set(snapshot.institutions[fitting(us, snapshot).rows].tolist())


def changes(us: MatchSide, snapshot: Snapshot) -> Iterator[list[WiderWish]]:
    """Each hard condition of ours with the steps by which it can be given up, the smallest first."""
    yield from ([change] for change in _ours(us))
    yield from ([change] for change in _work(us, snapshot))
    yield from _languages(us)
    yield from _ages(us)
    yield from ([change] for change in _themes(us))
    yield from ([change] for change in _plain(us))
    yield from ([change] for change in _countries(us))


def _softer(ask: Ask) -> Ask:
    return replace(ask, need=MatchNeed.PREFER)


def _ours(us: MatchSide) -> Iterator[WiderWish]:
    if not us.verified:
        yield WiderWish("institution.verify", {}, replace(us, verified=True))
    if not us.rules_signed:
        yield WiderWish("rules.sign", {}, replace(us, rules_signed=True))
    if us.capacity <= 0:
        yield WiderWish("capacity.more", {"places": 1}, replace(us, capacity=1))
    if not us.translated_ok:
        yield WiderWish("translated.accept", {}, replace(us, translated_ok=True))
    if us.speak.must:
        yield WiderWish("speak.prefer", {}, replace(us, speak=_softer(us.speak)))


def _work(us: MatchSide, snapshot: Snapshot) -> Iterator[WiderWish]:
    for term in sorted(snapshot.work.column.keys() - us.work.keys()):
        more = {**us.work, term: Work(live=term in snapshot.live.column)}
        yield WiderWish("work.accept", {"term": term}, replace(us, work=more))
    for term, own in us.work.items():
        if own.ask.must:
            softer = {**us.work, term: replace(own, ask=_softer(own.ask))}
            yield WiderWish("work.prefer", {"term": term}, replace(us, work=softer))


def _languages(us: MatchSide) -> Iterator[list[WiderWish]]:
    for code, wanted in us.wanted_languages.items():
        if wanted.ask.must:
            yield list(_language_steps(us, code, wanted))


def _language_steps(us: MatchSide, code: str, wanted: LanguageAsk) -> Iterator[WiderWish]:
    for number in range(wanted.level - 1, Level.A2 - 1, -1):
        level = Level(number)
        wish = replace(us, wanted_languages={**us.wanted_languages, code: replace(wanted, level=level)})
        yield WiderWish("language.level", {"code": code, "level": level.name, "instead": wanted.level.name}, wish)
    softer = {**us.wanted_languages, code: replace(wanted, ask=_softer(wanted.ask))}
    yield WiderWish("language.prefer", {"code": code, "level": wanted.level.name}, replace(us, wanted_languages=softer))


def _ages(us: MatchSide) -> Iterator[list[WiderWish]]:
    if us.age_ask.must:
        yield [WiderWish("age.prefer", {}, replace(us, age_ask=_softer(us.age_ask)))]
    if us.accepted_ages is not None:
        yield [_wider(us, us.accepted_ages, years) for years in WIDER_BY]


def _wider(us: MatchSide, ages: Range, years: int) -> WiderWish:
    wider = Range(max(min(YOUNGEST, ages.low), ages.low - years), ages.high + years)
    return WiderWish("age.widen", {"from": wider.low, "to": wider.high}, replace(us, wanted_ages=wider))


def _themes(us: MatchSide) -> Iterator[WiderWish]:
    for term, ask in us.wanted_themes.items():
        if ask.must:
            softer = {**us.wanted_themes, term: _softer(ask)}
            yield WiderWish("theme.prefer", {"term": term}, replace(us, wanted_themes=softer))


def _plain(us: MatchSide) -> Iterator[WiderWish]:
    if us.size_ask.must and us.wanted_size is not None:
        size = {"from": us.wanted_size.low, "to": us.wanted_size.high}
        yield WiderWish("size.prefer", size, replace(us, size_ask=_softer(us.size_ask)))
    if us.months_ask.must:
        yield WiderWish("months.prefer", {"months": us.months}, replace(us, months_ask=_softer(us.months_ask)))
    if us.starts_ask.must:
        yield WiderWish("starts.prefer", {"starts": us.starts}, replace(us, starts_ask=_softer(us.starts_ask)))
    if us.mentor_ask.must:
        yield WiderWish("mentor.prefer", {}, replace(us, mentor_ask=_softer(us.mentor_ask)))
    if us.newcomer_ask.must:
        yield WiderWish("newcomer.prefer", {}, replace(us, newcomer_ask=_softer(us.newcomer_ask)))


def _countries(us: MatchSide) -> Iterator[WiderWish]:
    if us.wanted_countries and us.country_ask.must:
        yield WiderWish("country.prefer", {}, replace(us, country_ask=_softer(us.country_ask)))
    for country in sorted(us.excluded_countries):
        yield WiderWish(
            "country.accept", {"country": country}, replace(us, excluded_countries=us.excluded_countries - {country})
        )
