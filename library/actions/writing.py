"""Creates a practice, saves its steps, deletes it while it is a draft."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.audit import record
from core.errors import Conflict, Invalid
from core.limits import spend
from core.permissions import require
from core.today_numbers import today_changed
from library.actions.steps.practice_facts import locale_of, set_facts
from library.actions.steps.practice_files import forget_files
from library.actions.steps.practice_texts import locked, newest_of, put_back
from library.actions.steps.review_news import people_of, sent_again
from library.models import STEPS, Practice, PracticeAuthor
from library.policy import MOST_DRAFTS
from library.rules.limits import PRACTICE
from twinning.models import Institution
from twinning.queries.people import place_at


def create_practice(*, by: Any, language: str, institution: Institution | None = None) -> Practice:
    """Create an empty draft, or give back the one that this person has left empty."""
    require(by, "library.write")
    if institution is not None and place_at(by, institution) is None:
        raise Invalid(_("This is not your institution."), field="institution")
    locale = locale_of(language)
    with transaction.atomic():
        User.objects.select_for_update().get(pk=by.pk)
        drafts = Practice.objects.filter(owner=by, state=Practice.State.DRAFT, live=False)
        untouched = drafts.filter(version=1).first()
        if untouched is not None:
            Practice.objects.filter(pk=untouched.pk).update(locale=locale, institution=institution)
            return Practice.objects.get(pk=untouched.pk)
        if drafts.count() >= MOST_DRAFTS:
            raise Conflict(_("There are thirty drafts already. Finish or delete one first."))
        spend(PRACTICE, by.pk)
        practice = Practice.objects.create(owner=by, institution=institution, locale=locale)
        PracticeAuthor.objects.create(practice=practice, user=by, name=by.name, institution=institution)
        record("library.create_practice", practice, by=by)
    return practice


def save_step(*, practice: Practice, by: Any, version: int, step: int, facts: dict[str, Any]) -> Practice:
    """Save one step and give the newest text. `facts` by field: words, terms, lists of terms, grades, authors.

    Raise Stale where somebody changed the practice since the form with `version` was opened.
    """
    require(by, "library.edit", practice)
    if step not in STEPS:
        raise Invalid(_("This does not belong to this step."))
    with transaction.atomic():
        row = locked(practice)
        newest = newest_of(row, version=version)
        returned = newest.state == Practice.State.RETURNED and "authors" in facts
        before = people_of(row) if returned else []
        set_facts(newest, facts, by)
        if newest.state == Practice.State.PUBLISHED:
            record("library.mend_practice", newest, by=by)
        newest.step = max(newest.step, step)
        put_back(newest, by=by)
        if returned:  # it waits for each of its authors
            today_changed([*before, *people_of(newest)])
    return newest


def delete_practice(*, practice: Practice, by: Any) -> None:
    """Delete a draft that was never public, with its files. A published one can only be taken down by a moderator."""
    require(by, "library.delete", practice)
    with transaction.atomic():
        row = locked(practice)
        if row.state == Practice.State.SUBMITTED or row.edition:
            raise Conflict(_("Only drafts can be deleted. Recall it first."))
        record("library.delete_practice", row, by=by)
        today_changed(people_of(row))
        sent_again(row)
        forget_files(row)
        row.delete()
