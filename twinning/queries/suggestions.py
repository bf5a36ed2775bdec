"""Who may fit a wish: found among the columns of all open wishes, then read from the database and looked at again."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Final

from django.db.models import Q
from django.utils import timezone

from twinning.matching import MatchSide, Relaxation, hard_conditions, minutes_per_day
from twinning.matching.packed import (
    CannotPackError,
    Found,
    Listed,
    Question,
    Snapshot,
    TwoChanges,
    find,
    held_back,
    pack,
    question,
)
from twinning.models import Decision, DecisionKind, PackedWish, Proposal, ProposalState, Wish
from twinning.policy import SUGGESTIONS_LISTED
from twinning.queries.open_wishes import open_wishes, side_of, sides_of
from twinning.queries.snapshots import asked_in, snapshot

LOOKS: Final = 3  # again where rows had changed since they were packed


@dataclass(frozen=True, slots=True)
class Ranked:
    """A wish that fits, as the database has it now. `minutes` of common lessons a day."""

    key: str
    pk: int
    line: Listed
    them: MatchSide
    minutes: int

    @property
    def strength(self) -> str:
        return self.line.strength


@dataclass(frozen=True, slots=True)
class Suggestions:
    """`fitting` and `total_considered` count institutions; the list holds the best wish of each.

    `us` is taken as ready, whether it is so or not. `aside` are those that fit and were set aside: they take no place
    of the list. `written`: see open_proposal_codes.
    """

    us: MatchSide
    ready: bool
    ranked: tuple[Ranked, ...]
    aside: tuple[Ranked, ...]
    total_considered: int
    fitting: int
    written: dict[int, str]
    held_back: tuple[Relaxation, ...]
    best_two: TwoChanges | None


@dataclass(frozen=True, slots=True)
class _Asked:
    """`us` as verified and ready: newcomers prepare wishes before they are."""

    wish: Wish
    us: MatchSide
    ready: bool
    question: Question | None
    snapshot: Snapshot
    written: dict[int, str]

    def found(self) -> Found | None:
        return find(self.question, self.snapshot) if self.question else None


def suggestions(wish: Wish) -> Suggestions:
    """A fixed number of queries for any number of wishes."""
    asked = _asked(wish)
    found = asked.found()
    if found is None or asked.question is None:
        return Suggestions(asked.us, asked.ready, (), (), 0, 0, asked.written, (), None)
    aside, passed = _passed(_set_aside(wish))
    holding = held_back(asked.question, asked.snapshot)
    return Suggestions(
        us=asked.us,
        ready=asked.ready,
        ranked=_ranked(asked, found, passed),
        aside=_looked_at(asked, found.those(aside)),
        total_considered=asked.snapshot.institutions_but(asked.us.institution),
        fitting=found.fitting,
        written=asked.written,
        held_back=holding.single,
        best_two=holding.best_two,
    )


def fitting(wish: Wish) -> int:
    """How many institutions fit."""
    found = _asked(wish).found()
    return found.fitting if found else 0


def _asked(wish: Wish) -> _Asked:
    side, now = side_of(wish), snapshot()
    us = replace(side, verified=True, rules_signed=True)
    written = open_proposal_codes(wish)
    book = asked_in(now.codebook, us)
    try:
        asking = question(us, book)
    except CannotPackError:
        asking = None
    return _Asked(wish, us, side.ready, asking, _without_ours(wish, now, written), written)


def _without_ours(wish: Wish, now: Snapshot, others: dict[int, str]) -> Snapshot:
    """Wishes with which this one has an open proposal are full by it alone: for this list it takes no place."""
    if not others:
        return now
    ids = dict(PackedWish.objects.filter(wish__in=others).values_list("wish__code", "pk"))
    rows = []
    for side in sides_of(open_wishes().filter(pk__in=others), beside=wish):
        try:
            rows.append((ids[side.key], pack(side, now.codebook), now.change))
        except (CannotPackError, KeyError):
            continue
    return now.with_changes(rows)


def _passed(aside: Collection[int]) -> tuple[set[int], set[int]]:
    """Rows of the wishes that were set aside, and of all wishes of their institutions: whoever says "not now" to a
    school does not want to read its next wish in the same place.
    """
    theirs = Wish.objects.filter(pk__in=aside).values("institution")
    rows = dict(PackedWish.objects.filter(wish__institution__in=theirs).values_list("pk", "wish"))
    return {row for row, wish in rows.items() if wish in aside}, set(rows)


def _ranked(asked: _Asked, found: Found, aside: Collection[int]) -> tuple[Ranked, ...]:
    """Who does not fit any more by the database gives its place to the next."""
    passed = set(aside)
    for _look in range(LOOKS):
        lines = found.best(SUGGESTIONS_LISTED, passed)
        ranked = _looked_at(asked, lines)
        if len(ranked) == len(lines):
            break
        passed |= {line.id for line in lines} - {one.line.id for one in ranked}
    return ranked


def _looked_at(asked: _Asked, lines: Collection[Listed]) -> tuple[Ranked, ...]:
    """Minutes are known so far where live work is shared."""
    if not lines:
        return ()
    pairs = PackedWish.objects.filter(pk__in=[line.id for line in lines]).values_list("pk", "wish", "wish__code")
    known = {id_: (wish, code) for id_, wish, code in pairs if wish is not None}
    rows = open_wishes().filter(pk__in=[wish for wish, _code in known.values()])
    sides = {side.key: side for side in sides_of(rows, beside=asked.wish)}
    return tuple(
        Ranked(code, wish, line, them, line.minutes or minutes_per_day(asked.us, them))
        for line in lines
        for wish, code in [known.get(line.id, (0, ""))]
        if (them := sides.get(code)) is not None and not hard_conditions(asked.us, them)
    )


def open_proposal_codes(wish: Wish) -> dict[int, str]:
    """The other wish of each proposal that is open with this one, to the proposal's code."""
    rows = Proposal.objects.filter(
        Q(from_wish=wish) | Q(to_wish=wish), state=ProposalState.SENT, expires_at__gt=timezone.now()
    ).values_list("from_wish", "to_wish", "code")
    return {(theirs if ours == wish.pk else ours): code for ours, theirs, code in rows}


def wishes_by_code(keys: list[str]) -> dict[str, Wish]:
    rows = Wish.objects.filter(code__in=keys).select_related("institution__kind", "school_class")
    return {wish.code: wish for wish in rows.prefetch_related("institution__names", "institution__levels")}


def set_aside_codes(wish: Wish) -> set[str]:
    """Wishes that were set aside for this one and not brought back since."""
    return set(_set_aside(wish).values())


def _set_aside(wish: Wish) -> dict[int, str]:
    kinds = [DecisionKind.NOT_NOW, DecisionKind.BACK]
    rows = Decision.objects.filter(wish=wish, kind__in=kinds).order_by("pk")
    last = {(pk, code): kind for pk, code, kind in rows.values_list("other", "other__code", "kind")}
    return {pk: code for (pk, code), kind in last.items() if kind == DecisionKind.NOT_NOW}
