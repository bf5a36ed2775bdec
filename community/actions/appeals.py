"""Appeals: the person concerned asks once for another look at a decision, and another moderator answers."""

from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.queries.officers_to_tell import moderators_to_tell
from community.actions.steps.closed_circles import tell_circle
from community.actions.steps.desk import desk_changed
from community.actions.steps.notices import notify
from community.actions.steps.reading_notices import settled
from community.judging.answer_deadlines import due_of
from community.models import Appeal
from community.policy import REASON_CHARACTERS
from community.queries.appealed_decisions import circle_judged
from community.queries.appeals import appealable
from core import audit
from core.errors import Conflict, Invalid
from core.language.text_lengths import check_length
from core.models import Deed
from core.permissions import allowed, require
from core.text import clean

UPHELD, OVERTURNED = Appeal.Outcome.UPHELD, Appeal.Outcome.OVERTURNED


def appeal(*, deed: Deed, by: Any, words: str) -> Appeal:
    """By the person whom the decision concerns. Raise Conflict where they asked before."""
    require(by, "community.appeal", deed)
    said = _said(words, _("Say in your words, in up to 2,000 characters, why you see it otherwise."), "words")
    try:
        with transaction.atomic():
            made = Appeal.objects.create(deed=deed, by=by, words=said, due_at=due_of("appeal", timezone.now()))
            audit.record("community.appeal", made, by=by, concerns=[by], data={"deed": deed.deed})
            desk_changed()
            for judge in moderators_to_tell(may=lambda person: allowed(person, "community.answer_appeal", made)):
                notify(
                    user=judge,
                    key="community.appeal_waits",
                    url=reverse("community:desk_appeal", args=[made.code]),
                    dedupe=f"appeal_waits:{made.code}",
                    asks=f"appeal_waits:{made.code}",
                )
    except IntegrityError as error:
        raise Conflict(_("You have appealed already. A decision is looked at again only once.")) from error
    return made


def look_at_appeal(*, appeal: Appeal, by: Any) -> None:
    """Read what was judged. Of closed talk each look is a deed, and its people are told, as with the report itself."""
    require(by, "community.see_appeal", appeal)
    circle = circle_judged(appeal.deed)
    if circle is None:
        return
    with transaction.atomic():
        audit.record("community.see_reported", appeal, by=by, concerns=[appeal.by])
        tell_circle(circle, by=by, once=appeal.code)


def answer_appeal(*, appeal: Appeal, by: Any, outcome: str, answer: str) -> Appeal:
    """By another than the first: the decision stands, or it is taken back and what can be restored is."""
    require(by, "community.answer_appeal", appeal)
    if outcome not in Appeal.Outcome.values:
        raise Invalid(_("Choose an answer."), field="outcome")
    said = _said(answer, _("Give the reason in up to 2,000 characters; the person reads it."), "answer")
    how = appealable(appeal.deed.deed)
    with transaction.atomic():
        answered = {"answered_at": timezone.now(), "answered_by": by, "outcome": outcome, "answer": said}
        if not Appeal.objects.filter(pk=appeal.pk, answered_at=None).update(**answered):
            raise Conflict(_("Somebody has answered this appeal already."))
        if outcome == OVERTURNED and how is not None and how.overturn(appeal.deed, by):
            Appeal.objects.filter(pk=appeal.pk).update(restored=True)
        appeal.refresh_from_db()
        data = {"deed": appeal.deed.deed, "object": appeal.deed.object_id, "restored": appeal.restored}
        concerns = [appeal.by, appeal.deed.by]
        audit.record(f"community.{outcome}", appeal, by=by, concerns=concerns, ground=said, data=data)
        settled(f"appeal_waits:{appeal.code}")
        _tell(appeal)
        desk_changed()
    return appeal


def _said(text: str, complaint: Any, field: str) -> str:
    said = clean(text, multiline=True)
    if not said:
        raise Invalid(complaint, field=field)
    check_length(said, most=REASON_CHARACTERS, field=field)
    return said


def _tell(answered: Appeal) -> None:
    """The person concerned; and the first judge, where the decision was taken back."""
    if answered.by is not None:
        notify(
            user=answered.by,
            key=f"community.appeal_{answered.outcome}",
            url=reverse("community:appeal", args=[answered.code]),
            dedupe=f"appeal:{answered.code}",
        )
    first = answered.deed.by
    if answered.outcome == OVERTURNED and first is not None:
        notify(
            user=first,
            key="community.decision_overturned",
            url=reverse("community:deeds"),
            dedupe=f"overturned:{answered.code}",
        )
