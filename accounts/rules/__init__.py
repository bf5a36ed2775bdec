"""Permissions of accounts and offices, and conditions that all rooms use (signed_in, sees). Import registers them."""

from collections.abc import Callable
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from accounts.queries.offices import is_administrator
from accounts.queries.people import people_visible_to
from core.people import has_open_account, is_signed_in
from core.permissions import Case, Condition, Door, Said, Test, name_deeds, permit

SIGN_IN: Final = Door(_("Sign in"), "account_login", returns=True)
SETTINGS: Final = Door(_("Settings"), "accounts:settings")
LEAVE_TO_OFFICE: Final = _("Whoever holds this office sees what waits. You need not do anything.")


def is_visitor(user: Any, _thing: Any) -> bool:
    return not is_signed_in(user)


def listed_in(rows: Callable[[Any], Any]) -> Test:
    """Whether the thing is among the rows that this person may list: `rows(user)` is a queryset of its model."""
    return lambda user, thing: rows(user).filter(pk=thing.pk).exists()


def sees(rows: Callable[[Any], Any], *cases: Case, code: str, why: Said, next_step: Said, door: Door) -> Condition:
    """One may open exactly what one may list. `cases` are finer reasons; a visitor is asked to sign in first."""
    return Condition(
        listed_in(rows),
        why,
        next_step,
        code,
        door,
        [kept_from_visitors, *cases],
    )


kept_from_visitors = Case(
    is_visitor,
    "sign_in",
    _("This is not open to everybody."),
    _("If it is meant for you, you see it as soon as you have signed in."),
    SIGN_IN,
)
signed_in = Condition(
    lambda user, _thing: has_open_account(user),
    _("Please sign in first."),
    _("Then you come back to where you are now."),
    "sign_in",
    SIGN_IN,
    [
        Case(
            lambda user, _thing: not is_visitor(user, _thing),
            "account_closed",
            _("This account is closed."),
            _("Sign in with another account, or sign up anew."),
            SIGN_IN,
        )
    ],
)
not_closed = Condition(
    lambda user, thing: is_visitor(user, thing) or has_open_account(user),
    _("This account is closed."),
    _("Sign in with another account, or sign up anew."),
    "account_closed",
    SIGN_IN,
)
self_or_visitor = Condition(
    lambda user, person: person is None or is_visitor(user, person) or user.pk == person.pk,
    _("Only the person themselves can do this."),
    _("What belongs to you stands in your settings."),
    "another_person",
    SETTINGS,
)
is_self = Condition(
    lambda user, person: user.pk is not None and user.pk == person.pk,
    _("Only the person themselves can do this."),
    _("What belongs to you stands in your settings."),
    "another_person",
    SETTINGS,
)
no_demo_account = Condition(
    lambda _user, person: not person.is_demo,
    _("A demo account is shared by all visitors, so it cannot be changed here."),
    _("Sign up with an address of your own: then everything can be tried."),
    "demo_account",
    Door(_("Sign out"), "account_logout"),
)
administers = Condition(
    lambda user, _thing: is_administrator(user),
    _("Only an administrator can do this."),
    LEAVE_TO_OFFICE,
    "not_administrator",
)

# Nobody gives themselves anything. Who holds an office has the right of every lower one without being given it.
not_oneself = Condition(
    lambda user, person: person is None or user.pk != person.pk,
    _("Nobody gives themselves anything, not even an administrator."),
    _("Ask somebody else who may do this."),
    "oneself",
    Door(_("To the offices"), "accounts:offices"),
)

permit(
    "accounts.see_person",
    sees(
        people_visible_to,
        code="another_person",
        why=_("What an account holds is seen by its person and by administrators alone."),
        next_step=_("What belongs to you stands in your settings."),
        door=SETTINGS,
    ),
)
# At the entrance a proof is asked for, a password or a mail box, but no right.
permit("accounts.sign_in", not_closed, self_or_visitor)
permit("accounts.accept_rules", signed_in, is_self)
permit("accounts.edit_settings", signed_in, is_self)
permit("accounts.take_data", signed_in, is_self)
permit("accounts.change_security", signed_in, is_self, no_demo_account)
permit("accounts.delete_account", signed_in, is_self, no_demo_account)
permit("accounts.see_offices", signed_in, administers)
permit("accounts.give_office", signed_in, administers, not_oneself)
permit("accounts.end_office", signed_in, administers)

# What each deed is called where it is refused.
name_deeds(
    {
        "accounts.accept_rules": _("Accept the rules of the site"),
        "accounts.change_security": _("Change how you sign in"),
        "accounts.delete_account": _("Delete the account"),
        "accounts.edit_settings": _("Change the settings"),
        "accounts.end_office": _("Take somebody out of office"),
        "accounts.give_office": _("Give an office"),
        "accounts.see_offices": _("See the offices"),
        "accounts.sign_in": _("Sign in"),
        "accounts.take_data": _("Take the data along"),
    }
)
