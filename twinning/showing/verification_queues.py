"""Rows of the desk's queues: institutions and people that wait for a decision."""

from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.language.formats import country_name, format_datetime, format_relative
from twinning.models import Staff
from twinning.policy import DUE_SOON
from twinning.queries.verification import (
    due_at,
)
from twinning.showing.institution_names import shown_name
from twinning.showing.institution_rows import state_tag


def _due(asked: datetime) -> dict[str, str]:
    due = due_at(asked)
    left = due - timezone.now()
    state = "late" if left < timedelta(0) else "soon" if left < DUE_SOON else ""
    return {"due": format_relative(due), "due_detail": format_datetime(due), "due_state": state}


def waiting_institution(school: Any) -> dict[str, Any]:
    name, url = shown_name(school), reverse("twinning:decide_institution", args=[school.code])
    place = ", ".join(filter(None, [school.shown_place, school.shown_region, country_name(school.country)]))
    look = {"label": _("Look and decide"), "url": url}
    return {**_due(school.asked), "title": name.text, "lang": name.lang, "url": url, "meta": place, "actions": [look]}


def waiting_person(place: Staff) -> dict[str, Any]:
    url = reverse("twinning:decide_person", args=[place.code])
    return {
        **_due(place.asked_at),
        "title": str(place.user),
        "url": url,
        "meta": f"{shown_name(place.institution)}, {place.get_role_display()}",
        "tags": [state_tag(place.institution)],
        "actions": [{"label": _("Look and decide"), "url": url}],
    }
