"""The lesson hours of a class that has a partner stand on both clocks."""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from core.web.time_widgets import Elsewhere, ahead
from tests.twinning.partners.conftest import School
from tests.walking import joined
from twinning.models import Partnership, Party, SchoolClass
from twinning.queries.partner_places import partners_of
from twinning.showing.class_hours import elsewhere, lesson_rows

CLASS_FORM = {
    "name": "7 Б",
    "age_from": "12",
    "age_to": "13",
    "size": "24",
    "language1": "ru",
    "level1": "B2",
    "shift": "3",
    "hours": ["1-0", "4-0"],
    "from0": "13:00",
    "till0": "13:45",
}


def sent(group: SchoolClass) -> dict[str, Any]:
    return {**CLASS_FORM, "version": str(group.version)}


@pytest.fixture
def theirs(found_school: Callable[..., School]) -> School:
    """Three hours ahead, in summer as in winter."""
    return found_school("Kyoto Gakko", country="JP", place="Kyoto", time_zone="Asia/Tokyo")


@pytest.fixture
def group(ours: School) -> SchoolClass:
    found = ours.wish.school_class
    assert found is not None
    return found


def test_the_list_says_the_hours_there_and_here(
    ours: School,
    theirs: School,
    group: SchoolClass,
    join: Callable[..., Partnership],
    signed_in: Callable[[User], Client],
) -> None:
    browser = signed_in(ours.leader)
    assert "Kyoto" not in browser.get("/en/my/classes/").text
    join(ours, theirs)
    row = joined(browser.get("/en/my/classes/").text)
    row = row[row.index(f'id="class-{group.code}"') :]
    assert row.index("13:00–17:30") < row.index("Kyoto 16:00–20:30") < row.index("Mon, Tue, Wed, Thu and Fri")


def test_fields_and_the_sentence_after_saving_say_both(
    ours: School,
    theirs: School,
    group: SchoolClass,
    join: Callable[..., Partnership],
    signed_in: Callable[[User], Client],
) -> None:
    join(ours, theirs)
    browser = signed_in(ours.leader)
    page = joined(browser.get(f"/en/my/classes/{group.code}/").text)
    assert re.search(r'name="from0" value="13:00"[^>]*><span[^>]*data-ahead="180"[^>]*>Kyoto <b>16:00</b>', page)
    wrong = joined(
        browser.post(f"/en/my/classes/{group.code}/", {**sent(group), "from0": "15:15", "till0": "9:00"}).text
    )
    assert "Kyoto <b>18:15</b>" in wrong
    after = browser.post(f"/en/my/classes/{group.code}/", sent(group), follow=True).text
    assert "The class is saved. The first lesson begins at 13:00; Kyoto: 16:00." in after


def test_who_works_with_nobody_has_one_clock(
    ours: School,
    theirs: School,
    group: SchoolClass,
    join: Callable[..., Partnership],
    signed_in: Callable[[User], Client],
) -> None:
    join(ours, theirs)
    Partnership.objects.update(state=Partnership.State.ENDED, end_reason="done", ended_at=timezone.now())
    assert partners_of([group]) == {}
    browser = signed_in(ours.leader)
    assert "data-ahead" not in browser.get(f"/en/my/classes/{group.code}/").text
    assert "The class is saved." in browser.post(f"/en/my/classes/{group.code}/", sent(group), follow=True).text


def test_in_one_zone_there_is_one_clock(
    ours: School, found_school: Callable[..., School], group: SchoolClass, join: Callable[..., Partnership]
) -> None:
    near = found_school("Osh", place="Osh")
    join(ours, near)
    assert partners_of([group]) == {group.pk: near.school}
    assert elsewhere(ours.school, near.school) is None
    assert {row.theirs for row in lesson_rows(group, None)} == {""}


def test_who_left_a_partnership_is_no_partner(
    ours: School, theirs: School, group: SchoolClass, join: Callable[..., Partnership]
) -> None:
    join(ours, theirs)
    Party.objects.filter(institution=theirs.school).update(until=timezone.now())
    assert partners_of([group]) == {}


@pytest.mark.parametrize(
    ("minutes", "ours", "theirs", "day"),
    [(-240, "13:00", "09:00", 0), (-660, "08:00", "21:00", -1), (330, "20:00", "01:30", 1)],
)
def test_over_midnight_it_is_another_day(minutes: int, ours: str, theirs: str, day: int) -> None:
    there = Elsewhere("X", minutes)
    typed = datetime.strptime(ours, "%H:%M").time()  # noqa: DTZ007  # a time of day
    assert (f"{there.at(typed):%H:%M}", there.day(typed)) == (theirs, day)


@pytest.mark.parametrize(("day", "minutes"), [(date(2026, 1, 15), -240), (date(2026, 7, 15), -180)])
def test_summer_time_counts(day: date, minutes: int) -> None:
    assert ahead(ours="Asia/Bishkek", theirs="Europe/Tallinn", on=day) == minutes
