from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


def _hear_of_addresses() -> None:
    """Signals of allauth, not our own: nobody calls us when an address is confirmed, added or removed."""
    from allauth.account.signals import (  # noqa: PLC0415 - models are loaded only now
        email_added,
        email_changed,
        email_confirmed,
        email_removed,
    )

    from core.today_numbers import today_changed  # noqa: PLC0415 - as above

    def changed(user: Any = None, email_address: Any = None, **_rest: Any) -> None:
        person = user or email_address.user
        today_changed([person], by=person)

    for signal in (email_confirmed, email_added, email_removed, email_changed):
        signal.connect(changed, weak=False, dispatch_uid="accounts.addresses")


class AccountsConfig(AppConfig):
    name = "accounts"

    def ready(self) -> None:
        from accounts import rules  # noqa: F401, PLC0415 - importing registers the permissions

        _offer_duties()
        _offer_deeds()
        _offer_places()
        _hear_of_addresses()


def _offer_duties() -> None:
    """What is kept, exported, erased and forgotten, and the first steps of somebody new."""
    from accounts.actions.duties.erasing import erase_again, erase_person  # noqa: PLC0415 - models are loaded only now
    from accounts.actions.duties.unsent_mails import forget_unsent  # noqa: PLC0415 - as above
    from accounts.queries.erased_accounts import erased_people, still_there  # noqa: PLC0415 - as above
    from accounts.queries.personal_data import account_data  # noqa: PLC0415 - as above
    from accounts.showing.today import first_steps  # noqa: PLC0415 - as above
    from core.registry import (  # noqa: PLC0415 - as above
        Chore,
        Lasting,
        add_chore,
        add_lasting,
        add_personal_data,
        add_today,
    )

    add_personal_data("accounts", exporter=account_data, eraser=erase_person)
    add_lasting(Lasting("deleted accounts", erased_people, still_there, erase_again))
    add_today(first_steps)
    add_chore(Chore("unsent mails", 3600.0, forget_unsent))


def _offer_deeds() -> None:
    from core.audit_reading import add_deeds  # noqa: PLC0415 - models are loaded only now

    add_deeds(
        {
            "accounts.give_office": _("An office of the site was given"),
            "accounts.end_office": _("An office of the site was ended"),
            "accounts.set_standing": _("Whether one may write to others was decided anew"),
            "accounts.delete_account": _("An account was deleted"),
            "accounts.accept_rules": _("The rules of the site were accepted"),
        }
    )


def _offer_places() -> None:
    """Entries of the menu, and the pages of this room that visitors open."""
    from accounts.queries.offices import edits_pages, is_administrator  # noqa: PLC0415 - models are loaded only now
    from core.people import is_signed_in  # noqa: PLC0415 - as above
    from core.registry import MenuEntry, add_menu, add_places  # noqa: PLC0415 - as above

    add_places("account_login", "account_signup")
    add_menu(
        MenuEntry(
            _("Today"),
            "accounts:home",
            10,
            is_signed_in,
            icon="house",
            group="work",
            dock=1,
            counts="today",
            key="t",
        )
    )
    add_menu(MenuEntry(_("Settings"), "accounts:settings", 80, area="account", icon="sliders-horizontal"))
    add_menu(MenuEntry(_("Offices"), "accounts:offices", 120, is_administrator, icon="user-cog", group="desk", key="o"))
    add_menu(MenuEntry(_("Edit the pages"), "wagtailadmin_home", 90, edits_pages, area="account", icon="pencil"))
