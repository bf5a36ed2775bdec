"""Pending facts: written before an institution is verified, accepted or dropped when somebody decides about it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from core.audit import record
from core.errors import Invalid, Stale
from core.findable import changed
from twinning.actions.steps.institution_facts import write_facts
from twinning.models import Institution, SchoolClass, Staff, State, WaitingFacts, Wish
from twinning.policy import SHELF
from twinning.queries.institution_facts import Said, differing, facts_of, seen_mark, waiting_at, wanted_of


def let_wait(place: Staff, said: Said) -> WaitingFacts | None:
    """Keep of `said` what differs from the page, beside what waits from this place already. None where nothing does.

    Under the lock of the institution. They are neither logged nor put into a notice.
    """
    waiting = WaitingFacts.objects.filter(place=place).first()
    differs = differing(facts_of(place.institution), {**wanted_of(waiting), **said})
    if not differs:
        WaitingFacts.objects.filter(place=place).delete()
        return None
    kept, _made = WaitingFacts.objects.update_or_create(place=place, defaults={"said": differs})
    return kept


def take_over(institution: Institution, *, facts: str | None, seen: str | None, by: Any) -> None:
    """Part of verifying, under its lock: the facts of one person come onto the page, all others are dropped.

    `facts` is the code of that person's place, empty to leave the page as it is; None takes the only ones that wait.
    Raise Invalid where several wait and none was chosen, Stale where what waits is not what was `seen`.
    """
    waiting = list(waiting_at(institution).select_for_update(of=("self",)))
    if seen is not None and seen != seen_mark(institution):
        raise Stale(_("What they say of the institution has changed since you opened this page. Look at it again."))
    if facts is None and len(waiting) > 1:
        raise Invalid(_("Several people have written facts: choose whose the page shows, or none."), field="facts")
    chosen = next((one for one in waiting if facts is None or one.place.code == facts), None)
    if facts and chosen is None:
        raise Invalid(_("These facts no longer wait. Look at the page again."), field="facts")
    if chosen is not None:
        write_facts(institution, wanted_of(chosen))
        changed(SHELF, institution.code)
        record("twinning.take_over_facts", institution, by=by, concerns=[chosen.place.user])
    for one in waiting:
        if one is not chosen:
            record("twinning.leave_out_facts", institution, by=by, concerns=[one.place.user])
    drop_facts(institution)


def drop_facts(institution: Institution) -> None:
    """Delete all pending facts: somebody has decided about the institution."""
    WaitingFacts.objects.filter(place__institution=institution).delete()


def put_away(institution: Institution) -> None:
    """Hide an institution that somebody added and whose people have all left before it was verified.

    Coordinators still find it. One that a register knows stays where it is.
    """
    present = Staff.objects.filter(institution=institution, until=None).exclude(state=Staff.State.REFUSED)
    added = Institution.objects.filter(pk=institution.pk, state=State.CLAIMED, identifiers=None, hidden=False)
    if not present.exists() and added.update(hidden=True):
        changed(SHELF, institution.code)


def forget_preparations(place: Staff) -> None:
    """Delete what was prepared from a place that was asked for and never verified, whoever ends the place.

    Facts; drafts of wishes; classes that no wish of others needs. Where the person was verified before, their work
    stays with the institution.
    """
    WaitingFacts.objects.filter(place=place).delete()
    if place.state == Staff.State.VERIFIED:
        return
    own = {"institution": place.institution_id, "by": place.user_id}
    worked_here = Staff.objects.filter(institution=place.institution_id, user=place.user_id)
    if not worked_here.filter(state=Staff.State.VERIFIED).exists():
        Wish.objects.filter(**own, state=Wish.State.DRAFT).delete()
        SchoolClass.objects.filter(**own, wishes=None).delete()
