"""Who may read a notice."""

from django.utils.translation import gettext_lazy as _

from accounts.rules import signed_in
from core.permissions import Condition, Door, permit

permit("community.read_notices", signed_in)
permit(
    "community.read_notice",
    signed_in,
    Condition(
        lambda user, notice: notice.user_id == user.pk,
        _("This notice was told to somebody else."),
        _("What was told to you stands in your own list."),
        "others_notice",
        Door(_("Notices"), "community:notices"),
    ),
)
