"""Merging two rows of one institution: identifiers, staff and work move; the other row stays and redirects."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.audit import record
from core.errors import Conflict, Invalid
from core.findable import changed
from core.language.text_lengths import check_length
from core.permissions import require
from core.text import clean
from twinning.actions.steps.institution_notices import no_longer_asks
from twinning.actions.steps.standing import update_standings
from twinning.actions.steps.today_marks import claims_changed
from twinning.actions.steps.waiting_facts import drop_facts
from twinning.models import (
    Institution,
    InstitutionLanguage,
    Invitation,
    Party,
    Proposal,
    RegisterIdentifier,
    SchoolClass,
    Staff,
    State,
    WaitingFacts,
    Wish,
)
from twinning.policy import DECISION_CHARACTERS, SHELF
from twinning.queries.people import staff_people, verified_staff

STRENGTH = {State.LISTED: 0, State.CLAIMED: 1, State.SUSPENDED: 2, State.VERIFIED: 3}


def merge(*, keep: Institution, gone: Institution, ground: str, by: Any) -> Institution:
    """`gone` redirects to `keep` from now on. Raise Conflict where the two wrote to each other or work together."""
    require(by, "twinning.merge_institutions", keep)
    require(by, "twinning.merge_institutions", gone)
    if keep.pk == gone.pk:
        raise Invalid(_("These are one institution already."))
    ground = clean(ground, multiline=True)
    check_length(ground, most=DECISION_CHARACTERS, field="ground")
    with transaction.atomic():
        keep, gone = _locked(keep, gone)
        _check_apart(keep, gone)
        _move_staff(keep, gone)
        _move_work(keep, gone)
        _move_words(keep, gone)
        if STRENGTH[State(gone.state)] > STRENGTH[State(keep.state)]:
            keep.state = gone.state
        keep.version += 1
        keep.save()
        if keep.state == State.VERIFIED:
            drop_facts(keep)
        gone.merged_into, gone.hidden = keep, True
        gone.save(update_fields=["merged_into", "hidden"])
        changed(SHELF, keep.code, gone.code)
        people = staff_people(keep)
        insiders = [place.user for place in verified_staff(keep).order_by("pk")]
        for one, other in ((keep, gone), (gone, keep)):
            record(
                "twinning.merge_institutions",
                one,
                by=by,
                concerns=insiders,
                ground=ground,
                data={"with": other.code, "kept": keep.code},
            )
        update_standings(people, by=by, why="institutions merged")
        for school in (keep, gone):
            claims_changed(school)
    return keep


def _locked(keep: Institution, gone: Institution) -> tuple[Institution, Institution]:
    """Lock both rows in the order of their keys, so that two merges cannot deadlock."""
    rows = Institution.objects.select_for_update().filter(pk__in=[keep.pk, gone.pk]).order_by("pk")
    found = {row.pk: row for row in rows}
    if any(row.merged_into_id is not None for row in found.values()):
        raise Conflict(_("One of the two was merged already."))
    return found[keep.pk], found[gone.pk]


def _check_apart(keep: Institution, gone: Institution) -> None:
    pair = [keep, gone]
    wrote = Proposal.objects.filter(sender__in=pair, receiver__in=pair).exists()
    together = Party.objects.filter(institution=gone, partnership__parties__institution=keep).exists()
    if wrote or together:
        raise Conflict(_("These two have written to each other or work together, so they cannot be one."))


def _move_staff(keep: Institution, gone: Institution) -> None:
    """Somebody with a place at both keeps the verified one, else the one at `keep`."""
    kept = {place.user_id: place for place in _present(keep)}
    for place in _present(gone):
        other = kept.get(place.user_id)
        if other is not None:
            weaker = other if place.state == Staff.State.VERIFIED != other.state else place
            WaitingFacts.objects.filter(place=weaker).delete()
            Staff.objects.filter(pk=weaker.pk).update(until=timezone.now())
            no_longer_asks(weaker)
    Staff.objects.filter(institution=gone).update(institution=keep)


def _present(institution: Institution) -> list[Staff]:
    rows = Staff.objects.select_for_update().filter(institution=institution, until=None)
    return list(rows.exclude(state=Staff.State.REFUSED))


def _move_work(keep: Institution, gone: Institution) -> None:
    for model in (RegisterIdentifier, SchoolClass, Wish, Invitation, Party):
        model._default_manager.filter(institution=gone).update(institution=keep)  # noqa: SLF001 - Django's documented name
    Invitation.objects.filter(to_institution=gone).update(to_institution=keep)
    Proposal.objects.filter(sender=gone).update(sender=keep)
    Proposal.objects.filter(receiver=gone).update(receiver=keep)
    gone.holidays.update(institution=keep)
    signed = keep.consents.values("version")
    gone.consents.exclude(version__in=signed).update(institution=keep)


def _move_words(keep: Institution, gone: Institution) -> None:
    """Names and languages that the kept one lacks; its own stay."""
    lacking = gone.names.exclude(language__in=keep.names.values("language"))
    official = keep.names.filter(official=True).exists()
    lacking.update(institution=keep, **({"official": False} if official else {}))
    languages = InstitutionLanguage.objects.filter(institution=gone)
    languages.exclude(language__in=keep.languages.values("language")).update(institution=keep)
