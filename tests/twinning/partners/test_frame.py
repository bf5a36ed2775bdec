"""The numbers of the frame: what they count, and what they cost a page."""

from collections.abc import Callable
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from accounts.models import OfficeKind, User
from accounts.queries.offices import offices_of
from community.actions.reading import mark_notices_read
from community.actions.steps.notices import notify
from community.queries.frame_numbers import entry_numbers, numbers_now
from core.models import TodayNumber
from core.today_numbers import recount_waiting, today_changed
from tests.twinning.partners.conftest import School
from twinning.models import Partnership, Proposal, Staff

Join = Callable[[School, School], Partnership]
Queries = Callable[[int], Any]


def frame(user: User) -> str:
    """The frame alone, as a request finds the person: their offices were asked for by the guard at the door."""
    person = User.objects.get(pk=user.pk)
    request = RequestFactory().get("/en/elsewhere/")
    request.user = person
    offices_of(person)
    return render_to_string("base.html", {}, request)


def costs(user: User, count: int, queries: Queries) -> str:
    frame(user)  # templates and the foot's links are in the memory of a running site
    person = User.objects.get(pk=user.pk)
    request = RequestFactory().get("/en/elsewhere/")
    request.user = person
    offices_of(person)
    with queries(count):
        return render_to_string("base.html", {}, request)


def test_a_leader_pays_three_queries(
    ours: School, theirs: School, join: Join, django_assert_num_queries: Queries
) -> None:
    """Their places; all numbers and the bell; the last three spaces."""
    join(ours, theirs)
    notify(user=ours.leader, key="community.report_kept", dedupe="one", url="/en/verdicts/one/")
    page = costs(ours.leader, 3, django_assert_num_queries)
    assert all(f'data-count="{name}"' in page for name in ("today", "messages"))
    assert 'data-count="room:' in page
    assert 'data-count="notices"' in page


def test_a_moderator_pays_two(make_officer: Callable[..., User], django_assert_num_queries: Queries) -> None:
    page = costs(make_officer(OfficeKind.MODERATOR), 2, django_assert_num_queries)
    assert 'data-count="desk"' in page


@pytest.mark.parametrize("place", [False, True])
def test_a_newcomer_pays_two_and_one_for_spaces_that_may_come(
    place: bool,
    make_user: Callable[..., User],
    make_institution: Callable[..., Any],
    make_staff: Callable[..., Staff],
    django_assert_num_queries: Queries,
) -> None:
    user = make_user()
    if place:
        make_staff(user, make_institution(), "teacher", Staff.State.ASKED)
    page = costs(user, 3 if place else 2, django_assert_num_queries)
    assert 'data-count="desk"' not in page


def test_the_numbers_are_those_of_today_the_rooms_and_the_notices(
    ours: School, theirs: School, join: Join, send: Callable[..., Proposal], make_officer: Callable[..., User]
) -> None:
    moderator = make_officer(OfficeKind.MODERATOR)
    assert entry_numbers(moderator) == {"today": 0, "desk": 0, "messages": 0}
    send(ours, theirs)
    today_changed(User.objects.all())
    recount_waiting()
    assert numbers_now(theirs.leader).today == 1
    assert len(numbers_now(theirs.leader).notices) == 1
    TodayNumber.objects.filter(user=theirs.leader).update(number=7, desk=5)
    assert (numbers_now(theirs.leader).today, numbers_now(theirs.leader).desk) == (7, 5)
    mark_notices_read(by=theirs.leader)
    assert numbers_now(theirs.leader).notices == ()


@pytest.mark.django_db
def test_a_visitor_has_none(django_assert_num_queries: Queries) -> None:
    with django_assert_num_queries(0):
        assert entry_numbers(None) == {"today": 0, "desk": 0, "messages": 0}
