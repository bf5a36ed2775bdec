"""Who hears of a proposal: open pages of both institutions, and notices to those who can act."""

from typing import Any

from django.urls import reverse

from community.actions.steps.notices import notify
from community.actions.steps.reading_notices import settled
from core.live.outbox import tell
from twinning.actions.steps.today_marks import leaders_changed, partners_changed
from twinning.models import Institution, Partnership, Party, Proposal
from twinning.queries.institution_names import shown_everywhere
from twinning.queries.people import leaders_of


def tell_both(proposal: Proposal, kind: str) -> None:
    """News for the pages of both sides: which proposal, never what it says. The receiver's leaders answer it."""
    for school in (proposal.sender, proposal.receiver):
        tell(f"proposals:{school.code}", kind, {"code": proposal.code})
    leaders_changed(proposal.receiver)


def tell_space(partnership: Partnership, kind: str) -> None:
    tell(f"space:{partnership.code}", kind, {"code": partnership.code})
    partners_changed(partnership)


def tell_leaders(to: Institution, key: str, proposal: Proposal, *, by: Any, asks: bool = False) -> None:
    """A notice (and by their wish a mail) to each person who can act there; the name in each one's language. One that
    asks for an answer is read once there is one.
    """
    other = proposal.sender if to.pk == proposal.receiver_id else proposal.receiver
    for place in leaders_of(to) if by is None else leaders_of(to).exclude(user=by):
        notify(
            user=place.user,
            key=key,
            params={"school": shown_everywhere(other), "title": proposal.title},
            url=reverse("twinning:proposal", args=[proposal.code]),
            dedupe=f"{key}:{proposal.code}",
            by=by,
            asks=_answer(proposal) if asks else "",
        )


def no_answer_waits(proposal: Proposal, *, for_: Any = None) -> None:
    """Answered, taken back or expired; or `for_` whom it was new: they have read it."""
    settled(_answer(proposal), among=None if for_ is None else [for_])


def _answer(proposal: Proposal) -> str:
    return f"proposal:{proposal.code}"


def signatures_of(partnership: Partnership) -> str:
    """The matter for which an agreement asks."""
    return f"agreement:{partnership.code}"


def none_signs(partnership: Partnership) -> None:
    """What was drawn up holds no more: there is a newer page, or the partnership has ended."""
    settled(signatures_of(partnership))


def has_signed(party: Party) -> None:
    """Nothing is left to sign for those who lead there; others still sign."""
    settled(signatures_of(party.partnership), among=leaders_of(party.institution).values("user"))


def tell_partners(partnership: Partnership, key: str, *, by: Any, once: str, asks: str = "") -> None:
    """The same for all parties of a partnership; `once` tells one occasion from the next."""
    for party in partnership.parties.filter(until=None).select_related("institution"):
        for place in leaders_of(party.institution).exclude(user=by):
            notify(
                user=place.user,
                key=key,
                params={"title": partnership.space.title},
                url=reverse("twinning:space", args=[partnership.code]),
                dedupe=f"{key}:{once}",
                by=by,
                asks=asks,
            )
