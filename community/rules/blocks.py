"""Who may block somebody."""

from django.utils.translation import gettext_lazy as _

from accounts.rules import signed_in
from core.permissions import Condition, Door, permit

permit(
    "community.block",
    signed_in,
    Condition(
        lambda user, other: user.pk != other.pk,
        _("You cannot block yourself."),
        _("Here you find whom you have blocked."),
        "oneself",
        Door(_("Blocked people"), "community:blocks"),
    ),
)
