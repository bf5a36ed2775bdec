"""A plan as the pages of a twin space draw it."""

from collections.abc import Iterable
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _

from core.language.formats import format_date, format_relative
from twinning.models import Partnership, PlanItem
from twinning.queries.partnerships import PartnershipSide, next_milestone
from twinning.showing.institution_names import shown_name
from twinning.texts.milestones import milestone_title

State: Final = PlanItem.State


def plan_rows(
    partnership: Partnership, plan: Iterable[PlanItem], sides: Iterable[PartnershipSide], *, may_edit: bool
) -> list[dict[str, Any]]:
    """What components/milestones.html draws, and the item itself for the page that changes it."""
    plan = list(plan)
    names = {side.party.pk: shown_name(side.party.institution).text for side in sides}
    now = next_milestone(plan)
    return [
        {
            "item": item,
            "title": milestone_title(item),
            "lang": item.language,
            "text": item.evidence if item.state == State.DONE else "",
            "detail": _detail(item, names.get(item.lead_id or 0, "")),
            "state": "done" if item.state == State.DONE else "now" if item == now else "",
            "actions": _actions(partnership, item, first=item == now) if may_edit else [],
        }
        for item in plan
    ]


def _detail(item: PlanItem, lead: str) -> str:
    parts = []
    if item.state == State.DONE and item.done_at:
        parts.append(_("Done: %(day)s.") % {"day": format_date(item.done_at)})
    elif item.due:
        parts.append(_("Due: %(day)s.") % {"day": format_date(item.due)})
    if lead:
        parts.append(_("Led by: %(name)s.") % {"name": lead})
    return " ".join(parts)


def _actions(partnership: Partnership, item: PlanItem, *, first: bool) -> list[dict[str, Any]]:
    def address(name: str) -> str:
        return reverse(f"twinning:{name}", args=[partnership.code, item.code])

    if item.state == State.DONE:
        version = {"post": True, "name": "version", "value": str(item.version)}
        return [{"label": _("Mark as not done"), "url": address("plan_reopen"), "kind": "q", **version}]
    return [
        {"label": _("Mark as done"), "url": address("plan_done"), "kind": "1" if first else ""},
        {"label": _("Change"), "url": address("plan_edit"), "kind": ""},
    ]


def hanging(partnership: Partnership, item: PlanItem | None, *, may_edit: bool) -> dict[str, Any] | None:
    """The next milestone, which hangs from the deck of the bridge; nothing where the partnership has ended."""
    if item is None or partnership.state == Partnership.State.ENDED:
        return None
    lines = [_("Due: %(day)s.") % {"day": format_date(item.due)}] if item.due else []
    done = {
        "label": _("Mark as done"),
        "url": reverse("twinning:plan_done", args=[partnership.code, item.code]),
        "kind": "gold",
    }
    plan = {"label": _("Whole plan"), "url": reverse("twinning:plan", args=[partnership.code]), "kind": "night"}
    when = f", {format_relative(item.due)}" if item.due else ""
    return {
        "kicker": _("Next milestone") + when,
        "title": milestone_title(item),
        "lang": "" if item.term else item.language,
        "lines": lines,
        "actions": [done, plan] if may_edit else [plan],
    }
