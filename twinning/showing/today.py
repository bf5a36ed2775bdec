"""What waits for a person on the page Today: newcomers, leaders, colleagues, invitations, partnerships; and ideas."""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any, Final

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.queries.offices import is_newcomer, may_write
from core.language.formats import format_date
from core.registry import Asked, AtOnce, Idea, TodayItem
from twinning.models import Institution, PlanItem, RulesConsent, Staff, State, Wish
from twinning.policy import EVIDENCE_CHARACTERS, MILESTONES_AHEAD, OTHERS_SHOWN
from twinning.queries.agreements import agreements_to_sign, agreements_unsigned_by_partners
from twinning.queries.institution_names import WITH_NAMES
from twinning.queries.invitations import led_institutions, token_of
from twinning.queries.invitations import waiting_for as invitations_for
from twinning.queries.partnerships import due_milestones
from twinning.queries.people import own_institutions, places_of
from twinning.queries.proposals import proposals_unanswered, with_sides
from twinning.queries.proposals import waiting_for as proposals_to_answer
from twinning.queries.verification import colleagues_to_verify, due_at, refused_places
from twinning.queries.wishes import with_wholeness
from twinning.queries.workplaces import spaces_with_last_words
from twinning.showing.institution_names import shown_name
from twinning.texts.milestones import milestone_title

SEEN: Final = gettext_lazy("I have seen it")  # the sender reads that it has come


def newcomer_today(user: Any) -> Iterator[TodayItem]:
    """Find a school; then wait, and prepare meanwhile where one may; or read why not. Three queries at most."""
    if not is_newcomer(user):
        return
    for place in refused_places(user):
        text = _("You were not verified: %(institution)s") % {"institution": shown_name(place.institution)}
        why = _("Read the reason; you can mend it and ask again.")
        yield TodayItem(text, reverse("twinning:my"), order=7, why=why, icon="user-x", do=_("Read"), minutes=5)
    waiting = [place.institution_id for place in places_of(user)]
    if not waiting:
        why = _("Write its name as you remember it and ask to join. If it is not there yet, you add it.")
        url = reverse("twinning:find_school")
        yield TodayItem(_("Find my institution"), url, order=8, why=why, icon="school", do=_("Find"), minutes=5)
        return
    prepares = own_institutions(user)
    for school in Institution.objects.filter(pk__in=waiting).prefetch_related(WITH_NAMES):
        text = _("Your verification is on its way: %(institution)s") % {"institution": shown_name(school)}
        why = _coordinator_decides() if school in prepares else _leader_decides()
        url = reverse("twinning:my")
        yield TodayItem(text, url, order=60, why=why, count=0, icon="hourglass", waits_for_others=True)


def _coordinator_decides() -> str:
    return _(
        "A coordinator of your country does it. Until then you can read everything and prepare classes and wishes."
    )


def _leader_decides() -> str:
    return _(
        "The leader of the institution does it, or a coordinator where nobody leads."
        " Until then you can read everything; classes and wishes open to you afterwards."
    )


def leader_today(user: Any) -> Iterator[TodayItem]:
    """Rules that are not signed, wishes that are not opened. Two queries, none for people who lead nothing."""
    led = led_institutions(user)
    verified = [school for school in led if school.state == State.VERIFIED]
    if verified:
        signed = set(RulesConsent.objects.filter(institution__in=verified).values_list("institution_id", flat=True))
        for school in verified:
            if school.pk not in signed:
                url, why = reverse("twinning:sign_rules", args=[school.code]), _("Before the first proposal, once.")
                text = _("Sign the rules of safe work")
                yield TodayItem(text, url, order=25, why=why, icon="shield-check", do=_("Sign"), minutes=5)
    if led:
        drafts = Wish.objects.filter(institution__in=led, state=Wish.State.DRAFT).select_related("school_class")
        opens = {school.pk for school in verified}
        for wish in with_wholeness(drafts).order_by("-changed_at")[:3]:
            said = {"title": wish.title or (wish.school_class.name if wish.school_class else "")}
            text = _("A wish is begun and not opened: %(title)s") % said
            why = _("Only an open wish is shown to others.")
            url = reverse("twinning:wish", args=[wish.code])
            whole = wish.whole and wish.institution_id in opens
            once = AtOnce(reverse("twinning:open_wish", args=[wish.code]), _("Open the wish")) if whole else None
            yield TodayItem(text, url, order=45, why=why, icon="pencil", do=_("Go on"), minutes=5, at_once=once)


def ideas(user: Any) -> Iterator[Idea]:
    """Who works with a partner is led into the space, who does not yet to those who fit."""
    spaces = [found.partnership for found in spaces_with_last_words(user, 1)] if places_of(user) else []
    for partnership in spaces:
        text = _("Go on with what you do together: %(title)s") % {"title": partnership.space.title}
        yield Idea(text, reverse("twinning:space", args=[partnership.code]), 5)
    if not spaces and may_write(user) and any(place.state == Staff.State.VERIFIED for place in places_of(user)):
        yield Idea(_("See which partners fit your wishes"), reverse("twinning:wishes"), 10)
    yield Idea(_("See the institutions"), reverse("twinning:directory"), 40)


def invitations_today(user: Any) -> list[TodayItem]:
    """So that an invitation is found again when the mail with its link was opened on another device."""
    return [
        TodayItem(
            _("You are invited: %(institution)s") % {"institution": shown_name(row.institution).text},
            reverse("twinning:invitation", args=[token_of(row)]),
            order=10,
            why=_("You can say yes or no."),
            due=row.expires_at,
            icon="mail",
            do=_("See it"),
            minutes=2,
        )
        for row in invitations_for(user).prefetch_related("institution__names")
    ]


def partnerships_today(user: Any) -> Iterator[TodayItem]:
    """Proposals to answer, agreements to sign, milestones due within a week or overdue. Six queries at most."""
    if not places_of(user):
        return
    for proposal in with_sides(proposals_to_answer(user)).order_by("expires_at"):
        said = {"school": shown_name(proposal.sender), "title": proposal.title}
        text = _("A proposal waits for your answer. %(school)s: %(title)s") % said
        url, why = reverse("twinning:proposal", args=[proposal.code]), _("After fourteen days it expires.")
        seen = None if proposal.read_at else AtOnce(reverse("twinning:proposal_read", args=[proposal.code]), SEEN)
        yield TodayItem(
            text,
            url,
            order=10,
            why=why,
            due=proposal.expires_at,
            icon="arrow-left-right",
            do=_("Read"),
            minutes=10,
            at_once=seen,
        )
    for agreement in agreements_to_sign(user):
        text = _("An agreement waits for your signature: %(title)s") % {"title": agreement.partnership.space.title}
        url, why = (
            reverse("twinning:agreement", args=[agreement.partnership.code]),
            _("It counts when all have signed."),
        )
        yield TodayItem(text, url, order=20, why=why, icon="signature", do=_("Read and sign"), minutes=10)
    for item in due_milestones(user, timezone.localdate() + MILESTONES_AHEAD):
        said = {"title": milestone_title(item), "day": format_date(item.due) if item.due else ""}
        text = _("Milestone due %(day)s: %(title)s") % said
        url, why = reverse("twinning:space", args=[item.partnership.code]), item.partnership.space.title
        due = _end_of(item.due) if item.due else None
        yield TodayItem(text, url, order=30, why=why, due=due, icon="milestone", minutes=15, at_once=_marked_done(item))


def _marked_done(item: PlanItem) -> AtOnce:
    """With the words that show it."""
    done = reverse("twinning:plan_done", args=[item.partnership.code, item.code]) + "?back=today"
    words = Asked("evidence", _("What came of it?"), EVIDENCE_CHARACTERS)
    return AtOnce(done, _("Mark as done"), {"version": str(item.version)}, words)


def others_today(user: Any) -> Iterator[TodayItem]:
    """What this person's institutions wait for: answers to their proposals, signatures of partners. Three queries."""
    if not places_of(user):
        return
    for proposal in with_sides(proposals_unanswered(user)).order_by("expires_at")[:OTHERS_SHOWN]:
        said = {"school": shown_name(proposal.receiver), "title": proposal.title}
        text, url = _("No answer yet. %(school)s: %(title)s") % said, reverse("twinning:proposal", args=[proposal.code])
        yield TodayItem(
            text, url, order=70, due=proposal.expires_at, count=0, icon="arrow-left-right", waits_for_others=True
        )
    for agreement in agreements_unsigned_by_partners(user)[:OTHERS_SHOWN]:
        text = _("The partner has not signed yet: %(title)s") % {"title": agreement.partnership.space.title}
        url = reverse("twinning:agreement", args=[agreement.partnership.code])
        yield TodayItem(text, url, order=75, count=0, icon="signature", waits_for_others=True)


def _end_of(day: date) -> datetime:
    """By the reader's clock: until midnight it is not late."""
    return timezone.make_aware(datetime.combine(day, time.max))


def people_today(user: Any) -> Iterator[TodayItem]:
    """Two queries where somebody waits, one where nobody does, none for people who lead nothing."""
    led = led_institutions(user)
    if not led:
        return
    for place in colleagues_to_verify(user, led).prefetch_related("institution__names"):
        said = {"person": place.user, "institution": shown_name(place.institution)}
        url = reverse("twinning:person", args=[place.institution.code, place.code])
        why, due = _("Only leaders and deputies can verify colleagues."), due_at(place.asked_at)
        known = AtOnce(url, _("I know them"), {"deed": "verify", "verify-ground": _("I know this colleague.")})
        text = _("%(person)s asks to join: %(institution)s") % said
        yield TodayItem(
            text, url, order=15, why=why, due=due, icon="user-check", do=_("See it"), minutes=1, at_once=known
        )
