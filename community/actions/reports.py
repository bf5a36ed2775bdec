"""Reporting something, and answering reports."""

from typing import Any, Final

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
from community.models import Message, Report
from community.policy import MESSAGES_AROUND_A_REPORT, REASON_CHARACTERS
from community.queries.reports import circle_of, reportable
from community.rules.limits import REPORT
from core import audit
from core.errors import Conflict, Invalid, Refused
from core.language.text_lengths import check_length
from core.limits import spend
from core.permissions import allowed, require
from core.terms import labels_of
from core.text import clean

REMOVED, WARNED, KEPT = "removed", "warned", "kept"
VERDICTS: Final = (REMOVED, WARNED, KEPT)


def report(*, object_type: str, code: str, by: Any, reason: str, words: str = "") -> Report:
    """Report what one sees. A second report of the same thing while the first is open gives the first."""
    require(by, "community.report")
    how = reportable(object_type)
    thing = how.find(by, code) if how else None
    if how is None or thing is None:
        raise Refused(_("You cannot see this."))
    about = how.about(thing)
    if about == by:
        raise Invalid(_("This is your own. You can take it back yourself."))
    if reason not in labels_of("report"):
        raise Invalid(_("Choose a reason."), field="reason")
    said = clean(words, multiline=True)
    check_length(said, most=REASON_CHARACTERS, field="words")
    mine = Report.objects.filter(object_type=object_type, object_id=code, by=by, answered_at=None)
    if found := mine.first():
        return found
    spend(REPORT, by.pk)
    facts = {"object_type": object_type, "object_id": code, "about": about, "seen": how.seen(thing)}
    try:
        return _store_report(by=by, reason=reason, words=said, facts=facts)
    except IntegrityError:
        return mine.get()


def look_at_report(*, report: Report, by: Any) -> list[Message]:
    """The reported message with a few around it. Each look is recorded in the author's log; of a closed room or board
    all members are notified, once."""
    require(by, "community.see_reported", report)
    with transaction.atomic():
        audit.record("community.see_reported", report, by=by, concerns=[report.about])
        tell_circle(circle_of(report), by=by, once=report.code)
    message = Message.objects.filter(code=report.object_id).first() if report.object_type == "message" else None
    if message is None:
        return []
    rows = Message.objects.filter(room_id=message.room_id).select_related("author")
    before = list(rows.filter(seq__lt=message.seq).order_by("-seq")[:MESSAGES_AROUND_A_REPORT])[::-1]
    return [*before, *rows.filter(seq__gte=message.seq).order_by("seq")[: MESSAGES_AROUND_A_REPORT + 1]]


def answer_report(*, report: Report, by: Any, verdict: str, answer: str) -> Report:
    """Judge a report; the one who reported and, where it was right, the one concerned are told."""
    require(by, "community.answer_report", report)
    said = clean(answer, multiline=True)
    if verdict not in VERDICTS:
        raise Invalid(_("Choose a verdict."), field="verdict")
    if not said:
        raise Invalid(_("Give the reason in up to 2,000 characters; both people read it."), field="answer")
    check_length(said, most=REASON_CHARACTERS, field="answer")
    with transaction.atomic():
        answered = {"answered_at": timezone.now(), "answered_by": by, "verdict": verdict, "answer": said}
        if not Report.objects.filter(pk=report.pk, answered_at=None).update(**answered):
            raise Conflict(_("Somebody has answered this report already."))
        report.refresh_from_db()
        if verdict == REMOVED:
            _remove(report, by)
        concerns = [] if verdict == KEPT else [report.about]
        audit.record(f"community.{verdict}", report, by=by, concerns=concerns, ground=said)
        settled(f"report_waits:{report.code}")
        _tell_both(report)
        desk_changed()
    return report


def _store_report(*, by: Any, reason: str, words: str, facts: dict[str, Any]) -> Report:
    now = timezone.now()
    with transaction.atomic():
        made = Report.objects.create(by=by, reason=reason, words=words, due_at=due_of(reason, now), **facts)
        # The person concerned reads the log: who reported must not stand where they can see it.
        audit.record("community.report", made, by=by)
        desk_changed()
        for judge in moderators_to_tell(may=lambda person: allowed(person, "community.answer_report", made)):
            notify(
                user=judge,
                key="community.report_waits",
                params={"reason": reason},
                url=reverse("community:report", args=[made.code]),
                dedupe=f"report_waits:{made.code}",
                asks=f"report_waits:{made.code}",
            )
    return made


def _remove(report: Report, by: Any) -> None:
    how = reportable(report.object_type)
    if how is None or how.remove is None:
        raise Invalid(_("This cannot be removed here. Choose another verdict and write to its owner."), field="verdict")
    how.remove(report.object_id, by)


def _tell_both(report: Report) -> None:
    url = reverse("community:verdict", args=[report.code])
    told = [(report.by, f"community.report_{report.verdict}")]
    if report.verdict != KEPT:
        told.append((report.about, f"community.own_{report.verdict}"))
    for person, key in told:
        if person is not None:
            notify(user=person, key=key, url=url, dedupe=f"verdict:{report.code}:{key}")
