"""Seeded worlds of open wishes for `make bench-matching`. Drawn one wish after the other from one generator.

| of a wish | drawn |
|---|---|
| country | KG 30 %, KE 20, BA 15, EE 10, DE 10, NP 5, JP 5, US 5, with its zone |
| excluded | its own country; a second one in 5 % |
| languages | its country's, native; English in 85 %, A1 to C1 as 15, 30, 30, 20, 5 % |
| Russian | at B1 to C2 in KG, in 10 % elsewhere |
| wanted language | English in half, at A2 or B1 |
| ages | youngest 7 to 16, one to three years |
| accepted ages | a year more on both ends 70 %, two 10, nothing said 20 |
| size | 12 to 35; one in five wishes for 15 to 30 |
| themes, of 40 | offers two, looks for three |
| work | letters 60 %, photos 50, project 45, live 40, staff 15, shadowing 10; at least one |
| line | 0 to 3 as 15, 35, 30, 20 % |
| lessons | five days, in a third six; 4 to 7 of 45 minutes with breaks of 10 |
| first lesson | 8:00, in KG for two of five 13:00; up to an hour later by quarters |
| starts, months | a Monday from 7 September 2026 on, 40 weeks; 3, 6 or 9 months |
| each ask | no matter 12 %, prefer 85, must 3; weights 1, 2, 4, 8 as 10, 25, 50, 15 % |
| work without a common language | will do in 30 % |
| guidance | offered by 20 %, wished for by 15 |
| newcomer, places | 40 %; none in 5 %, else 1 to 3 |

One institution in ten has two wishes. Nothing of it was tuned to either engine; that lessons begin on a quarter and
last alike makes weeks repeat, which neither engine makes use of. What flatters both: no week has gaps but its breaks.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, time, timedelta

from twinning.matching import UNASKED, Ask, LanguageAsk, Level, MatchNeed, MatchSide, Range, Work, slots_of
from twinning.matching.packed import Codebook, Kind

SEED = 18
ZONES = {
    "KG": "Asia/Bishkek",
    "KE": "Africa/Nairobi",
    "BA": "Europe/Sarajevo",
    "EE": "Europe/Tallinn",
    "DE": "Europe/Berlin",
    "NP": "Asia/Kathmandu",
    "JP": "Asia/Tokyo",
    "US": "America/New_York",
}
SHARES = [30, 20, 15, 10, 10, 5, 5, 5]
TONGUES = {"KG": "ky", "KE": "sw", "BA": "bs", "EE": "et", "DE": "de", "NP": "ne", "JP": "ja", "US": "en"}
KINDS = {
    "letters": (Kind("letters"), 60),
    "photos": (Kind("photos", line=1), 50),
    "project": (Kind("project", line=1), 45),
    "live": (Kind("live", live=True, line=3), 40),
    "staff": (Kind("staff", line=1), 15),
    "shadowing": (Kind("shadowing", line=1), 10),
}
THEMES = [f"theme-{n}" for n in range(40)]
BOOK = Codebook(
    languages=tuple(dict.fromkeys([*TONGUES.values(), "ru"])),
    themes=THEMES,
    kinds=tuple(kind for kind, _ in KINDS.values()),
    countries=tuple(ZONES),
    zones=tuple(ZONES.values()),
)


def sides(number: int, seed: int = SEED) -> Iterator[MatchSide]:
    chance = random.Random(seed)
    for n in range(number):
        yield a_side(n, chance)


def askers(number: int) -> Sequence[MatchSide]:
    """Wishes of the same kind that are ready, each of an institution outside the world."""
    ready = (side for side in sides(100 * number, SEED + 1) if side.ready)
    return [_outside(side, n) for n, side in zip(range(number), ready, strict=False)]


def _outside(side: MatchSide, n: int) -> MatchSide:
    return replace(side, key=f"asker{n}", institution=f"asker{n}", closed_to=frozenset({f"i{n}"}))


def a_side(number: int, chance: random.Random) -> MatchSide:
    (country,) = chance.choices(list(ZONES), SHARES)
    youngest = chance.randint(7, 16)
    ages = Range(youngest, youngest + chance.randint(0, 2))
    wider = chance.choices([1, 2, None], [70, 10, 20])[0]
    institution = f"i{number - (number % 11 == 10)}"
    return MatchSide(
        key=f"w{number}",
        institution=institution,
        country=country,
        time_zone=ZONES[country],
        starts=date(2026, 9, 7) + timedelta(days=7 * chance.randrange(40)),
        months=chance.choice([3, 6, 9]),
        languages=_languages(country, chance),
        speak=an_ask(chance),
        wanted_languages={"en": LanguageAsk(chance.choice([Level.A2, Level.B1]), an_ask(chance))}
        if chance.random() < 0.5
        else {},
        ages=ages,
        wanted_ages=None if wider is None else Range(ages.low - wider, ages.high + wider),
        age_ask=an_ask(chance),
        size=chance.randint(12, 35),
        wanted_size=Range(15, 30) if chance.random() < 0.2 else None,
        size_ask=an_ask(chance),
        offered_themes=frozenset(chance.sample(THEMES, 2)),
        wanted_themes={term: an_ask(chance) for term in chance.sample(THEMES, 3)},
        work=_work(chance),
        connectivity=chance.choices(range(4), [15, 35, 30, 20])[0],
        lessons=_lessons(country, chance),
        months_ask=an_ask(chance),
        starts_ask=an_ask(chance),
        offers_mentoring=chance.random() < 0.2,
        mentor_ask=an_ask(chance) if chance.random() < 0.15 else UNASKED,
        is_newcomer=chance.random() < 0.4,
        excluded_countries=frozenset({country, *chance.choices(list(ZONES), k=chance.random() < 0.05)}),
        capacity=0 if chance.random() < 0.05 else chance.randint(1, 3),
        translated_ok=chance.random() < 0.3,
        verified=True,
        rules_signed=True,
        closed_to=frozenset({institution}),
    )


def an_ask(chance: random.Random) -> Ask:
    (need,) = chance.choices([MatchNeed.NO_MATTER, MatchNeed.PREFER, MatchNeed.MUST], [12, 85, 3])
    (weight,) = chance.choices([1, 2, 4, 8], [10, 25, 50, 15])
    return Ask(need, weight)


def _languages(country: str, chance: random.Random) -> dict[str, Level]:
    found = {"en": Level(chance.choices(range(1, 6), [15, 30, 30, 20, 5])[0])} if chance.random() < 0.85 else {}
    if country == "KG" or chance.random() < 0.1:
        found["ru"] = Level(chance.randint(3, 6))
    return {**found, TONGUES[country]: Level.NATIVE}


def _work(chance: random.Random) -> dict[str, Work]:
    drawn = [kind for kind, share in KINDS.values() if 100 * chance.random() < share] or [KINDS["letters"][0]]
    return {kind.code: Work(live=kind.live, connectivity=kind.line, ask=an_ask(chance)) for kind in drawn}


def _lessons(country: str, chance: random.Random) -> frozenset[int]:
    second = country == "KG" and chance.random() < 0.4
    starts = (13 if second else 8) * 60 + 15 * chance.randrange(5)
    ends = starts + chance.randint(4, 7) * 55 - 10
    days = range(1, 7 if chance.random() < 1 / 3 else 6)
    return slots_of((day, time(*divmod(starts, 60)), time(*divmod(ends, 60))) for day in days)
