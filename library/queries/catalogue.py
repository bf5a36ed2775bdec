"""An in-memory index of the published practices for facet counts: one bit set for each value of each facet.

A practice in three languages is one bit. Counting 10,000 of them for sixty choices takes a millisecond, where the
database needs a second. What is shown is always read from the database again; this says how many, in which order.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, F, Max, Q
from django.utils import timezone

from library.judging.evidence_ladder import PARTLY, WORKED, Trial, ladder_of
from library.judging.school_likeness import SchoolKind
from library.models import Evaluation, Practice, PracticeGrade, ShelfMark
from library.queries.adoptions import trials_of
from library.queries.practices import practices_published
from library.queries.school_kinds import kinds_of

AT_MOST: Final = timedelta(minutes=15)  # changes of an institution's country do not raise the counter
FACETS: Final = ("kind", "language", "subject", "grade", "country", "evidence", "offline")
Stamp = tuple[Any, ...]


@dataclass(slots=True)
class Catalogue:
    """Bit n stands for keys[n], the n-th newest; `bits[facet][value]`; `tried` the same by number of schools.

    `reports`: (practice, school) for which it worked, by kind of school; `makers`: the schools that published each;
    `born`: when each came, the first first.
    """

    stamp: Stamp
    keys: list[UUID] = field(default_factory=list)
    bits: dict[str, dict[str, int]] = field(default_factory=dict)
    tried: list[int] = field(default_factory=list)
    levels: dict[UUID, int] = field(default_factory=dict)
    schools: dict[UUID, int] = field(default_factory=dict)
    reports: dict[SchoolKind, list[tuple[UUID, int]]] = field(default_factory=dict)
    makers: dict[UUID, set[int]] = field(default_factory=dict)
    born: list[datetime] = field(default_factory=list)
    made_at: Any = None

    def born_since(self, moment: datetime) -> int:
        return len(self.born) - bisect_right(self.born, moment)

    @property
    def everything(self) -> int:
        return (1 << len(self.keys)) - 1


_kept: dict[str, Catalogue] = {}


def catalogue() -> Catalogue:
    """The index, rebuilt where the data have changed; two short queries where they have not."""
    stamp, found = _stamp(), _kept.get("")
    if found is None or found.stamp != stamp or timezone.now() - found.made_at > AT_MOST:
        found = _kept[""] = _made(stamp)
    return found


def forget_catalogue() -> None:
    _kept.clear()


def _stamp() -> Stamp:
    shown = practices_published().aggregate(n=Count("pk"), last=Max("first_published_at"))
    return (ShelfMark.objects.values_list("number", flat=True).first(), *shown.values())


READ: Final = (
    "pk",
    "translation_key",
    "kind__code",
    "locale__language_code",
    "institution__country",
    "offline",
    "evidence",
)


def _made(stamp: Stamp) -> Catalogue:
    made = Catalogue(stamp, bits={name: {} for name in FACETS}, made_at=timezone.now())
    rows = practices_published().order_by(F("first_published_at").desc(nulls_last=True), "-pk")
    read = list(rows.values_list(*READ))
    places: dict[UUID, int] = {}
    for _pk, key, *_rest in read:
        places.setdefault(key, len(places))
    made.keys = list(places)
    _add_origins(made, rows.values_list("translation_key", "institution_id", "first_published_at"))
    sets = _Sets(len(places))
    claims = _add_own(sets.add, read, places)
    _add_many(sets.add, {pk: places[key] for pk, key, *_rest in read})
    _add_levels(made, claims, places, sets.add)
    made.bits = sets.whole()
    return made


class _Sets:
    """Of each facet the practices of each value: a bit for each of them, by its place."""

    def __init__(self, practices: int) -> None:
        self._size = practices // 8 + 1
        self._sets: dict[str, dict[str, bytearray]] = {name: {} for name in FACETS}

    def add(self, name: str, value: object, place: int) -> None:
        bits = self._sets[name].setdefault(str(value), bytearray(self._size))
        bits[place >> 3] |= 1 << (place & 7)

    def whole(self) -> dict[str, dict[str, int]]:
        return {
            name: {value: int.from_bytes(bits, "little") for value, bits in found.items()}
            for name, found in self._sets.items()
        }


def _add_own(add: Any, read: list[Any], places: dict[UUID, int]) -> dict[UUID, tuple[int, str]]:
    """What each row says of itself. Of all rows of a practice: the highest claim of evidence, and its country."""
    claims: dict[UUID, tuple[int, str]] = {}
    for _pk, key, kind, language, country, offline, evidence in read:
        place = places[key]
        add("kind", kind, place)
        add("language", language, place)
        add("country", country, place)
        if offline:
            add("offline", "yes", place)
        claims[key] = max(claims.get(key, (0, "")), (evidence or 0, country or ""))
    return claims


def _add_origins(made: Catalogue, rows: Iterable[tuple[UUID, int | None, datetime | None]]) -> None:
    """A translation comes no second time."""
    born: dict[UUID, datetime] = {}
    for key, school, moment in rows:
        made.makers.setdefault(key, set()).update({school} if school else ())
        if moment is not None:
            born[key] = min(moment, born.get(key, moment))
    made.born = sorted(born.values())


def _add_reports(made: Catalogue, trials: Mapping[UUID, list[Trial]]) -> None:
    good = [(key, trial.school) for key, told in trials.items() for trial in told if trial.worked in {WORKED, PARTLY}]
    kinds = kinds_of({school for _key, school in good})
    for key, school in good:
        if key in made.makers:
            made.reports.setdefault(kinds[school], []).append((key, school))


def _add_many(add: Any, by_practice: dict[int, int]) -> None:
    subjects = Practice.subjects.through.objects.filter(practice__live=True)
    for pk, code in subjects.values_list("practice_id", "term__code"):
        if pk in by_practice:
            add("subject", code, by_practice[pk])
    for pk, grade in PracticeGrade.objects.filter(practice__live=True).values_list("practice_id", "grade"):
        if pk in by_practice:
            add("grade", grade, by_practice[pk])


def _add_levels(made: Catalogue, claims: dict[UUID, tuple[int, str]], places: dict[UUID, int], add: Any) -> None:
    trials = trials_of(None)
    evaluated = set(
        Evaluation.objects.filter(Q(practice__live=True)).values_list("practice__translation_key", flat=True)
    )
    for key, (claimed, home) in claims.items():
        told = trials.get(key, ())
        level = ladder_of(claimed=claimed, home=home, trials=told, evaluated=key in evaluated).level
        made.levels[key], made.schools[key] = level, len(told)
        add("evidence", level, places[key])
    _add_reports(made, trials)
    made.tried = sorted(range(len(made.keys)), key=lambda place: (-made.schools[made.keys[place]], place))
