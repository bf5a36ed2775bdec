"""Open wishes as the matching engine knows them. A fixed number of queries for any number of wishes."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from twinning.matching import UNASKED, Ask, LanguageAsk, Level, MatchNeed, MatchSide, Range, Work, slots_of
from twinning.models import (
    Institution,
    Partnership,
    Party,
    Proposal,
    SchoolClass,
    State,
    Wish,
    WishNeed,
    WishPoint,
    WishSide,
)
from twinning.policy import DECLINED_LATELY

# What a kind of work needs of the line: 0 nothing, 1 now and then, 2 daily, 3 video.
LIVE: Final = frozenset({"live"})
CONNECTIVITY: Final = {"letters": 0, "photos": 1, "project": 1, "live": 3, "staff": 1, "shadowing": 1}
UNKNOWN_LINE: Final = 1
LEVELS: Final = {"native": Level.NATIVE, **{level.name: level for level in Level if level is not Level.NATIVE}}
MATTERS: Final = {WishNeed.MUST: MatchNeed.MUST, WishNeed.PREFER: MatchNeed.PREFER, WishNeed.ANY: MatchNeed.NO_MATTER}


def open_wishes() -> QuerySet[Wish]:
    """Open wishes of verified institutions that may be written to."""
    return Wish.objects.filter(
        state=Wish.State.OPEN, institution__state=State.VERIFIED, institution__merged_into=None
    ).order_by("pk")


def sides_of(wishes: QuerySet[Wish]) -> list[MatchSide]:
    """Eight queries."""
    rows = wishes.select_related("institution", "school_class").prefetch_related(
        "points__term", "school_class__languages", "school_class__lessons", "institution__languages"
    )
    rows = rows.annotate(consents=Count("institution__consents"))
    found = list(rows)
    taken = places_taken(found)
    return [_side(wish, wish.partners - taken.get(wish.pk, 0)) for wish in found]


def side_of(wish: Wish) -> MatchSide:
    """One wish, with whom it is closed to: blocked, declined lately, already partners."""
    (side,) = sides_of(Wish.objects.filter(pk=wish.pk))
    from dataclasses import replace  # noqa: PLC0415 - used here alone

    return replace(side, closed_to=closed_to(wish.institution))


def places_taken(wishes: Iterable[Wish]) -> dict[int, int]:
    """Wish to the number of partnerships that it led to and that go on."""
    rows = (
        Party.objects.filter(from_wish__in=[wish.pk for wish in wishes], until=None)
        .exclude(partnership__state=Partnership.State.ENDED)
        .values_list("from_wish")
        .annotate(n=Count("pk"))
    )
    return {wish: count for wish, count in rows if wish is not None}


def free_places(wish: Wish) -> int:
    return max(0, wish.partners - places_taken([wish]).get(wish.pk, 0))


def closed_to(institution: Institution) -> frozenset[str]:
    """Codes of institutions that this one is never matched with."""
    partners = Institution.objects.filter(
        parties__partnership__in=Partnership.objects.filter(parties__institution=institution).exclude(
            state=Partnership.State.ENDED
        )
    )
    since = timezone.now() - DECLINED_LATELY
    declined = Proposal.objects.filter(
        Q(sender=institution) | Q(receiver=institution), state="declined", closed_at__gte=since
    ).values_list("sender__code", "receiver__code")
    blocked = Institution.objects.filter(
        Q(staff__user__blocks__blocked__places__institution=institution)
        | Q(staff__user__blocked_by__by__places__institution=institution)
    )
    codes = {code for pair in declined for code in pair}
    codes |= set(partners.values_list("code", flat=True)) | set(blocked.values_list("code", flat=True))
    return frozenset(codes | {institution.code})


def _side(wish: Wish, capacity: int) -> MatchSide:
    school, group = wish.institution, wish.school_class
    points: Mapping[str, list[WishPoint]] = _by_criterion(wish.points.all())
    return MatchSide(
        key=wish.code,
        institution=school.code,
        country=school.country,
        time_zone=school.time_zone,
        starts=wish.starts or timezone.localdate(),
        months=wish.months,
        languages=_languages(wish, group),
        ages=Range(group.age_from, group.age_to) if group else None,
        size=group.size if group else None,
        lessons=slots_of((lesson.weekday, lesson.starts, lesson.ends) for lesson in group.lessons.all())
        if group
        else frozenset(),
        connectivity=UNKNOWN_LINE if school.connectivity is None else school.connectivity,
        capacity=max(0, capacity),
        translated_ok=wish.translated_ok,
        verified=school.state == State.VERIFIED,
        rules_signed=bool(getattr(wish, "consents", 0)),
        closed_to=frozenset({school.code}),
        **_sought(points, school.country),
    )


def _languages(wish: Wish, group: SchoolClass | None) -> dict[str, Level]:
    rows = list(group.languages.all()) if group else []
    return {row.language: LEVELS.get(row.level, Level.A1) for row in rows or wish.institution.languages.all()}


def _by_criterion(points: Iterable[WishPoint]) -> dict[str, list[WishPoint]]:
    found: dict[str, list[WishPoint]] = defaultdict(list)
    for point in points:
        found[f"{point.side} {point.criterion}"].append(point)
    return found


def _ask(point: WishPoint) -> Ask:
    return Ask(need=MATTERS[WishNeed(point.need)], weight=point.weight)


def _first_ask(points: list[WishPoint]) -> Ask:
    return _ask(points[0]) if points else UNASKED


def _range(points: list[WishPoint]) -> Range | None:
    if not points:
        return None
    low, high = (int(part) for part in points[0].value.split("-"))
    return Range(low, high)


def _sought(points: Mapping[str, list[WishPoint]], country: str) -> dict[str, Any]:
    seek = {name.partition(" ")[2]: rows for name, rows in points.items() if name.startswith(WishSide.SEEK)}
    offer = {name.partition(" ")[2]: rows for name, rows in points.items() if name.startswith(WishSide.OFFER)}
    languages = {}
    for point in seek.get("language", []):
        code, _dash, level = point.value.rpartition("-")
        languages[code] = LanguageAsk(LEVELS[level], _ask(point))
    return {
        "wanted_languages": languages,
        "wanted_ages": _range(seek.get("age", [])),
        "age_ask": _first_ask(seek["age"]) if "age" in seek else Ask(),
        "wanted_size": _range(seek.get("size", [])),
        "size_ask": _first_ask(seek.get("size", [])),
        "offered_themes": frozenset(p.term.code for p in offer.get("theme", []) if p.term),
        "wanted_themes": {p.term.code: _ask(p) for p in seek.get("theme", []) if p.term},
        "work": {
            p.term.code: Work(live=p.term.code in LIVE, connectivity=CONNECTIVITY.get(p.term.code, 0), ask=_ask(p))
            for p in seek.get("work", [])
            if p.term
        },
        "offers_mentoring": bool(offer.get("mentor")),
        "mentor_ask": _first_ask(seek.get("mentor", [])),
        "wanted_countries": frozenset(p.value for p in seek.get("country", [])),
        "country_ask": _first_ask(seek.get("country", [])),
        # Partners are found abroad; neighbours find each other without us.
        "excluded_countries": frozenset({country, *(p.value for p in seek.get("country_not", []))}),
    }
