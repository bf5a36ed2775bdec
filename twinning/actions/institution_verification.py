"""Verifying, refusing and suspending institutions. Each leaves a deed with its ground, and people there are told."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.audit import record
from core.errors import Conflict, Invalid
from core.findable import changed
from core.permissions import require
from core.terms import terms_of
from twinning.actions.steps.institution_notices import MY, tell_people
from twinning.actions.steps.place_decisions import (
    checked_ground,
    checked_reason,
    checked_words,
    refuse_place,
    verify_place,
)
from twinning.actions.steps.standing import update_standings
from twinning.actions.steps.today_marks import claims_changed
from twinning.actions.steps.waiting_facts import drop_facts, take_over
from twinning.models import Institution, Staff, State
from twinning.policy import SHELF
from twinning.queries.people import staff_people, verified_staff
from twinning.queries.verification import waits_for_decision

OTHER_CHECK = "other"


def verify_institution(
    *,
    institution: Institution,
    ground: str,
    by: Any,
    check: str = OTHER_CHECK,
    facts: str | None = None,
    seen: str | None = None,
) -> None:
    """A claim, or a suspended institution that may come back. `ground`: how the coordinator knows, for those whom it
    concerns; `check`: a term of the vocabulary "check", which everybody reads.

    `facts` and `seen` say which of the facts that wait come onto its page: see take_over.
    """
    require(by, "twinning.verify_institution", institution)
    ground = checked_ground(ground)
    if check not in {term.code for term in terms_of("check")}:
        raise Invalid(_("Choose how it was checked."), field="check")
    with transaction.atomic():
        institution = _locked(institution, State.CLAIMED, State.LISTED, State.SUSPENDED)
        take_over(institution, facts=facts, seen=seen, by=by)
        institution.state, institution.hidden = State.VERIFIED, False
        institution.save(update_fields=["state", "hidden"])
        changed(SHELF, institution.code)
        people, concerned = staff_people(institution), _insiders(institution)
        said = {"check": check}
        deed = record("twinning.verify_institution", institution, by=by, concerns=concerned, ground=ground, data=said)
        update_standings(people, by=by, why="institution verified")
        claims_changed(institution)
        tell_people(people, "twinning.institution_verified", institution, url=MY, dedupe=f"verified:{deed.pk}")


def refuse_institution(*, institution: Institution, reason: str, words: str, by: Any) -> None:
    """All who asked there are refused too.

    One from a register is listed again; any other is hidden, unless the reason is "incomplete": facts can be added.
    """
    require(by, "twinning.verify_institution", institution)
    term, words = checked_reason(reason), checked_words(words)
    with transaction.atomic():
        institution = _locked(institution, State.CLAIMED, State.LISTED)
        listed = institution.state == State.LISTED or institution.identifiers.exists()
        institution.state = State.LISTED if listed else State.CLAIMED
        institution.hidden = not listed and term.code != "incomplete"
        institution.save(update_fields=["state", "hidden"])
        changed(SHELF, institution.code)
        deed = record("twinning.refuse_institution", institution, by=by, ground=words, data={"reason": term.code})
        for place in _asked(institution):
            refuse_place(place, term, words, by=by, deed=deed)
        drop_facts(institution)
        claims_changed(institution)


def suspend(*, institution: Institution, ground: str, by: Any) -> None:
    """Nobody there can write to strangers until it is verified again."""
    require(by, "twinning.suspend_institution", institution)
    ground = checked_ground(ground)
    with transaction.atomic():
        institution = _locked(institution, State.VERIFIED)
        institution.state = State.SUSPENDED
        institution.save(update_fields=["state"])
        changed(SHELF, institution.code)
        people = staff_people(institution)
        concerned = _insiders(institution)
        deed = record("twinning.suspend_institution", institution, by=by, concerns=concerned, ground=ground)
        update_standings(people, by=by, why="institution suspended")
        claims_changed(institution)
        tell_people(people, "twinning.institution_suspended", institution, url=MY, dedupe=f"suspended:{deed.pk}")


def verify_with_people(*, institution: Institution, people: Sequence[Staff], ground: str, by: Any, **said: Any) -> None:
    """An institution and those who ask there, on one ground: all of it or nothing. `said` as for verify_institution.

    Each is a decision with its own rule, its own deed and its own notice. Whether this person may verify each of them
    is asked before the first: the rule changes as soon as somebody leads there. People come first, so that they
    belong to those whom the decision about the institution concerns.
    """
    require(by, "twinning.verify_institution", institution)
    for place in people:
        require(by, "twinning.verify_person", place)
    if any(place.institution_id != institution.pk for place in people):
        raise Invalid(_("Choose from those who ask to join this institution."), field="people")
    ground = checked_ground(ground)
    with transaction.atomic():
        Institution.objects.select_for_update().get(pk=institution.pk)
        for place in people:
            verify_place(place, ground, by=by)
        verify_institution(institution=institution, ground=ground, by=by, **said)


def _insiders(institution: Institution) -> list[Any]:
    """Whom the state of an institution concerns, so that they read the ground. Who only asks may be anybody."""
    return [place.user for place in verified_staff(institution).order_by("pk")]


def _locked(institution: Institution, *states: State) -> Institution:
    """Under lock and in one of these states; one from a register only while somebody says that they work there."""
    found = Institution.objects.select_for_update().get(pk=institution.pk)
    unclaimed = found.state == State.LISTED and not waits_for_decision(found)
    if found.merged_into_id is not None or found.state not in states or unclaimed:
        raise Conflict(_("Somebody has decided this already; the page shows the present state."))
    return found


def _asked(institution: Institution) -> list[Staff]:
    rows = Staff.objects.filter(institution=institution, until=None, state=Staff.State.ASKED)
    return list(rows.select_related("user", "institution").order_by("pk"))
