"""Plants what follows an accepted proposal: space, plan, colleagues, agreements, and sometimes the end."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db.models import F

from accounts.models import User
from community.models import Room
from demo.actions.steps.backdating import ago, happened
from twinning.actions.agreements import draw_up_agreement, sign_agreement
from twinning.actions.answering import accept_proposal
from twinning.actions.partnerships import bring_colleague, end_partnership
from twinning.actions.plans import finish_plan_item
from twinning.actions.wishes import open_wish
from twinning.models import Agreement, Partnership, PlanItem, Proposal, Staff, Wish
from twinning.policy import PROPOSAL_KEPT
from twinning.queries.people import leaders_of
from twinning.texts.agreements import fingerprint, snapshot_of

Row = Mapping[str, Any]


def plant_partnership(*, proposal: Proposal, row: Row, people: Mapping[str, User], answerer: User) -> Partnership:
    answered = row["days"] - row["after"]
    with happened(answered):
        partnership = accept_proposal(proposal=proposal, by=answerer)
        _bring(partnership, row, people)
    closed = ago(answered)
    Proposal.objects.filter(pk=proposal.pk).update(
        read_at=closed, closed_at=closed, expires_at=ago(row["days"]) + PROPOSAL_KEPT
    )
    _move_back(partnership, row["days"])
    for stage, days in row.get("stages", {}).items():
        _agree(partnership, stage, days)
    for number, days, evidence in row.get("done", []):
        _finish(partnership, number, days, evidence, by=answerer)
    if "end" in row:
        _end(partnership, row["end"], by=answerer)
    return partnership


def _bring(partnership: Partnership, row: Row, people: Mapping[str, User]) -> None:
    for name in row.get("bring", []):
        place = Staff.objects.get(user=people[name], until=None)
        leader = leaders_of(place.institution).get().user
        bring_colleague(partnership=partnership, by=leader, place=place)


def _move_back(partnership: Partnership, days: int) -> None:
    """Move the dates of partnership and plan back by `days`."""
    back = timedelta(days=days)
    for rows in (
        Partnership.objects.filter(pk=partnership.pk),
        Proposal.objects.filter(partnership=partnership),
    ):
        rows.update(starts=F("starts") - back, ends=F("ends") - back)
    for item in partnership.plan.all():
        PlanItem.objects.filter(pk=item.pk).update(due=item.due - back if item.due else None)
    partnership.refresh_from_db()


def _agree(partnership: Partnership, stage: str, days: int) -> None:
    with happened(days):
        leaders = [leaders_of(party.institution).get().user for party in partnership.parties.all()]
        agreement = _drawn_up(partnership, stage, by=leaders[0])
        for leader in leaders:
            sign_agreement(agreement=agreement, by=leader, name=leader.name, latin_name=leader.latin_name)
    Agreement.objects.filter(pk=agreement.pk).update(in_force_at=ago(days))
    partnership.refresh_from_db()


def _drawn_up(partnership: Partnership, stage: str, *, by: User) -> Agreement:
    if stage == Agreement.Stage.TRIAL:
        return draw_up_agreement(partnership=partnership, by=by)
    # There is no verb for later stages yet, so the row is created here.
    snapshot = snapshot_of(partnership, stage)
    return Agreement.objects.create(
        partnership=partnership, stage=stage, snapshot=snapshot, sha256=fingerprint(snapshot)
    )


def _finish(partnership: Partnership, number: int, days: int, evidence: str, *, by: User) -> None:
    item = partnership.plan.get(order=number)
    with happened(days):
        finish_plan_item(item=item, by=by, version=item.version, evidence=evidence)
    PlanItem.objects.filter(pk=item.pk).update(done_at=ago(days))


def _end(partnership: Partnership, row: Row, *, by: User) -> None:
    with happened(row["days"]):
        end_partnership(partnership=partnership, by=by, reason=row["reason"], words=row["words"])
        # The places are free again, and both sides look for the next partner.
        for wish in Wish.objects.filter(parties__partnership=partnership):
            open_wish(wish=wish, by=leaders_of(wish.institution).get().user)
    ended = ago(row["days"])
    Partnership.objects.filter(pk=partnership.pk).update(ended_at=ended)
    Room.objects.filter(twin_space__partnership=partnership).update(closed_at=ended)
