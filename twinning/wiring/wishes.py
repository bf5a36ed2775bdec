"""Wishes: the menu entry, and the chores of their packed rows."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.registry import Chore, MenuEntry, MenuLink, add_chore, add_menu, add_topic, has_desk
from twinning.actions.duties.packing_wishes import number_changes, repair_rows
from twinning.actions.duties.telling_lists import tell_lists
from twinning.queries.people import places_of
from twinning.queries.socket_topics import may_follow_matches


def offer() -> None:
    add_chore(Chore("changes of packed wishes", 5.0, number_changes))
    add_chore(Chore("news for lists of matches", 5.0, tell_lists))
    add_chore(Chore("packed wishes", 60.0, repair_rows))
    add_topic("matches", may_follow_matches)
    add_menu(
        MenuEntry(
            _("Partners"),
            "twinning:wishes",
            30,
            lambda user: bool(places_of(user)),
            icon="users",
            group="work",
            dock=4,
            docked=lambda user: not has_desk(user),
            key="p",
            children=lambda _user: [MenuLink(_("Proposals"), reverse("twinning:proposals"))],
        )
    )
