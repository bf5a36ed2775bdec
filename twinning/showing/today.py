"""For the page Today: the way of a newcomer, what a leader has begun and not ended, and what one could do next."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.queries.offices import is_newcomer, may_write
from core.registry import Idea, TodayItem
from twinning.models import Institution, RulesConsent, Staff, State, Wish
from twinning.queries.invitations import led_institutions
from twinning.queries.names import WITH_NAMES, shown_name
from twinning.queries.people import places_of
from twinning.queries.verification import refused_places


def newcomer_today(user: Any) -> Iterator[TodayItem]:
    """Find a school; then wait, and prepare meanwhile; or read why not. Three queries at most."""
    if not is_newcomer(user):
        return
    for place in refused_places(user):
        text = _("You were not verified: %(institution)s") % {"institution": shown_name(place.institution)}
        yield TodayItem(text, reverse("twinning:my"), order=7, why=_("Read the reason; you can mend it and ask again."))
    waiting = [place.institution_id for place in places_of(user)]
    if not waiting:
        why = _("Write its name as you remember it and ask to join. If it is not there yet, you add it.")
        yield TodayItem(_("Find my school"), reverse("twinning:find_school"), order=8, why=why)
        return
    why = _(
        "The leader of the school does it, for the first person a coordinator. Until then you can read and prepare."
    )
    for school in Institution.objects.filter(pk__in=waiting).prefetch_related(WITH_NAMES):
        text = _("Your verification is on its way: %(institution)s") % {"institution": shown_name(school)}
        yield TodayItem(text, reverse("twinning:my"), order=60, why=why)


def leader_today(user: Any) -> Iterator[TodayItem]:
    """Rules that are not signed, wishes that are not opened. Two queries, none for people who lead nothing."""
    led = led_institutions(user)
    verified = [school for school in led if school.state == State.VERIFIED]
    if verified:
        signed = set(RulesConsent.objects.filter(institution__in=verified).values_list("institution_id", flat=True))
        for school in verified:
            if school.pk not in signed:
                url, why = reverse("twinning:sign_rules", args=[school.code]), _("Before the first proposal, once.")
                yield TodayItem(_("Sign the rules of safe work"), url, order=25, why=why)
    if led:
        drafts = Wish.objects.filter(institution__in=led, state=Wish.State.DRAFT).select_related("school_class")
        for wish in drafts.order_by("-changed_at")[:3]:
            said = {"title": wish.title or (wish.school_class.name if wish.school_class else "")}
            text = _("A wish is begun and not opened: %(title)s") % said
            why = _("Only an open wish is shown to others.")
            yield TodayItem(text, reverse("twinning:wish", args=[wish.code]), order=45, why=why)


def ideas(user: Any) -> Iterator[Idea]:
    if may_write(user) and any(place.state == Staff.State.VERIFIED for place in places_of(user)):
        yield Idea(_("See which partners fit your wishes"), reverse("twinning:wishes"), 10)
    yield Idea(_("Look around among the institutions"), reverse("twinning:directory"), 40)
