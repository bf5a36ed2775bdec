"""Verifying and refusing a place at an institution, and what is said with any decision: ground, reason, words."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.audit import record
from core.errors import Conflict, Invalid
from core.language.text_lengths import check_length
from core.models import Deed, Term
from core.terms import terms_of
from core.text import clean
from twinning.actions.steps.institution_notices import in_all_languages, no_longer_asks, tell_place, tell_refused
from twinning.actions.steps.standing import update_standings
from twinning.actions.steps.today_marks import claims_changed
from twinning.actions.steps.waiting_facts import forget_preparations
from twinning.models import Staff
from twinning.policy import DECISION_CHARACTERS
from twinning.queries.people import forget_places


def verify_place(place: Staff, ground: str, *, by: Any) -> None:
    place = asked_place(place)
    place.state, place.ground = Staff.State.VERIFIED, ground
    place.decided_at, place.decided_by = timezone.now(), by
    place.save(update_fields=["state", "ground", "decided_at", "decided_by"])
    said = {"role": place.role, "place": place.code}
    record("twinning.verify_person", place.institution, by=by, concerns=[place.user], ground=ground, data=said)
    update_standings([place.user], by=by, why="person verified")
    claims_changed(place.institution)
    no_longer_asks(place)
    tell_place(place, "twinning.person_verified")
    forget_places(place.user)


def refuse_place(place: Staff, term: Term, words: str, *, by: Any, deed: Deed) -> None:
    """The reason stands on the person's own page; the ground keeps the word of the vocabulary before the words."""
    forget_preparations(place)
    place.state, place.ground = Staff.State.REFUSED, f"{term.code}\n{words}"
    place.decided_at, place.decided_by = timezone.now(), by
    place.save(update_fields=["state", "ground", "decided_at", "decided_by"])
    deed.concerns.add(place.user)
    update_standings([place.user], by=by, why="person refused")
    claims_changed(place.institution)
    no_longer_asks(place)
    tell_refused(place, reason=in_all_languages(term))


def asked_place(place: Staff) -> Staff:
    rows = Staff.objects.select_for_update(of=("self",)).select_related("institution", "user")
    found = rows.filter(pk=place.pk, until=None, state=Staff.State.ASKED).first()
    if found is None:
        raise Conflict(_("Somebody has decided this already; the page shows the present state."))
    return found


def checked_ground(text: str) -> str:
    text = clean(text, multiline=True)
    if not text:
        raise Invalid(_("Say how you know: the ground is kept for those whom it concerns."), field="ground")
    check_length(text, most=DECISION_CHARACTERS, field="ground")
    return text


def checked_reason(code: str) -> Term:
    term = terms_of("refusal").filter(code=code).first()
    if term is None:
        raise Invalid(_("Choose a reason."), field="reason")
    return term


def checked_words(text: str) -> str:
    text = clean(text, multiline=True)
    check_length(text, most=DECISION_CHARACTERS, field="words")
    return text
