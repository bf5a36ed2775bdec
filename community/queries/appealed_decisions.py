"""What an appealed decision was about: the report, the text, the closed room or board it came from."""

from typing import Any

from community.models import Appeal, Post, Report
from community.queries.forum.reported_posts import group_of, words_of
from community.queries.reports import Circle, circle_of
from core.models import Deed


def report_of(deed: Deed) -> Report | None:
    return Report.objects.filter(code=deed.object_id).first()


def was_overturned(report: Report) -> bool:
    appeals = Appeal.objects.filter(deed__object_type=Report._meta.label_lower, deed__object_id=report.code)  # noqa: SLF001 - Django's documented API
    return appeals.filter(outcome=Appeal.Outcome.OVERTURNED).exists()


def words_judged(deed: Deed) -> dict[str, Any]:
    found = report_of(deed)
    return found.seen if found else {}


def post_judged(deed: Deed) -> dict[str, Any]:
    post = Post.objects.filter(code=deed.object_id).first()
    return words_of(post) if post else {}


def circle_judged(deed: Deed) -> Circle | None:
    """Whose closed talk the decision is about."""
    found = report_of(deed)
    if found is not None:
        return circle_of(found)
    return group_of(deed.object_id) if deed.object_type == Post._meta.label_lower else None  # noqa: SLF001 - as above
