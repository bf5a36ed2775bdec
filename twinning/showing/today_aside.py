"""What stands beside the matters of the page Today: the twin spaces with their last words, and the first steps."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.queries.offices import is_officer
from core.language.formats import format_list
from core.registry import FirstStep, Workplace
from twinning.models import Proposal, RulesConsent, SchoolClass, Staff, Wish
from twinning.policy import SPACES_ON_TODAY
from twinning.queries.people import leads, places_of
from twinning.queries.proposals import ANSWERED
from twinning.queries.workplaces import SpaceWithTalk, spaces_with_last_words
from twinning.showing.institution_names import shown_name


def workplaces(user: Any) -> Iterator[Workplace]:
    """The twin spaces in which something was said last. Six queries, two without a space, none without a place."""
    if places_of(user):
        for found in spaces_with_last_words(user, SPACES_ON_TODAY):
            yield _workplace(found)


def _workplace(found: SpaceWithTalk) -> Workplace:
    space, said = found.partnership.space, found.last
    by = said.author if said else None
    return Workplace(
        space.title,
        reverse("twinning:space", args=[found.partnership.code]),
        lang=space.language,
        with_whom=format_list([shown_name(partner).text for partner in found.partners]),
        by=str(by) if by else "",
        last=" ".join(said.text.split()) if said else "",
        last_lang=said.language if said else "",
        counts=f"room:{space.room.code}",
        count=found.unread,
    )


def first_steps(user: Any) -> Iterator[FirstStep]:
    """From a school to the first proposal, for whoever holds no office. Four queries at most."""
    if is_officer(user):
        return
    places = places_of(user)
    own = [place.institution_id for place in places if place.state == Staff.State.VERIFIED]
    acts = not own or any(leads(user, place.institution) for place in places)
    yield FirstStep(_("Find your institution and ask to join"), reverse("twinning:find_school"), bool(places), 20)
    yield FirstStep(_("Somebody confirms you"), reverse("twinning:my"), bool(own), 30)
    steps = (
        (_("Describe a class"), "twinning:classes", SchoolClass.objects.filter(institution__in=own)),
        (
            _("Write a wish and open it") if acts else _("The leader writes a wish and opens it"),
            "twinning:wishes",
            _opened(own),
        ),
        (
            _("Sign the rules of safe work") if acts else _("The leader signs the rules of safe work"),
            "twinning:my",
            RulesConsent.objects.filter(institution__in=own),
        ),
        (_("Send or answer a proposal"), "twinning:proposals", _letters(own)),
    )
    for order, (text, name, rows) in enumerate(steps, start=40):
        yield FirstStep(text, reverse(name), bool(own) and rows.exists(), order)


def _opened(own: list[int]) -> Any:
    return Wish.objects.filter(institution__in=own).exclude(state=Wish.State.DRAFT)


def _letters(own: list[int]) -> Any:
    return Proposal.objects.filter(Q(sender__in=own) | Q(receiver__in=own, state__in=ANSWERED))
