"""Proposals, partnerships and agreements."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from community.queries.reports import Reportable, add_reportable
from community.queries.rooms import add_hosts, add_sides, add_voices
from community.texts.notices import add_notice
from core.registry import Chore, MenuEntry, add_chore, add_menu, add_personal_data, add_topic
from twinning.actions.duties.erasing import erase_letters
from twinning.actions.duties.expiry import tell_of_expiry
from twinning.queries import proposals, socket_topics
from twinning.queries.people import places_of
from twinning.queries.personal_data import letters_data
from twinning.showing.spaces_menu import last_spaces


def offer() -> None:
    add_topic("proposals", socket_topics.may_follow_proposals)
    add_topic("space", socket_topics.may_follow_space)
    add_sides(socket_topics.sides_in)
    add_hosts(socket_topics.keeps_room)
    add_voices(socket_topics.speaks_in)
    add_personal_data("partnerships", exporter=letters_data, eraser=erase_letters)
    add_menu(
        MenuEntry(
            pgettext_lazy("menu", "Twin spaces"),
            "twinning:spaces",
            40,
            lambda user: bool(places_of(user)),
            icon="bridge",
            group="work",
            children=last_spaces,
            key="s",
        )
    )
    how = Reportable(_("a proposal"), proposals.find_reported, lambda found: found.by, proposals.words_of)
    add_chore(Chore("expired proposals", 900.0, tell_of_expiry))
    add_reportable("proposal", how)
    _offer_notices()


def _offer_notices() -> None:
    add_notice("twinning.proposal_received", _("A new proposal: “%(title)s”. From: %(school)s"))
    add_notice("twinning.proposal_accepted", _("Your proposal was accepted: “%(title)s”. By: %(school)s"))
    add_notice("twinning.proposal_declined", _("Your proposal was declined: “%(title)s”. By: %(school)s"))
    add_notice("twinning.proposal_countered", _("An answer with changes: “%(title)s”. From: %(school)s"))
    add_notice("twinning.proposal_withdrawn", _("A proposal was withdrawn: “%(title)s”. By: %(school)s"))
    add_notice("twinning.proposal_expired", _("A proposal has expired unanswered: “%(title)s”. With: %(school)s"))
    add_notice("twinning.agreement_drawn_up", _("An agreement waits for your signature: “%(title)s”"))
    add_notice("twinning.agreement_signed", _("Your partner has signed the agreement: “%(title)s”"))
    add_notice("twinning.partnership_ended", _("The partnership has ended: “%(title)s”"))
