"""Wishes: drafted step by step, opened when complete, closed, deleted while they are drafts."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.audit import record
from core.errors import Conflict, Invalid, Stale
from core.language.name_refusals import check_name
from core.live.outbox import tell
from core.models import Term
from core.permissions import require
from core.text import clean
from twinning.actions.steps.today_marks import leaders_changed
from twinning.models import Institution, SchoolClass, Wish, WishNeed, WishPoint, WishSide
from twinning.policy import WISH_DRAFTS, WISH_POINTS
from twinning.queries.classes import classes_for
from twinning.queries.people import prepared_by


@dataclass(frozen=True, slots=True)
class PointToWrite:
    """What a form says of one point; `term` or `value` by criterion (see WishPoint)."""

    criterion: str
    side: str = WishSide.SEEK
    term: Term | None = None
    value: str = ""
    need: str = WishNeed.PREFER
    weight: int = 4


def create_wish(*, institution: Institution, by: Any, language: str) -> Wish:
    """An empty draft. Return the one that this person began and left empty, rather than create a second."""
    require(by, "twinning.prepare_wish", institution)
    with transaction.atomic():
        Institution.objects.select_for_update().get(pk=institution.pk)
        drafts = Wish.objects.filter(prepared_by(by), institution=institution, state=Wish.State.DRAFT)
        untouched = drafts.filter(by=by, version=1).first()
        if untouched is not None:
            return untouched
        if drafts.count() >= WISH_DRAFTS:
            raise Conflict(_("There are twenty drafts already. Finish or delete one first."))
        wish = Wish.objects.create(institution=institution, by=by, language=language)
        record("twinning.create_wish", wish, by=by)
        leaders_changed(institution)
    return wish


def save_step(
    *,
    wish: Wish,
    by: Any,
    version: int,
    step: int,
    facts: dict[str, Any] | None = None,
    criteria: Iterable[str] = (),
    points: Iterable[PointToWrite] = (),
) -> None:
    """Save one step: plain fields of the wish, and `points`, which replace all earlier points of `criteria`.

    Raise Stale where somebody changed the wish since the form with `version` was opened.
    """
    require(by, "twinning.prepare_wish", wish)
    with transaction.atomic():
        locked = Wish.objects.select_for_update().get(pk=wish.pk)
        if locked.version != version:
            raise Stale(_("Somebody changed this wish since you opened it. Look at both and save again."))
        if locked.state == Wish.State.CLOSED:
            raise Conflict(_("This wish is closed. Copy it into a new one."))
        _set_facts(locked, facts or {})
        _replace_points(locked, set(criteria), list(points))
        locked.version += 1
        locked.step = max(locked.step, step)
        locked.save()
        _tell(locked)
    wish.refresh_from_db()


def _set_facts(wish: Wish, facts: dict[str, Any]) -> None:
    school_class: SchoolClass | None = facts.get("school_class")
    kept = school_class is not None and school_class.pk == wish.school_class_id
    if school_class is not None and not kept and not classes_for(wish).filter(pk=school_class.pk).exists():
        raise Invalid(_("This class belongs to another institution."), field="school_class")
    for name in ("school_class", "title", "about", "language", "partners", "starts", "months", "translated_ok"):
        if name in facts:
            value = facts[name]
            if name == "title":
                check_name(str(value), field=name)
            setattr(wish, name, clean(value, multiline=name == "about") if isinstance(value, str) else value)
    if not 1 <= wish.partners <= 10 or not 1 <= wish.months <= 24:  # noqa: PLR2004 - as the database's constraints
        raise Invalid(_("One to ten partners, one to twenty-four months."))


def _replace_points(wish: Wish, criteria: set[str], points: list[PointToWrite]) -> None:
    if len(points) > WISH_POINTS or any(point.criterion not in criteria for point in points):
        raise Invalid(_("This does not belong to this step."))
    wish.points.filter(criterion__in=criteria).delete()
    WishPoint.objects.bulk_create(
        WishPoint(
            wish=wish,
            criterion=point.criterion,
            side=point.side,
            term=point.term,
            value=point.value,
            need=point.need,
            weight=point.weight,
        )
        for point in points
    )


def open_wish(*, wish: Wish, by: Any) -> None:
    """Make it visible and let it be matched. Raise Invalid, naming the step, where something is missing."""
    require(by, "twinning.open_wish", wish)
    with transaction.atomic():
        locked = Wish.objects.select_for_update().get(pk=wish.pk)
        if locked.state == Wish.State.OPEN:
            return
        _check_whole(locked)
        locked.state, locked.opened_at = Wish.State.OPEN, timezone.now()
        locked.version += 1
        locked.save()
        record("twinning.open_wish", locked, by=by)
        leaders_changed(locked.institution)
        _tell(locked)
    wish.refresh_from_db()


def _check_whole(wish: Wish) -> None:
    if wish.school_class_id is None or wish.starts is None:
        raise Invalid(_("Choose a class and when you want to start."), field="step1")
    if not wish.points.filter(criterion="work").exists():
        raise Invalid(_("Choose at least one kind of work."), field="step2")
    if not wish.school_class.languages.exists():  # type: ignore[union-attr]  # checked above
        raise Invalid(_("Say in which languages the class can work."), field="step1")


def close_wish(*, wish: Wish, by: Any) -> None:
    """It is no longer suggested to anybody; its proposals and partnerships stay. Idempotent."""
    require(by, "twinning.prepare_wish", wish)
    with transaction.atomic():
        locked = Wish.objects.select_for_update().get(pk=wish.pk)
        if locked.state != Wish.State.CLOSED:
            locked.state = Wish.State.CLOSED
            locked.version += 1
            locked.save()
            record("twinning.close_wish", locked, by=by)
            leaders_changed(locked.institution)
            _tell(locked)
    wish.refresh_from_db()


def delete_draft(*, wish: Wish, by: Any) -> None:
    require(by, "twinning.prepare_wish", wish)
    with transaction.atomic():
        locked = Wish.objects.select_for_update().get(pk=wish.pk)
        if locked.state != Wish.State.DRAFT:
            raise Conflict(_("Only drafts can be deleted; close the wish instead."))
        record("twinning.delete_draft", locked, by=by)
        leaders_changed(locked.institution)
        locked.delete()


def _tell(wish: Wish) -> None:
    """Event for open pages and the snapshot of matching: they reload this wish."""
    tell("wishes", "wish", {"code": wish.code, "state": wish.state, "version": wish.version})
