"""The plan of a twin space: milestones added, changed, done with evidence, dropped."""

from datetime import date
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from core.audit import record
from core.errors import Conflict, Invalid, Stale
from core.language.name_refusals import check_name
from core.language.text_lengths import check_length
from core.permissions import require
from core.terms import labels_of
from core.text import clean
from twinning.actions.steps.proposal_news import tell_space
from twinning.models import Partnership, Party, PlanItem
from twinning.policy import EVIDENCE_CHARACTERS, MILESTONE_CHARACTERS, PLAN_ITEMS


class Milestone(TypedDict, total=False):
    """A milestone as it is written: of the vocabulary (`term`) or with a title of one's own in `language`."""

    term: str
    title: str
    language: str
    due: date | None
    lead: Party | None


def add_plan_item(*, partnership: Partnership, by: Any, **milestone: Unpack[Milestone]) -> PlanItem:
    require(by, "twinning.edit_plan", partnership)
    item = PlanItem(partnership=partnership)
    _describe(item, **milestone)
    with transaction.atomic():
        Partnership.objects.select_for_update(no_key=True).get(pk=partnership.pk)
        if partnership.plan.count() >= PLAN_ITEMS:
            raise Conflict(_("The plan has sixty points, the most it can hold."))
        last = partnership.plan.aggregate(last=Max("order"))["last"]
        item.order = 0 if last is None else last + 1
        item.save()
        record("twinning.add_plan_item", item, by=by)
        tell_space(partnership, "plan")
    return item


def edit_plan_item(*, item: PlanItem, by: Any, version: int, **milestone: Unpack[Milestone]) -> PlanItem:
    """Raise Stale where somebody changed it since the form with `version` was opened."""
    require(by, "twinning.edit_plan", item.partnership)
    with transaction.atomic():
        locked = _lock(item, version)
        _describe(locked, **milestone)
        return _keep(locked, by, "edit_plan_item")


def finish_plan_item(*, item: PlanItem, by: Any, version: int, evidence: str) -> PlanItem:
    """Done, with words that say what shows it."""
    require(by, "twinning.edit_plan", item.partnership)
    evidence = clean(evidence, multiline=True)
    if not evidence:
        raise Invalid(_("Write in a few words what came of it (at most 2,000 characters)."), field="evidence")
    check_length(evidence, most=EVIDENCE_CHARACTERS, field="evidence")
    with transaction.atomic():
        locked = _lock(item, version)
        if locked.state == PlanItem.State.DONE:
            raise Conflict(_("This milestone is done already."))
        locked.state, locked.done_at, locked.evidence = PlanItem.State.DONE, timezone.now(), evidence
        return _keep(locked, by, "finish_plan_item")


def reopen_plan_item(*, item: PlanItem, by: Any, version: int) -> PlanItem:
    """Mark it as not done; its evidence stays until it is done again."""
    require(by, "twinning.edit_plan", item.partnership)
    with transaction.atomic():
        locked = _lock(item, version)
        if locked.state != PlanItem.State.DONE:
            raise Conflict(_("This milestone is not done yet."))
        locked.state, locked.done_at = PlanItem.State.PLANNED, None
        return _keep(locked, by, "reopen_plan_item")


def drop_plan_item(*, item: PlanItem, by: Any, version: int) -> None:
    """Delete a milestone that is not done. Raise Conflict for one that is."""
    require(by, "twinning.edit_plan", item.partnership)
    with transaction.atomic():
        locked = _lock(item, version)
        if locked.state == PlanItem.State.DONE:
            raise Conflict(_("What is done stays in the plan."))
        record("twinning.drop_plan_item", locked, by=by, data={"term": locked.term, "title": locked.title})
        partnership = locked.partnership
        locked.delete()
        tell_space(partnership, "plan")


def _lock(item: PlanItem, version: int) -> PlanItem:
    locked = PlanItem.objects.select_for_update(no_key=True).filter(pk=item.pk).first()
    if locked is None:
        raise Conflict(_("Somebody has taken this milestone out of the plan."))
    if locked.version != version:
        raise Stale(_("Somebody changed this milestone since you opened it. Look at both and save again."))
    return locked


def _keep(item: PlanItem, by: Any, deed: str) -> PlanItem:
    item.version += 1
    item.save()
    record(f"twinning.{deed}", item, by=by)
    tell_space(item.partnership, "plan")
    return item


def _describe(
    item: PlanItem,
    *,
    term: str = "",
    title: str = "",
    language: str = "",
    due: date | None = None,
    lead: Party | None = None,
) -> None:
    title = check_name(title, field="title")
    if term and term not in labels_of("milestone"):
        raise Invalid(_("Choose one of the milestones."), field="term")
    if not term and not title:
        raise Invalid(_("Give the milestone a name of at most 160 characters."), field="title")
    if not term:
        check_length(title, most=MILESTONE_CHARACTERS, field="title")
    if lead is not None and lead.partnership_id != item.partnership_id:
        raise Invalid(_("Choose one of the partners."), field="lead")
    item.term, item.title, item.language = term, "" if term else title, "" if term else language
    item.due, item.lead = due, lead
