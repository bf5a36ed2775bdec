"""Adding an institution and changing what is known of it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.audit import record
from core.errors import Conflict, Invalid, Stale
from core.findable import changed
from core.language.kyrgyz_places import canonical_region
from core.language.name_refusals import check_name
from core.models import Term
from core.permissions import require
from core.text import clean, fold
from twinning.actions.people import ask_to_join
from twinning.actions.steps.institution_facts import (
    InstitutionFacts,
    checked_facts,
    checked_zone,
    free_day,
    with_free_day,
    write_facts,
)
from twinning.actions.steps.institution_names import NameToWrite, checked_name, write_names
from twinning.actions.steps.waiting_facts import let_wait
from twinning.models import Institution, InstitutionHoliday, Staff, State
from twinning.policy import SHELF
from twinning.queries.institution_facts import Said, free_days_as, publishes

__all__ = ["InstitutionFacts", "NewInstitution", "add_holiday", "add_institution", "edit_institution", "remove_holiday"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewInstitution:
    name: str
    language: str
    kind: Term
    country: str
    place: str
    region: str = ""
    latin_name: str = ""
    website: str = ""
    time_zone: str = ""


def add_institution(*, facts: NewInstitution, role: str, by: Any, subject: str = "", words: str = "") -> Staff:
    """A claimed institution with the asking person as its first. Sent twice, it gives the first one."""
    require(by, "twinning.add_institution")
    name = checked_name(facts.name)
    if not name:
        raise Invalid(_("Write the name of the institution."), field="name")
    zone = checked_zone(facts.country, facts.time_zone)
    with transaction.atomic():
        if had := _added_already(name, facts.country, by):
            return had
        institution = Institution.objects.create(
            kind=facts.kind,
            country=facts.country,
            region=canonical_region(clean(facts.region), facts.place, facts.country)[:120],
            place=clean(facts.place)[:120],
            latin_name=check_name(facts.latin_name, field="latin_name")[:200],
            time_zone=zone,
            state=State.CLAIMED,
        )
        write_names([NameToWrite(institution, name, facts.language, official=True)])
        record("twinning.add_institution", institution, by=by, concerns=[by])
        place = ask_to_join(institution=institution, role=role, subject=subject, words=words, by=by)
        # Members see name and town, so that nobody adds it twice; a link elsewhere is for the coordinator alone.
        if facts.website:
            let_wait(place, {"website": facts.website})
        return place


def _added_already(name: str, country: str, by: Any) -> Staff | None:
    places = Staff.objects.filter(user=by, until=None, state=Staff.State.ASKED, institution__country=country)
    return places.filter(institution__names__folded=fold(name)[:250]).select_related("institution").first()


def edit_institution(*, institution: Institution, facts: InstitutionFacts, version: int, by: Any) -> Institution:
    """Public at once for whoever leads a verified institution; all others' facts wait for the coordinator.

    Raise Stale where somebody saved since `version` was read.
    """
    require(by, "twinning.edit_institution", institution)
    with transaction.atomic():
        institution = _locked(institution)
        if institution.version != version:
            raise Stale(_("Somebody changed this since you opened it."))
        _say(institution, checked_facts(institution.country, facts), by=by)
        if publishes(by, institution):
            record("twinning.edit_institution", institution, by=by, data={"version": institution.version})
    return institution


def add_holiday(
    *, institution: Institution, starts: date, ends: date, title: str, by: Any
) -> InstitutionHoliday | None:
    """Idempotent. Returns None where the days are pending, as other facts are, because nothing is verified yet."""
    require(by, "twinning.edit_institution", institution)
    day = free_day(starts, ends, title)
    with transaction.atomic():
        institution = _locked(institution)
        days = free_days_as(by, institution)
        if (more := with_free_day(days, day)) != days:
            _say(institution, {"free_days": more}, by=by)
            if publishes(by, institution):
                record("twinning.add_holiday", institution, by=by, data={"starts": day[0], "ends": day[1]})
    return institution.holidays.filter(starts=starts, ends=ends).first()


def remove_holiday(*, holiday: InstitutionHoliday, by: Any) -> None:
    """The holiday is found by its days, so that pending ones can be removed too. Idempotent."""
    require(by, "twinning.edit_institution", holiday.institution)
    span = [holiday.starts.isoformat(), holiday.ends.isoformat()]
    with transaction.atomic():
        institution = _locked(holiday.institution)
        days = free_days_as(by, institution)
        if (left := [day for day in days if day[:2] != span]) != days:
            _say(institution, {"free_days": left}, by=by)
            if publishes(by, institution):
                record("twinning.remove_holiday", institution, by=by, data={"starts": span[0], "ends": span[1]})


def _locked(institution: Institution) -> Institution:
    return Institution.objects.select_for_update().get(pk=institution.pk)


def _say(institution: Institution, said: Said, *, by: Any) -> None:
    """Write to the page or to the pending facts, by the state of the locked row. Raise Conflict if the place ended."""
    if publishes(by, institution):
        write_facts(institution, said)
        changed(SHELF, institution.code)
        return
    present = Staff.objects.select_for_update(of=("self",)).filter(user=by, institution=institution, until=None)
    place = present.exclude(state=Staff.State.REFUSED).first()
    if place is None:
        raise Conflict(_("This place has ended already."))
    let_wait(place, said)
    record("twinning.propose_facts", institution, by=by, concerns=[by])
