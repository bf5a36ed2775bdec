"""The page of suggestions with its database: click to last byte, and what it costs that other processes save wishes.

SIZES="9000 100000" python benchmarks/matching_pages.py     Markdown, JSON into $OUT

Open wishes of `matching_worlds`, planted as rows of institutions, classes, lessons and points; all are packed by the
chore. ASKERS of them are asked in turn by their leaders, each TIMES times, through the whole site (middleware,
template) without a network. "After a save": before each click another wish was saved by its verb; the process is told
of it by the database alone, as of any other process. Above ten thousand only packed rows are planted, beside those that
are there: then the snapshot is measured, and no page. CPU of this process beside wall, p50 and p95.
"""

import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import time as time_of_day
from itertools import groupby
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.temporary_site import analyse, engine, markdown, temporary_site

ASKERS, TIMES, AT_ONCE, MOST_PLANTED = 10, 3, 500, 10_000
Row = dict[str, object]


def timed(action: Callable[[Any], object], asked: Iterable[Any], before: Callable[[], object] | None = None) -> Any:
    """CPU and wall milliseconds of each call."""
    cpu, wall = [], []
    for one in asked:
        if before:
            before()
        started, began = process_time(), perf_counter()
        action(one)
        cpu.append((process_time() - started) * 1000)
        wall.append((perf_counter() - began) * 1000)
    return cpu, wall


def row(size: int, work: str, taken: tuple[Sequence[float], Sequence[float]], reach: object = "") -> Row:
    said: Row = {"database": engine(), "wishes": size, "work": work}
    for name, found in zip(("CPU", "wall"), taken, strict=True):
        ordered = sorted(found)
        for p in (50, 95):
            said[f"{name} p{p}"] = round(ordered[min(len(ordered) - 1, len(ordered) * p // 100)], 2)
    said["reach"] = reach
    print(said, file=sys.stderr)
    return said


def plant(size: int) -> list[int]:
    """Open wishes as rows of the database; gives their keys."""
    from benchmarks.matching_worlds import THEMES, sides  # noqa: PLC0415 - only inside a site
    from core.models import Term  # noqa: PLC0415 - as above
    from twinning.models import Institution, RulesConsent, State, Wish  # noqa: PLC0415 - as above

    school = Term.objects.get(scheme="kind", code="school")
    Term.objects.bulk_create(
        Term(scheme="theme", code=code, label_en=code, label_ky=code, label_ru=code) for code in THEMES
    )
    terms = {(term.scheme, term.code): term for term in Term.objects.filter(scheme__in=["work", "theme"])}
    schools: dict[str, Institution] = {}
    wishes: list[int] = []
    world = list(sides(size))
    for n in range(0, size, AT_ONCE):
        some = world[n : n + AT_ONCE]
        for side in some:
            if side.institution not in schools:
                schools[side.institution] = Institution(
                    kind=school,
                    country=side.country,
                    time_zone=side.time_zone,
                    state=State.VERIFIED,
                    latin_name=side.institution,
                    connectivity=side.connectivity,
                )
        new = [one for code in dict.fromkeys(side.institution for side in some) if (one := schools[code]).pk is None]
        Institution.objects.bulk_create(new)
        RulesConsent.objects.bulk_create(RulesConsent(institution=one, version="2026-1", name="Leader") for one in new)
        wishes += _plant_some(some, schools, terms)
    assert Wish.objects.count() == size
    return wishes


def _plant_some(some: Sequence[Any], schools: Any, terms: Any) -> list[int]:
    from twinning.models import ClassLanguage, LessonTime, SchoolClass, Wish, WishPoint  # noqa: PLC0415 - only inside a site

    classes = SchoolClass.objects.bulk_create(
        SchoolClass(
            institution=schools[side.institution],
            name="7 B",
            age_from=side.ages.low,
            age_to=side.ages.high,
            size=side.size,
        )
        for side in some
    )
    pairs = list(zip(some, classes, strict=True))
    ClassLanguage.objects.bulk_create(
        ClassLanguage(school_class=group, language=code, level="native" if level.name == "NATIVE" else level.name)
        for side, group in pairs
        for code, level in side.languages.items()
    )
    LessonTime.objects.bulk_create(
        LessonTime(school_class=group, weekday=day, starts=_clock(low), ends=_clock(high))
        for side, group in pairs
        for day, low, high in _spans(side.lessons)
    )
    wishes = Wish.objects.bulk_create(
        Wish(
            institution=schools[side.institution],
            school_class=group,
            title="Water",
            language="en",
            state="open",
            starts=side.starts,
            months=side.months,
            partners=max(1, side.capacity),
            translated_ok=side.translated_ok,
        )
        for side, group in pairs
    )
    WishPoint.objects.bulk_create(
        WishPoint(
            wish=wish, side=said, criterion=name, term=term, value=value, need=NEEDS[ask.need.name], weight=ask.weight
        )
        for side, wish in zip(some, wishes, strict=True)
        for said, name, term, value, ask in _points(side, terms)
    )
    return [wish.pk for wish in wishes]


NEEDS = {"MUST": "must", "PREFER": "prefer", "NO_MATTER": "any"}


def _points(side: Any, terms: Any) -> Iterable[tuple[str, str, Any, str, Any]]:
    from twinning.matching import Ask  # noqa: PLC0415 - only inside a site

    for code, own in side.work.items():
        yield "seek", "work", terms["work", code], "", own.ask
    for code, ask in side.wanted_themes.items():
        yield "seek", "theme", terms["theme", code], "", ask
    for code in side.offered_themes:
        yield "offer", "theme", terms["theme", code], "", Ask()
    for code, wanted in side.wanted_languages.items():
        yield "seek", "language", None, f"{code}-{wanted.level.name}", wanted.ask
    if side.wanted_ages:
        yield "seek", "age", None, f"{side.wanted_ages.low}-{side.wanted_ages.high}", side.age_ask


def _spans(slots: Iterable[int]) -> Iterable[tuple[int, int, int]]:
    """Quarters of the week as lessons: weekday, first and last quarter of the day."""
    numbered = enumerate(sorted(slots))
    for _, run in groupby(numbered, lambda pair: (pair[1] - pair[0], pair[1] // 96)):
        found = [slot for _, slot in run]
        yield found[0] // 96 + 1, found[0] % 96, found[-1] % 96 + 1


def _clock(quarter: int) -> time_of_day:
    return time_of_day(quarter // 4, quarter % 4 * 15) if quarter < 96 else time_of_day(23, 59)


def pages(size: int) -> list[Row]:
    from django.conf import settings  # noqa: PLC0415 - only inside a site
    from django.test import Client  # noqa: PLC0415 - as above
    from django.urls import reverse  # noqa: PLC0415 - as above

    from accounts.models import Standing, User  # noqa: PLC0415 - as above
    from accounts.policy import RULES_VERSION  # noqa: PLC0415 - as above
    from twinning.actions.duties.packing_wishes import number_changes, pack_all  # noqa: PLC0415 - as above
    from twinning.actions.steps.packed_wishes import pack_rows  # noqa: PLC0415 - as above
    from twinning.actions.wishes import save_step  # noqa: PLC0415 - as above
    from twinning.models import Staff, Wish  # noqa: PLC0415 - as above
    from twinning.queries.snapshots import LivingSnapshot  # noqa: PLC0415 - as above

    keys = plant(size)
    rows = [row(size, "pack all that have no row", timed(lambda _: pack_all(), [0]))]
    while number_changes():
        pass
    analyse()
    clients = []
    for n in range(ASKERS):
        wish = Wish.objects.select_related("institution").get(pk=keys[n * 7])
        leader = User.objects.create(
            email=f"l{n}@example.org", name=f"Leader {n}", rules_version=RULES_VERSION, language="en"
        )
        Staff.objects.create(user=leader, institution=wish.institution, role="leader", state=Staff.State.VERIFIED)
        Standing.objects.create(user=leader, may_write=True, why="bench")
        client = Client(HTTP_HOST=settings.ALLOWED_HOSTS[0] if settings.ALLOWED_HOSTS[0] != "*" else "localhost")
        client.force_login(leader, backend="allauth.account.auth_backends.AuthenticationBackend")
        clients.append((client, reverse("twinning:suggestions", args=[wish.code]), wish, leader))

    def click(one: Any) -> None:
        page = one[0].get(one[1])
        assert page.status_code == 200, page.status_code
        assert len(page.content) > 0

    def save() -> None:
        _client, _url, wish, leader = clients[-1]
        wish.refresh_from_db()
        months = 3 if wish.months > 3 else 6
        save_step(wish=wish, by=leader, version=wish.version, step=1, facts={"months": months})

    rows.append(row(size, "first page of a process", timed(click, clients[:1])))
    timed(click, clients)
    rows.append(row(size, "page of suggestions, click to last byte", timed(click, clients * TIMES), 60))
    rows.append(row(size, "the same after a save elsewhere", timed(click, clients[:-1] * TIMES, save), 60))
    rows.append(row(size, "packing a wish with its queries", timed(lambda key: pack_rows([key]), keys[:100]), 10))
    rows.append(row(size, "snapshot from the database", timed(lambda _: LivingSnapshot().now(), range(5))))
    return rows


def snapshot_alone(size: int) -> list[Row]:
    from django.utils import timezone  # noqa: PLC0415 - only inside a site

    from benchmarks.matching_worlds import sides  # noqa: PLC0415 - as above
    from twinning.actions.steps.packed_wishes import book_for  # noqa: PLC0415 - as above
    from twinning.matching.packed import pack  # noqa: PLC0415 - as above
    from twinning.models import PackedWish  # noqa: PLC0415 - as above
    from twinning.queries.snapshots import LivingSnapshot  # noqa: PLC0415 - as above

    world, now = list(sides(size)), timezone.now()
    book = book_for(world)
    for n in range(0, size, AT_ONCE):
        PackedWish.objects.bulk_create(
            PackedWish(row=pack(side, book), number=1, checked_at=now) for side in world[n : n + AT_ONCE]
        )
    analyse()
    taken = timed(lambda _: LivingSnapshot().now(), range(3))
    held = LivingSnapshot().now()
    memory = held.nbytes / len(held)
    print({"wishes": size, "bytes a row": memory}, file=sys.stderr)
    return [row(size, "snapshot from the database", taken, 2000)]


def main() -> None:
    rows: list[Row] = []
    with temporary_site():
        from django.core.management import call_command  # noqa: PLC0415 - only inside a site

        call_command("collectstatic", interactive=False, verbosity=0)
        for size in (int(size) for size in (os.environ.get("SIZES") or "9000 100000").split()):
            rows += pages(size) if size <= MOST_PLANTED else snapshot_alone(size)
    print(markdown(rows))
    if os.environ.get("OUT"):
        Path(os.environ["OUT"]).write_text(json.dumps(rows, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
