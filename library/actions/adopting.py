"""Adoptions ("we tried it"): reported, changed and withdrawn by an institution, hidden and shown by a moderator."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final, NotRequired, TypedDict, Unpack

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.audit import record
from core.errors import Conflict, Invalid, Stale
from core.language.country_and_language_names import is_language
from core.language.text_lengths import check_length
from core.limits import spend
from core.permissions import require
from core.text import clean
from library.actions.steps.adoption_news import tell_of_adoption
from library.actions.steps.list_changes import lists_changed
from library.models import GRADES, Adoption, Practice
from library.policy import ADOPTION_CHARACTERS, WORDS_CHARACTERS
from library.queries.adoptions import adoption_by, may_try_for
from library.rules.limits import ADOPT
from twinning.models import Institution

OLDEST: Final = date(2000, 1, 1)


class Trial(TypedDict):
    """What is told of a trial: whether it worked, what came of it and in which language that is written."""

    worked: str
    outcome: str
    language: str
    changes: NotRequired[str]
    grades: NotRequired[Iterable[int]]
    tried_on: NotRequired[date | None]


def try_practice(*, practice: Practice, institution: Institution, by: Any, **trial: Unpack[Trial]) -> Adoption:
    """Report that the institution tried it. One adoption for each institution and practice; a withdrawn one is reused.

    Raise Conflict where it has reported one already, also where a moderator has hidden it.
    """
    require(by, "library.adopt", practice)
    if institution not in may_try_for(by, practice):
        raise Invalid(_("Choose one of your institutions that did not write this practice."), field="institution")
    said = _checked(**trial)
    spend(ADOPT, by.pk)
    with transaction.atomic():
        Institution.objects.select_for_update(no_key=True).get(pk=institution.pk)
        told = adoption_by(practice, institution)
        if told is not None and told.state != Adoption.State.WITHDRAWN:
            raise Conflict(_("Your institution has told of this practice already. Change what it said."))
        told = told or Adoption(practice=practice, institution=institution)
        told.by, told.state = by, Adoption.State.SHOWN
        _keep(told, said, by=by, deed="adopt")
        tell_of_adoption(told, by=by)
    return told


def change_adoption(*, adoption: Adoption, by: Any, version: int, **trial: Unpack[Trial]) -> Adoption:
    """Raise Stale where somebody changed it since the form with `version` was opened."""
    require(by, "library.change_adoption", adoption)
    said = _checked(**trial)
    with transaction.atomic():
        row = _locked(adoption)
        if row.version != version:
            raise Stale(_("A colleague changed this since you opened it. Look at it and save again."))
        _keep(row, said, by=by, deed="change_adoption")
    return row


def withdraw_adoption(*, adoption: Adoption, by: Any) -> None:
    """Withdraw it. Idempotent."""
    require(by, "library.change_adoption", adoption)
    with transaction.atomic():
        row = _locked(adoption)
        if row.state == Adoption.State.WITHDRAWN:
            return
        row.state = Adoption.State.WITHDRAWN
        _keep(row, {}, by=by, deed="withdraw_adoption")


def hide_adoption(*, adoption: Adoption, by: Any, reason: str) -> None:
    """A moderator hides it; the institution reads the reason. Idempotent."""
    require(by, "library.hide_adoption", adoption)
    reason = clean(reason, multiline=True)[:WORDS_CHARACTERS]
    if not reason:
        raise Invalid(_("Say why, for those who wrote it."), field="reason")
    with transaction.atomic():
        row = _locked(adoption)
        if row.state == Adoption.State.HIDDEN:
            return
        row.state = Adoption.State.HIDDEN
        _keep(row, {"reason": reason}, by=by, deed="hide_adoption", concerns=[row.by], ground=reason)


def show_adoption(*, adoption: Adoption, by: Any) -> None:
    """Show a hidden one again, after an appeal."""
    require(by, "library.hide_adoption", adoption)
    with transaction.atomic():
        row = _locked(adoption)
        if row.state == Adoption.State.HIDDEN:
            row.state = Adoption.State.SHOWN
            _keep(row, {"reason": ""}, by=by, deed="show_adoption", concerns=[row.by])


def _checked(
    *,
    worked: str,
    outcome: str,
    language: str,
    changes: str = "",
    grades: Iterable[int] = (),
    tried_on: date | None = None,
) -> dict[str, Any]:
    if worked not in Adoption.Worked.values:
        raise Invalid(_("Say whether it worked."), field="worked")
    outcome, changes = clean(outcome, multiline=True), clean(changes, multiline=True)
    if not outcome:
        raise Invalid(_("Write in a few words what came of it (at most 2,000 characters)."), field="outcome")
    check_length(outcome, most=ADOPTION_CHARACTERS, field="outcome")
    check_length(changes, most=ADOPTION_CHARACTERS, field="changes")
    if not is_language(language):
        raise Invalid(_("Choose a language."), field="language")
    chosen = sorted(set(grades))
    if not set(chosen) <= set(GRADES):
        raise Invalid(_("Choose grades from 0 to 12."), field="grades")
    if tried_on is not None and not OLDEST <= tried_on <= timezone.localdate():
        raise Invalid(_("Choose a day that has been."), field="tried_on")
    return {
        "worked": worked,
        "outcome": outcome,
        "changed": changes,
        "language": language,
        "grades": chosen,
        "tried_on": tried_on,
    }


def _locked(adoption: Adoption) -> Adoption:
    rows = Adoption.objects.select_for_update(of=("self",)).select_related("practice", "institution", "by")
    row = rows.filter(pk=adoption.pk).first()
    if row is None:
        raise Conflict(_("This is not there any more."))
    return row


def _keep(
    row: Adoption, said: dict[str, Any], *, by: Any, deed: str, concerns: Iterable[Any] = (), ground: str = ""
) -> None:
    for name, value in said.items():
        setattr(row, name, value)
    row.version += bool(row.pk)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise Conflict(_("Your institution has told of this practice already. Change what it said.")) from error
    record(f"library.{deed}", row, by=by, concerns=concerns, ground=ground, data={"practice": row.practice.code})
    lists_changed(row.practice)
