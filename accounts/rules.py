"""Who may do what with people and offices."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.queries.offices import is_administrator
from accounts.queries.people import people_visible_to
from core.permissions import Condition, permit

signed_in = Condition(
    lambda user, _thing: bool(getattr(user, "is_authenticated", False) and user.is_active),
    _("Please sign in first."),
)
is_self = Condition(
    lambda user, person: user.pk is not None and user.pk == person.pk, _("Only the person themselves can do this.")
)
no_demo_account = Condition(
    lambda _user, person: not person.is_demo,
    _("A demo account is shared by all visitors, so it cannot be changed here."),
    _("Sign up with an address of your own: then everything can be tried."),
)


def _sees(user: Any, person: Any) -> bool:
    return people_visible_to(user).filter(pk=person.pk).exists()


administers = Condition(lambda user, _thing: is_administrator(user), _("Only an administrator can do this."))

# Nobody gives themselves anything. Who holds an office has the right of every lower one without being given it.
not_oneself = Condition(
    lambda user, person: person is None or user.pk != person.pk,
    _("Nobody gives themselves anything, not even an administrator."),
    _("Ask somebody else who may do this."),
)

permit("accounts.see_person", Condition(_sees, _("You cannot see this.")))
permit("accounts.accept_rules", signed_in, is_self)
permit("accounts.edit_settings", signed_in, is_self)
permit("accounts.take_data", signed_in, is_self)
permit("accounts.change_security", signed_in, is_self, no_demo_account)
permit("accounts.delete_account", signed_in, is_self, no_demo_account)
permit("accounts.see_offices", signed_in, administers)
permit("accounts.give_office", signed_in, administers, not_oneself)
permit("accounts.end_office", signed_in, administers)
