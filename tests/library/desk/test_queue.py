from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import OfficeKind, User
from core.models import OutboxRow
from core.registry import desk_for, may_follow, today_for
from library.actions.claiming import claim_review
from library.actions.deciding import publish_practice, return_practice
from library.models import PracticeReview
from library.queries.review_queue import numbers, open_reviews, queue, reviews_visible_to
from library.showing.review_queue import found_in, row_of

Make = Callable[..., Any]
SignIn = Callable[[User], Client]


@pytest.fixture
def three(make_practice: Make, submit: Make) -> list[PracticeReview]:
    return [submit(make_practice(f"We measure the river {number}")) for number in range(3)]


def test_an_open_queue_hears_that_it_changed_and_nothing_more(
    review: PracticeReview, moderator: User, teacher: User
) -> None:
    OutboxRow.objects.all().delete()
    claim_review(review=review, by=moderator)
    assert list(OutboxRow.objects.filter(topic="practices").values_list("kind", "data")) == [("changed", {})]
    assert [may_follow(person, "practices") for person in (moderator, teacher, AnonymousUser())] == [True, False, False]


def set_due(review: PracticeReview, hours: int) -> None:
    PracticeReview.objects.filter(pk=review.pk).update(due_at=timezone.now() + timedelta(hours=hours, minutes=5))


def titles(user: User, show: str) -> list[str]:
    return [row.title[-1] for row in queue(user, show)]


def test_three_working_days_from_submitting(make_practice: Make, submit: Make) -> None:
    review = submit(make_practice())
    assert review.due_at > review.asked_at + timedelta(hours=71)
    assert review.due_at.weekday() < 6


def test_due_first_and_the_filters(three: list[PracticeReview], moderator: User, second: User) -> None:
    for review, hours in zip(three, (30, -2, 5), strict=True):
        set_due(review, hours)
    claim_review(review=three[0], by=moderator)
    claim_review(review=three[1], by=second)
    assert {show: titles(moderator, show) for show in ("all", "mine", "free", "overdue")} == {
        "all": ["1", "2", "0"],
        "mine": ["0"],
        "free": ["2"],
        "overdue": ["1"],
    }
    rows = [row_of(review, moderator) for review in queue(moderator)]
    assert [(row["due_state"], bool(row["holder"])) for row in rows] == [("late", True), ("soon", False), ("", True)]
    assert [str(tag.label) for tag in rows[0]["tags"]] == ["looks like another one"]


def test_what_the_head_of_the_desk_counts(three: list[PracticeReview], moderator: User) -> None:
    set_due(three[0], -2)
    for review in three:
        claim_review(review=review, by=moderator)
    publish_practice(review=three[0], by=moderator)
    return_practice(review=three[1], by=moderator, reason="quality", words="More, please.", language="en")
    found = numbers(moderator)
    assert (found.waiting, found.overdue, found.mine, found.decided, found.in_time) == (1, 0, 1, 2, 1)


def test_who_has_a_part_in_it_does_not_find_it_on_the_desk(
    review: PracticeReview, make_officer: Make, make_staff: Make, make_user: Make
) -> None:
    colleague = make_officer(OfficeKind.MODERATOR)
    make_staff(colleague, review.practice.institution)
    for user in (colleague, make_user(), make_officer(OfficeKind.COORDINATOR, "KG")):
        assert list(reviews_visible_to(User.objects.get(pk=user.pk))) == []
    assert list(reviews_visible_to(make_officer(OfficeKind.ADMINISTRATOR))) == [review]


def test_the_desk_and_today_tell_of_it(
    review: PracticeReview, teacher: User, moderator: User, make_officer: Make
) -> None:
    piles = {str(pile.label): pile.count(moderator) for pile in desk_for(moderator)}
    assert piles["Practices"] == 1
    assert "Practices" not in [str(pile.label) for pile in desk_for(make_officer(OfficeKind.COORDINATOR, "KG"))]
    claim_review(review=review, by=moderator)
    assert "You have claimed a practice: We measure the river together" in [item.text for item in today_for(moderator)]
    return_practice(review=review, by=moderator, reason="quality", words="More, please.", language="en")
    assert "Your practice was sent back; read why: We measure the river together" in [
        item.text for item in today_for(teacher)
    ]
    assert open_reviews(moderator).count() == 0


def asked(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_the_queue_asks_as_much_for_one_as_for_fifty(
    make_practice: Make, submit: Make, moderator: User, signed_in: SignIn
) -> None:
    submit(make_practice())
    client = signed_in(moderator)
    one = asked(client, "/en/desk/practices/")
    first = PracticeReview.objects.get()
    for number in range(59):
        practice = make_practice(f"Another {number}")
        practice.state = "submitted"
        practice.save(update_fields=["state"])
        PracticeReview.objects.create(
            practice=practice,
            asked_at=first.asked_at,
            due_at=first.due_at,
            snapshot={"title": practice.title},
            moderator=moderator if number % 2 else None,
            claimed_at=timezone.now(),
            worked_at=timezone.now(),
        )
    many = asked(client, "/en/desk/practices/")
    assert (many, many <= 16) == (one, True)
    page = client.get("/en/desk/practices/").content.decode()
    assert (page.count('class="queue"'), "Page 1 of 2" in page) == (50, True)
    assert client.get("/en/desk/practices/?page=2").status_code == 200


@pytest.mark.parametrize("query", ["?show=nonsense", "?page=0", "?page=-1", "?page=x", "?page=99", "?show=%00"])
def test_nonsense_in_the_address_is_no_page(
    review: PracticeReview, moderator: User, signed_in: SignIn, query: str
) -> None:
    assert signed_in(moderator).get(f"/en/desk/practices/{query}").status_code in {400, 404}


def test_findings_stand_by_weight_and_unknown_ones_do_not_break() -> None:
    rows = [
        {"code": "short", "weight": "remark", "params": {}},
        {"code": "same_text", "weight": "desk", "params": {"title": "T", "practice": "abc"}},
        {"code": "safety", "weight": "error", "params": {}},
        {"code": "later", "weight": "unheard"},
        {},
    ]
    assert [found.compare for found in found_in(rows)] == ["", "", ""]
    assert [(found.tone, found.compare) for found in found_in(rows, seen={"abc"})] == [
        ("bad", ""),
        ("gap", "abc"),
        ("gap", ""),
    ]
