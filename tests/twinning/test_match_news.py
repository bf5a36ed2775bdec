"""Lists that are open hear of a wish that belongs to them now: whom it concerns, how often, and what the page says."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core.models import OutboxRow
from tests.twinning.test_wishes import make_wish
from twinning.actions.duties.packing_wishes import number_changes
from twinning.actions.duties.telling_lists import tell_lists
from twinning.actions.steps.packed_wishes import pack_wishes
from twinning.models import Institution, Role, ShownList, ShownMatch, Staff, Wish
from twinning.queries.shown_lists import new_in_list
from twinning.queries.socket_topics import may_follow_matches

pytestmark = pytest.mark.django_db
Make = Callable[..., Institution]
SignIn = Callable[[User], Client]


@pytest.fixture
def school(make_institution: Make) -> Institution:
    return make_institution("Ala-Too")


@pytest.fixture
def leader(make_user: Callable[..., User], make_staff: Callable[..., Staff], school: Institution) -> User:
    user = make_user("Gulzat")
    make_staff(user, school)
    return user


@pytest.fixture
def wish(school: Institution) -> Wish:
    return make_wish(school)


def foreign(make_institution: Make, name: str, **more: str) -> Wish:
    return make_wish(make_institution(name, country="EE"), **more)


def told() -> list[str]:
    return list(OutboxRow.objects.filter(topic__startswith="matches:").order_by("pk").values_list("topic", flat=True))


def look(client: Client, wish: Wish) -> None:
    assert client.get(reverse("twinning:suggestions", args=[wish.code])).status_code == 200


def news_page(client: Client, wish: Wish) -> str:
    return client.get(reverse("twinning:match_news", args=[wish.code]), {"part": ""}).text


def test_a_new_wish_reaches_the_page_that_was_open(
    leader: User, wish: Wish, make_institution: Make, signed_in: SignIn
) -> None:
    client = signed_in(leader)
    foreign(make_institution, "First")
    look(client, wish)
    number_changes()
    assert (tell_lists(), told(), new_in_list(wish)) == (0, [], 0)
    foreign(make_institution, "Second")
    number_changes()
    assert (tell_lists(), told()) == (1, [f"matches:{wish.code}"])
    page = news_page(client, wish)
    assert ("1 new in your list" in page, ShownList.objects.count()) == (True, 1)
    look(client, wish)
    assert "new in your list" not in news_page(client, wish)


def test_who_never_looked_or_looked_long_ago_hears_nothing(
    leader: User, wish: Wish, make_institution: Make, signed_in: SignIn
) -> None:
    foreign(make_institution, "First")
    assert (number_changes(), tell_lists(), new_in_list(wish)) == (2, 0, 0)
    look(signed_in(leader), wish)
    ShownList.objects.update(at=timezone.now() - timedelta(days=31))
    foreign(make_institution, "Second")
    assert (number_changes(), tell_lists(), told()) == (1, 0, [])


def test_a_list_hears_at_most_once_a_minute_and_nothing_is_lost(
    leader: User, wish: Wish, make_institution: Make, signed_in: SignIn
) -> None:
    look(signed_in(leader), wish)
    now = timezone.now()
    foreign(make_institution, "First")
    number_changes()
    assert (tell_lists(now), tell_lists(now)) == (1, 0)
    foreign(make_institution, "Second")
    number_changes()
    assert tell_lists(now + timedelta(seconds=59)) == 0
    assert (tell_lists(now + timedelta(seconds=61)), len(told()), new_in_list(wish)) == (1, 2, 2)


def test_who_does_not_fit_or_stands_there_already_is_no_news(
    leader: User, wish: Wish, make_institution: Make, signed_in: SignIn
) -> None:
    known = foreign(make_institution, "First")
    look(signed_in(leader), wish)
    number_changes()
    Wish.objects.filter(pk=known.pk).update(months=9)
    pack_wishes(known)
    foreign(make_institution, "No common language", de="B1")
    assert (number_changes(), tell_lists()) == (2, 0)


def test_only_who_is_better_than_the_last_of_a_full_list_is_news(
    leader: User, wish: Wish, make_institution: Make, signed_in: SignIn
) -> None:
    for n in range(20):
        foreign(make_institution, f"Kool {n}")
    look(signed_in(leader), wish)
    number_changes()
    shown = ShownList.objects.get()
    assert (ShownMatch.objects.count(), shown.last_value) == (20, ShownMatch.objects.get(rank=20).score)
    foreign(make_institution, "As good as the last")
    assert (number_changes(), tell_lists()) == (1, 0)
    ShownList.objects.update(last_value=(shown.last_value or 0) - 0.01)
    foreign(make_institution, "Better than the last")
    assert (number_changes(), tell_lists()) == (1, 1)


def test_only_colleagues_follow_and_read(
    leader: User,
    wish: Wish,
    make_user: Callable[..., User],
    make_staff: Callable[..., Staff],
    make_institution: Make,
    signed_in: SignIn,
) -> None:
    teacher, asker, stranger = make_user("Teacher"), make_user("Asker"), make_user("Stranger")
    make_staff(teacher, wish.institution, Role.TEACHER)
    make_staff(asker, wish.institution, Role.TEACHER, Staff.State.ASKED)
    make_staff(stranger, make_institution("Kool", country="EE"))
    assert [may_follow_matches(one, wish.code) for one in (leader, teacher, asker, stranger)] == [
        True,
        True,
        False,
        False,
    ]
    assert (may_follow_matches(leader, "nonsense"), may_follow_matches(leader, "")) == (False, False)
    url = reverse("twinning:match_news", args=[wish.code])
    assert [signed_in(one).get(url).status_code for one in (leader, stranger)] == [302, 404]
