"""Proposals in and out, the state they are in now, and how often institutions answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Any, Final

from django.db.models import Case, Count, F, Q, QuerySet, When
from django.utils import timezone

from core.language.formats import iso_moment
from twinning.models import Institution, Proposal, ProposalState, Staff, Wish
from twinning.queries.open_wishes import places_taken
from twinning.queries.people import places_of, speaks_for

ANSWERED: Final = (ProposalState.ACCEPTED, ProposalState.DECLINED, ProposalState.COUNTERED)


def state_now(proposal: Proposal, at: datetime | None = None) -> ProposalState:
    """The stored state, or expired: whoever asks for a state asks here."""
    stored = ProposalState(proposal.state)
    if stored == ProposalState.SENT and proposal.expires_at <= (at or timezone.now()):
        return ProposalState.EXPIRED
    return stored


def open_proposals(at: datetime | None = None) -> QuerySet[Proposal]:
    """Sent, not answered, not expired."""
    return Proposal.objects.filter(state=ProposalState.SENT, expires_at__gt=at or timezone.now())


def places_used(institution: Institution) -> int:
    """How many of its open proposals (at most policy.OPEN_PROPOSALS) an institution has written."""
    return open_proposals().filter(sender=institution).count()


def count_open(user: Any, institution: Institution | None = None) -> tuple[int, int]:
    """Open ones of the person's institutions, both ways, and those that this one has written. One query."""
    own = [p.institution_id for p in places_of(user) if p.state == Staff.State.VERIFIED]
    counts = (
        open_proposals()
        .filter(Q(sender__in=own) | Q(receiver__in=own))
        .aggregate(all=Count("pk"), written=Count("pk", filter=Q(sender=institution)))
    )
    return counts["all"], counts["written"]


def open_between(one: Wish, other: Wish) -> Proposal | None:
    """The open proposal of two wishes, whoever wrote it."""
    low, high = sorted((one.pk, other.pk))
    return open_proposals().filter(wish_low=low, wish_high=high).first()


def proposals_for(user: Any) -> QuerySet[Proposal]:
    """Of the person's institutions, in and out: open ones, then the newest, with what a row shows. Three queries."""
    own = [p.institution_id for p in places_of(user) if p.state == Staff.State.VERIFIED]
    is_open = Q(state=ProposalState.SENT, expires_at__gt=timezone.now())
    rows = Proposal.objects.filter(Q(sender__in=own) | Q(receiver__in=own))
    return with_sides(rows).order_by(Case(When(is_open, then=0), default=1), "-sent_at")


def with_sides(rows: QuerySet[Proposal]) -> QuerySet[Proposal]:
    """With both institutions and their names, the class and the wishes."""
    return rows.select_related(
        "sender", "receiver", "school_class", "from_wish__institution", "to_wish__institution", "partnership"
    ).prefetch_related("sender__names", "receiver__names")


def waiting_for(user: Any) -> QuerySet[Proposal]:
    """Open proposals that this person may answer."""
    led = [p.institution_id for p in places_of(user) if speaks_for(user, p.institution) and p.role != "teacher"]
    return open_proposals().filter(receiver__in=led)


def proposals_unanswered(user: Any) -> QuerySet[Proposal]:
    """Open proposals that the person's verified institutions have sent."""
    own = [p.institution_id for p in places_of(user) if p.state == Staff.State.VERIFIED]
    return open_proposals().filter(sender__in=own)


def is_full(wish: Wish) -> bool:
    return wish.state != Wish.State.DRAFT and places_taken([wish]).get(wish.pk, 0) >= wish.partners


@dataclass(frozen=True, slots=True)
class ReplyRate:
    """Of `received` proposals that were answered or have expired, `answered` ones; days are the median until then."""

    received: int
    answered: int
    days: float | None


def reply_rates(institutions: Iterable[int]) -> dict[int, ReplyRate]:
    """By id; who never had to answer is missing. Withdrawn and still open ones do not count. One query."""
    settled = Q(state__in=[*ANSWERED, ProposalState.EXPIRED]) | Q(
        state=ProposalState.SENT, expires_at__lte=timezone.now()
    )
    rows = (
        Proposal.objects.filter(settled, receiver__in=list(institutions))
        .annotate(waited=F("closed_at") - F("sent_at"))
        .values_list("receiver_id", "state", "waited")
    )
    by_receiver: dict[int, list[timedelta | None]] = {}
    for receiver, state, waited in rows:
        by_receiver.setdefault(receiver, []).append(waited if state in ANSWERED else None)
    return {receiver: _rate(waits) for receiver, waits in by_receiver.items()}


def _rate(waits: list[timedelta | None]) -> ReplyRate:
    answers = [wait / timedelta(days=1) for wait in waits if wait is not None]
    return ReplyRate(len(waits), len(answers), round(median(answers), 1) if answers else None)


def find_reported(user: Any, code: str) -> Proposal | None:
    """A proposal that this person received, for a report."""
    return proposals_for(user).filter(code=code).exclude(by=user).first()


def words_of(proposal: Proposal) -> dict[str, Any]:
    """What a moderator sees of a reported proposal: the words that were typed, not the sentences of the book."""
    typed = [proposal.title, proposal.words, *(str(item.get("title", "")) for item in proposal.plan)]
    said = "\n".join(text for text in typed if text)
    return {"text": said, "language": proposal.language, "at": iso_moment(proposal.sent_at)}
