"""For the page Today: invitations that wait for this person."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from core.registry import TodayItem
from twinning.queries.invitations import token_of, waiting_for
from twinning.queries.names import shown_name


def invitations_today(user: Any) -> list[TodayItem]:
    """So that an invitation is found again when the mail with its link was opened on another device."""
    return [
        TodayItem(
            _("You are invited: %(institution)s") % {"institution": shown_name(row.institution).text},
            reverse("twinning:invitation", args=[token_of(row)]),
            order=10,
        )
        for row in waiting_for(user).prefetch_related("institution__names")
    ]
