"""Who writes the wishes of an institution, said to whoever may not."""

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from core.permissions import Reason, why_not
from twinning.models import Institution
from twinning.queries.people import leaders_of


def who_writes_wishes(user: Any, school: Institution) -> Reason | None:
    """Whom to ask, by name, where somebody leads; else why nobody can. None where the person may themselves."""
    reason = why_not(user, "twinning.prepare_wish", school)
    if reason is None:
        return None
    names = ", ".join(str(place.user) for place in leaders_of(school))
    said = _("Wishes are written by the leader or a deputy. Ask: %(people)s.") % {"people": names}
    return replace(reason, why=said if names else f"{reason.why} {reason.next_step}".strip())
