"""For the page Today: colleagues who wait for this leader."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from core.registry import TodayItem
from twinning.queries.invitations import led_institutions
from twinning.queries.names import shown_name
from twinning.queries.verification import colleagues_to_verify, due_at


def people_today(user: Any) -> Iterator[TodayItem]:
    """Two queries where somebody waits, one where nobody does, none for people who lead nothing."""
    led = led_institutions(user)
    if not led:
        return
    for place in colleagues_to_verify(user, led).prefetch_related("institution__names"):
        said = {"person": place.user, "institution": shown_name(place.institution)}
        url = reverse("twinning:person", args=[place.institution.code, place.code])
        why, due = _("Only leaders and deputies can verify colleagues."), due_at(place.asked_at)
        yield TodayItem(_("%(person)s asks to join: %(institution)s") % said, url, order=15, why=why, due=due)
