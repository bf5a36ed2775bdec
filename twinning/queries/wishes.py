"""Wishes of a person, what a wish lacks, and what it names."""

from typing import Any

from django.db.models import BooleanField, Case, Exists, OuterRef, Q, QuerySet, When

from twinning.models import ClassLanguage, Wish, WishNeed, WishPoint
from twinning.queries.people import prepared_by


def own_wishes(user: Any) -> QuerySet[Wish]:
    """Wishes of the person's institutions, open ones first. Two queries with what a row shows."""
    return (
        Wish.objects.filter(prepared_by(user))
        .select_related("school_class", "institution")
        .order_by("-state", "-changed_at")
    )


def missing_steps(wish: Wish) -> list[int]:
    """Steps that must be filled before the wish can be opened."""
    missing = []
    if wish.school_class_id is None or wish.starts is None or not wish.title:
        missing.append(1)
    if not wish.points.filter(criterion="work").exists():
        missing.append(2)
    return missing


def with_wholeness(wishes: QuerySet[Wish]) -> QuerySet[Any]:
    """Each with `whole`: nothing is missing before it can be opened. In the same query."""
    works = WishPoint.objects.filter(wish=OuterRef("pk"), criterion="work")
    speaks = ClassLanguage.objects.filter(school_class=OuterRef("school_class"))
    said = Q(school_class__isnull=False, starts__isnull=False) & ~Q(title="")
    whole = Case(When(said & Exists(works) & Exists(speaks), then=True), default=False, output_field=BooleanField())
    return wishes.annotate(whole=whole)


def shared(ours: Wish, theirs: Wish, criterion: str) -> str:
    """The first theme or kind of work that both wishes name, else the first of ours, else of theirs; or nothing."""
    mine, yours = (named(wish, criterion) for wish in (ours, theirs))
    return next((code for code in mine if code in yours), next(iter([*mine, *yours]), ""))


def named(wish: Wish, criterion: str) -> list[str]:
    """Codes of the terms that a wish names: what it must have first, then what counts most. What is "no matter" suits
    as well, so it comes last."""
    points = wish.points.filter(criterion=criterion).select_related("term").order_by("-weight", "pk")
    ordered = sorted(points, key=lambda point: list(WishNeed).index(WishNeed(point.need)))
    return list(dict.fromkeys(point.term.code for point in ordered if point.term is not None))
