"""Proposals in and out, the state they are in now, and what stands in the way of two wishes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Any, Final

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.models import Block
from core.errors import Conflict, Text
from core.language.formats import iso_moment
from twinning.models import Institution, Partnership, Proposal, ProposalState, Staff, State, Wish
from twinning.queries.people import can_act, places_of, speaks_for
from twinning.queries.sides import places_taken

LIFE: Final = timedelta(days=14)
OPEN_AT_ONCE: Final = 3
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
    """How many of its three open proposals an institution has written."""
    return open_proposals().filter(sender=institution).count()


def open_between(one: Wish, other: Wish) -> Proposal | None:
    """The open proposal of two wishes, whoever wrote it."""
    low, high = sorted((one.pk, other.pk))
    return open_proposals().filter(wish_low=low, wish_high=high).first()


def proposals_for(user: Any) -> QuerySet[Proposal]:
    """Both sides of the person's institutions, newest first, with what a row shows. Three queries."""
    own = [p.institution_id for p in places_of(user) if p.state == Staff.State.VERIFIED]
    return with_sides(Proposal.objects.filter(Q(sender__in=own) | Q(receiver__in=own)))


def with_sides(rows: QuerySet[Proposal]) -> QuerySet[Proposal]:
    """With both institutions and their names, the class and the wishes."""
    return rows.select_related(
        "sender", "receiver", "school_class", "from_wish__institution", "to_wish__institution", "partnership"
    ).prefetch_related("sender__names", "receiver__names")


def waiting_for(user: Any) -> QuerySet[Proposal]:
    """Open proposals that this person may answer."""
    led = [p.institution_id for p in places_of(user) if speaks_for(user, p.institution) and p.role != "teacher"]
    return open_proposals().filter(receiver__in=led)


@dataclass(frozen=True, slots=True)
class Hindrance:
    """Why two wishes cannot be joined now, what to do instead and the door to it."""

    text: Text
    next_step: Text
    url: str
    action: Text

    def __str__(self) -> str:
        return str(self.text)

    def error(self) -> Conflict:
        return Conflict(self.text, next_step=self.next_step, url=self.url, action=self.action)


def obstacle(ours: Wish, theirs: Wish) -> Hindrance | None:
    """Why these two wishes cannot be joined now, said to `ours`; None where they can. At most seven queries."""
    taken = places_taken([ours, theirs])
    return (
        _of_one(ours, theirs)
        or not_open(ours, taken.get(ours.pk, 0))
        or _cannot_act(ours, theirs)
        or _theirs(ours, theirs, taken.get(theirs.pk, 0))
        or _kept_apart(ours, theirs)
    )


def not_open(ours: Wish, taken: int | None = None) -> Hindrance | None:
    """Why one's own wish meets nobody: its places are taken, which closes it, or it is not open."""
    taken = places_taken([ours]).get(ours.pk, 0) if taken is None else taken
    wish, open_it = reverse("twinning:wish", args=[ours.code]), _("Look at the wish")
    if ours.state != Wish.State.DRAFT and taken >= ours.partners:
        text = _("All places of your wish are taken.")
        return Hindrance(
            text, _("Work with the partners it has, or say in the wish that you want more."), wish, open_it
        )
    if ours.state == Wish.State.DRAFT:
        return Hindrance(
            _("Your wish is not open."), _("It is still a draft. Open it, then you can write."), wish, open_it
        )
    if ours.state == Wish.State.CLOSED:
        return Hindrance(
            _("Your wish is not open."), _("It was closed. Open it again, then you can write."), wish, open_it
        )
    return None


def is_full(wish: Wish) -> bool:
    return wish.state != Wish.State.DRAFT and places_taken([wish]).get(wish.pk, 0) >= wish.partners


def _others(ours: Wish, text: Text) -> Hindrance:
    """Nothing can be done about the other side."""
    url = reverse("twinning:suggestions", args=[ours.code])
    return Hindrance(text, _("See who else fits your wish."), url, _("Who fits"))


def _of_one(ours: Wish, theirs: Wish) -> Hindrance | None:
    same = ours.institution_id == theirs.institution_id
    return _others(ours, _("Both wishes are of the same institution.")) if same else None


def _cannot_act(ours: Wish, theirs: Wish) -> Hindrance | None:
    if ours.institution.state != State.VERIFIED or not can_act(ours.institution):
        text = _("Your institution is not verified, or nobody there can act for it.")
        return Hindrance(text, _("Its page says what it waits for."), reverse("twinning:my"), _("My institution"))
    if theirs.institution.state != State.VERIFIED or not can_act(theirs.institution):
        return _others(ours, _("The partner is not verified at present, or nobody there can act for it."))
    return None


def _theirs(ours: Wish, theirs: Wish, taken: int) -> Hindrance | None:
    if taken >= theirs.partners:
        return _others(ours, _("All places of the partner’s wish are taken."))
    if theirs.state != Wish.State.OPEN:
        return _others(ours, _("The partner’s wish is no longer open."))
    return None


def _kept_apart(ours: Wish, theirs: Wish) -> Hindrance | None:
    if blocked_between(ours.institution, theirs.institution):
        return _others(ours, _("People of these two institutions do not want to write to each other."))
    joined = Partnership.objects.exclude(state=Partnership.State.ENDED).filter(parties__from_wish=ours)
    if found := joined.filter(parties__from_wish=theirs).first():
        text = _("These two wishes have led to a partnership already.")
        url = reverse("twinning:space", args=[found.code])
        return Hindrance(text, _("Write to each other there."), url, _("To the twin space"))
    return None


def blocked_between(one: Institution, other: Institution) -> bool:
    """Whether anybody who works here now has blocked, or is blocked by, anybody who works there."""
    here = {"institution": one, "until": None}
    there = {"institution": other, "until": None}
    mine, yours = Staff.objects.filter(**here).values("user"), Staff.objects.filter(**there).values("user")
    return Block.objects.filter(Q(by__in=mine, blocked__in=yours) | Q(by__in=yours, blocked__in=mine)).exists()


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
