"""Who may keep a search: everybody with an account, for themselves."""

from django.utils.translation import gettext_lazy as _

from accounts.rules import signed_in
from core.permissions import Condition, Door, permit

permit("search.save", signed_in)
permit(
    "search.keep_saved",
    signed_in,
    Condition(
        lambda user, saved: saved.user_id == user.pk,
        _("This search was saved by somebody else."),
        _("What you saved stands in your own list."),
        "others_search",
        Door(_("Saved searches"), "search:saved"),
    ),
)
