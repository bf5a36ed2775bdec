"""What partners do: proposals, agreements, milestones, the end."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

from django.utils import timezone

from community.models import Block
from tests.deeds.doing import Act, Case, does, fresh, person, recount_all
from tests.twinning.partners.conftest import expire, letter
from tests.world_of_everyone import World
from twinning.actions.agreements import draw_up_agreement, sign_agreement
from twinning.actions.answering import accept_proposal, decline_proposal
from twinning.actions.duties.expiry import tell_of_expiry
from twinning.actions.partnerships import bring_colleague, end_partnership
from twinning.actions.plans import add_plan_item, drop_plan_item, edit_plan_item, finish_plan_item, reopen_plan_item
from twinning.actions.sending import counter_proposal, mark_proposal_read, send_proposal, withdraw_proposal
from twinning.models import PlanItem

SOON: Final = timedelta(days=3)


def _friends(case: Case) -> Case:
    """Nobody of the two schools has blocked anybody of the other."""

    def prepare(w: World) -> Act:
        Block.objects.all().delete()
        return case(w)

    return prepare


def _send(w: World) -> Act:
    ours, theirs = fresh(w, "other_open_wish"), fresh(w, "school_open_wish")
    return lambda: send_proposal(from_wish=ours, to_wish=theirs, by=person(w, "stranger"), **letter(work="letters"))


def _counter(w: World) -> Act:
    said = letter(work="letters")
    return lambda: counter_proposal(proposal=fresh(w, "received"), by=person(w, "leader"), **said)


def _expired(w: World) -> Act:
    def act() -> None:
        expire(fresh(w, "received"))
        tell_of_expiry()

    return act


def _signed(*before: str, by: str) -> Case:
    def prepare(w: World) -> Act:
        for role in before:
            sign_agreement(agreement=fresh(w, "partnership_agreement"), by=person(w, role), name=role)
        return lambda: sign_agreement(agreement=fresh(w, "partnership_agreement"), by=person(w, by), name=by)

    return prepare


def _drawn_up(w: World) -> Act:
    fresh(w, "partnership_agreement").delete()
    recount_all()
    return lambda: draw_up_agreement(partnership=fresh(w, "partnership"), by=person(w, "leader"))


def _item(w: World, **more: Any) -> PlanItem:
    found: PlanItem = fresh(w, "partnership_item")
    PlanItem.objects.filter(pk=found.pk).update(**more)
    recount_all()
    found.refresh_from_db()
    return found


def _milestone(verb: Callable[..., object], state: dict[str, Any], **said: Any) -> Case:
    def prepare(w: World) -> Act:
        item = _item(w, **state)
        return lambda: verb(item=item, by=person(w, "teacher"), version=item.version, **said)

    return prepare


def _due_soon() -> Any:
    return timezone.localdate() + SOON


def _new_milestone(w: World) -> Act:
    return lambda: add_plan_item(
        partnership=fresh(w, "partnership"), by=person(w, "partner"), title="Letters", language="en", due=_due_soon()
    )


PARTNERS: Final[dict[str, Case]] = {
    "a proposal is sent": _send,
    "it is read": does(mark_proposal_read, "leader", proposal="the received"),
    "it is accepted": _friends(does(accept_proposal, "leader", proposal="the received")),
    "it is declined": does(decline_proposal, "deputy", proposal="the received", reason="time"),
    "it is answered with changes": _friends(_counter),
    "it is withdrawn": does(withdraw_proposal, "partner", proposal="the received"),
    "it has expired": _expired,
    "an agreement is drawn up": _drawn_up,
    "it is signed": _signed(by="leader"),
    "it is signed by the other side": _signed("leader", by="partner"),
    "a milestone is added": _new_milestone,
    "it is due soon": _milestone(edit_plan_item, {}, title="Letters", language="en", due=_due_soon()),
    "it is done": _milestone(finish_plan_item, {"due": _due_soon()}, evidence="Six letters"),
    "it is not done": _milestone(reopen_plan_item, {"due": _due_soon(), "state": "done"}),
    "it is dropped": _milestone(drop_plan_item, {"due": _due_soon()}),
    "a colleague is brought in": does(
        bring_colleague, "leader", partnership="the partnership", place="the own_coordinator_place"
    ),
    "a partnership ends": does(end_partnership, "leader", partnership="the partnership", reason="finished"),
}
