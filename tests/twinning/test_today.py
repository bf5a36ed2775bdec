"""Today: what waits for each role, the most pressing first, at the same cost for one thing and for three."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import OfficeKind, User
from accounts.views.today import _greeting
from community.actions.steps.notices import notify
from community.models import Report
from core.registry import TodayItem, today_for
from core.terms import terms_of
from twinning.models import Institution, Role, RulesConsent, SchoolClass, Staff, Wish

Make = Callable[..., User]
School = Callable[..., Institution]
Place = Callable[..., Staff]
SignIn = Callable[[User], Client]
ASKED = Staff.State.ASKED
PAGE = "/en/accounts/home/"


def said(user: User) -> list[str]:
    return [str(item.text) for item in today_for(User.objects.get(pk=user.pk))]


def test_what_is_due_first_comes_first_and_the_rest_by_weight() -> None:
    now = datetime(2027, 1, 11, 9, tzinfo=UTC)

    def item(name: str, order: int, hours: float | None = None) -> TodayItem:
        return TodayItem(name, "/", order, due=now + timedelta(hours=hours) if hours is not None else None)

    items = [item("light", 60), item("far", 50, 100), item("soon", 10, 10), item("sooner", 50, 5), item("late", 90, -1)]
    items.append(item("heavy", 5))
    assert [i.text for i in sorted(items, key=TodayItem.place)] == ["late", "sooner", "soon", "far", "heavy", "light"]
    assert [i.state(now) for i in items] == ["", "", "soon", "soon", "late", ""]


@pytest.mark.parametrize(
    ("hour", "words"), [(6, "Good morning"), (11, "Good day"), (18, "Good evening"), (0, "Good evening")]
)
def test_the_greeting_goes_by_the_clock(hour: int, words: str) -> None:
    assert _greeting(hour) == words


@pytest.mark.parametrize(("hour", "words"), [(8, "Good morning"), (13, "Good day"), (20, "Good evening")])
def test_two_people_at_one_moment_are_greeted_each_by_their_own_clock(
    hour: int, words: str, make_user: Callable[..., User], signed_in: Callable[[User], Client]
) -> None:
    """Whatever the server's clock says: somewhere it is this hour now. Etc/GMT-6 lies east of Greenwich."""
    ahead = (hour - datetime.now(UTC).hour + 11) % 24 - 11
    person = make_user("Asel", time_zone=f"Etc/GMT{-ahead:+d}" if ahead else "Etc/GMT")
    assert f"{words}, Asel!" in signed_in(person).get("/en/accounts/home/").text


def test_visitors_are_led_to_log_in(client: Client, db: None) -> None:
    assert client.get(PAGE).status_code == 302


def test_a_newcomer_confirms_finds_a_school_and_waits(
    make_user: Make, make_institution: School, make_staff: Place, make_officer: Make
) -> None:
    user = make_user()
    user.emailaddress_set.update(verified=False)
    assert said(user) == ["Confirm your e-mail address", "Find my institution"]
    user.emailaddress_set.update(verified=True)
    place = make_staff(user, make_institution("Ala-Too", state="claimed"), Role.LEADER, ASKED)
    assert said(user) == ["Your verification is on its way: Ala-Too"]
    Staff.objects.filter(pk=place.pk).update(state=Staff.State.REFUSED)
    assert said(user) == ["You were not verified: Ala-Too", "Find my institution"]


@pytest.mark.parametrize(("state", "prepares"), [("claimed", True), ("listed", True), ("verified", False)])
def test_who_waits_is_promised_what_is_true(
    make_user: Make, make_institution: School, make_staff: Place, signed_in: SignIn, state: str, prepares: bool
) -> None:
    """Before asking, and while waiting: Today, and the pages that are promised."""
    school, user = make_institution("Ala-Too", state=state), make_user()
    make_staff(make_user("Gulzat"), school) if state == "verified" else None
    promise = "prepare classes and wishes"
    assert (promise in signed_in(user).get(reverse("twinning:join", args=[school.code])).text) == prepares
    make_staff(user, school, Role.TEACHER, ASKED)
    (item,) = today_for(User.objects.get(pk=user.pk))
    assert (promise in str(item.why)) == prepares
    assert ("Describe a class" in signed_in(user).get(reverse("twinning:classes")).text) == prepares


def test_a_leader_signs_verifies_and_opens(make_user: Make, make_institution: School, make_staff: Place) -> None:
    school, leader = make_institution("Ala-Too", rules=False), make_user()
    make_staff(leader, school)
    Wish.objects.create(institution=school, title="Water", language="en")
    make_staff(make_user("Asel"), school, Role.TEACHER, ASKED)
    assert said(leader) == [
        "Asel asks to join: Ala-Too",
        "Sign the rules of safe work",
        "A wish is begun and not opened: Water",
    ]
    teacher = make_user()
    make_staff(teacher, school, Role.TEACHER)
    assert said(teacher) == []


def test_a_whole_wish_is_opened_from_the_page(
    make_user: Make, make_institution: School, make_staff: Place, signed_in: SignIn
) -> None:
    school, leader = make_institution("Ala-Too"), make_user()
    make_staff(leader, school)
    group = SchoolClass.objects.create(institution=school, name="7-B", age_from=12, age_to=13, size=24)
    wish = Wish.objects.create(institution=school, title="Water", language="en", school_class=group)

    def buttons() -> list[str]:
        return [item.at_once.url for item in today_for(User.objects.get(pk=leader.pk)) if item.at_once]

    opens = reverse("twinning:open_wish", args=[wish.code])
    assert buttons() == []
    Wish.objects.update(starts=date(2027, 1, 1))
    wish.points.create(criterion="work", term=terms_of("work")[0])
    assert buttons() == []  # nobody knows yet in which languages the class works
    group.languages.create(language="ky", level="native")
    assert buttons() == [opens]
    Institution.objects.update(state="claimed")
    assert buttons() == []
    Institution.objects.update(state="verified")
    teacher = make_user()
    make_staff(teacher, school, Role.TEACHER)
    assert signed_in(teacher).post(opens).status_code == 403
    assert Wish.objects.get().state == "draft"
    client = signed_in(leader)
    assert "Open the wish" in client.get(PAGE).text
    answer = client.post(opens, {"back": "today"})
    assert answer.headers["Location"] == reverse("twinning:suggestions", args=[wish.code])
    assert (Wish.objects.get().state, said(leader)) == ("open", [])


def test_offices_read_their_piles_and_until_when(
    make_user: Make, make_institution: School, make_staff: Place, make_officer: Make, signed_in: SignIn
) -> None:
    make_staff(make_user(), make_institution("Waiting", state="claimed"), Role.LEADER, ASKED)
    late = timezone.now() - timedelta(hours=3)
    Report.objects.create(object_type="person", object_id="x", reason="spam", due_at=late, about=make_user())
    people = [
        make_officer(office, country)
        for office, country in (
            (OfficeKind.MODERATOR, ""),
            (OfficeKind.COORDINATOR, "KG"),
            (OfficeKind.ADMINISTRATOR, ""),
        )
    ]
    assert [said(person) for person in people] == [
        ["Reports: 1"],
        ["Institutions to verify: 1", "People to verify: 1"],
        ["Reports: 1", "Institutions to verify: 1"],
    ]
    page = signed_in(people[0]).get(PAGE).text
    assert ("today-late" in page, "/en/desk/reports/" in page) == (True, True)


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_for_one_and_for_three(
    make_user: Make, make_institution: School, make_staff: Place, signed_in: SignIn, count: int,
    django_assert_num_queries: Any,
) -> None:  # fmt: skip
    school, leader = make_institution("Ala-Too"), make_user(name="Aida")
    make_staff(leader, school)
    for number in range(count):
        make_staff(make_user(), school, Role.TEACHER, ASKED)
        Wish.objects.create(institution=school, title="Water", language="en")
        notify(user=leader, key="community.report_kept", dedupe=f"x{number}")
    client = signed_in(leader)
    client.get(PAGE)  # what it counts is kept, and not stored again while it stays the same
    with django_assert_num_queries(28):
        page = client.get(PAGE).text
    assert (page.count('class="r" data-row'), page.count("/read/")) == (2 * count, count)


def test_an_empty_day_says_what_one_could_do(
    make_user: Make, make_institution: School, make_staff: Place, signed_in: SignIn
) -> None:
    leader, school = make_user(), make_institution()
    make_staff(leader, school)
    page = signed_in(leader).get(PAGE).text
    assert all(part in page for part in ("Nothing waits for you.", "/en/partners/", "/en/institutions/"))
    assert RulesConsent.objects.count() == 1
