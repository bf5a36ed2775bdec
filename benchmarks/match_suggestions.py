"""Time of one list of suggestions among many open wishes: a Markdown table, and JSON into the file named by $OUT.

python benchmarks/match_suggestions.py 1000 10000
"""

import json
import os
import random
import sys
from collections.abc import Callable
from datetime import date, time, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from twinning.matching import (
    Ask,
    LanguageAsk,
    Level,
    MatchNeed,
    MatchSide,
    Range,
    Work,
    count_fitting,
    held_back,
    pack,
    slots_of,
    suggest,
)
from twinning.matching.condition_scan import fitting

SEED = 5
ZONES = {
    "KG": "Asia/Bishkek",
    "EE": "Europe/Tallinn",
    "DE": "Europe/Berlin",
    "BA": "Europe/Sarajevo",
    "KE": "Africa/Nairobi",
    "JP": "Asia/Tokyo",
    "NP": "Asia/Kathmandu",
    "US": "America/New_York",
    "NZ": "Pacific/Auckland",
    "FI": "Europe/Helsinki",
}
THEMES = [f"theme-{n}" for n in range(40)]
WORK = {
    "letters": Work(),
    "photos": Work(connectivity=1),
    "live": Work(live=True, connectivity=3),
    "project": Work(connectivity=1),
    "staff": Work(connectivity=1),
}
ASKS = [Ask(), Ask(weight=2), Ask(weight=8), Ask(MatchNeed.NO_MATTER), Ask(MatchNeed.MUST)]
ODDS = [50, 20, 15, 10, 5]


def some_side(number: int, chance: random.Random) -> MatchSide:
    country = chance.choice(sorted(ZONES))
    youngest = chance.randint(6, 16)
    starts = chance.choice([time(8), time(8, 30), time(9), time(13)])
    ends = time(starts.hour + 5)
    return MatchSide(
        key=f"w{number}",
        institution=f"i{number * 9 // 10}",
        country=country,
        time_zone=ZONES[country],
        starts=date(2026, 9, 1) + timedelta(days=7 * chance.randint(0, 25)),
        months=chance.choice([3, 6, 9]),
        languages={code: Level(chance.randint(1, 6)) for code in chance.sample(["en", "ru", "de", "fr", country], 2)},
        wanted_languages={chance.choice(["en", "ru", "de"]): LanguageAsk(Level(chance.randint(1, 4)), an_ask(chance))},
        ages=Range(youngest, youngest + chance.randint(0, 2)),
        wanted_ages=Range(youngest - 1, youngest + 2),
        age_ask=an_ask(chance),
        size=chance.randint(8, 40),
        offered_themes=frozenset(chance.sample(THEMES, 2)),
        wanted_themes={term: an_ask(chance) for term in chance.sample(THEMES, 3)},
        work={term: WORK[term] for term in chance.sample(sorted(WORK), 2)},
        connectivity=chance.randint(0, 3),
        lessons=slots_of((day, starts, ends) for day in range(1, 6)),
        months_ask=an_ask(chance),
        offers_mentoring=chance.random() < 0.2,
        capacity=chance.choice([0, 1, 1, 2, 3]),
        verified=True,
        rules_signed=True,
        closed_to=frozenset({f"i{number * 9 // 10}"}),
    )


def an_ask(chance: random.Random) -> Ask:
    return chance.choices(ASKS, ODDS)[0]


def milliseconds(action: Callable[[], object], times: int = 15) -> float:
    """Median of warm runs: the first fills the tables of clock changes, as it does once in a server."""
    action()
    taken = []
    for _ in range(times):
        before = perf_counter()
        action()
        taken.append((perf_counter() - before) * 1000)
    return round(median(taken), 2)


def measure(wishes: int) -> dict[str, float]:
    chance = random.Random(SEED)
    others = [some_side(number, chance) for number in range(wishes)]
    us = some_side(10 * wishes, chance)
    while not us.ready or "live" not in us.work:
        us = some_side(10 * wishes, chance)
    snapshot = pack(others)
    return {
        "wishes": wishes,
        "fitting": len(fitting(us, snapshot).rows),
        "pack_ms": milliseconds(lambda: pack(others), 3),
        "scan_ms": milliseconds(lambda: fitting(us, snapshot)),
        "count_ms": milliseconds(lambda: count_fitting(us, snapshot)),
        "held_back_ms": milliseconds(lambda: held_back(us, snapshot), 5),
        "suggest_ms": milliseconds(lambda: suggest(us, snapshot), 5),
    }


def main() -> None:
    sizes = [int(size) for size in sys.argv[1:]] or [100, 1_000, 10_000]
    rows = [measure(size) for size in sizes]
    print("| " + " | ".join(rows[0]) + " |")
    print("|" + "---|" * len(rows[0]))
    for row in rows:
        print("| " + " | ".join(f"{value:,}" for value in row.values()) + " |")
    if "OUT" in os.environ:
        Path(os.environ["OUT"]).write_text(json.dumps(rows, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
