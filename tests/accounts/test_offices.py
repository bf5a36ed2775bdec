from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import translation

from accounts.actions.offices import end_office, give_office
from accounts.forms.offices import OfficeForm
from accounts.models import Office, OfficeKind, User
from accounts.queries.offices import is_administrator, offices_of
from core.audit_reading import deeds_of
from core.errors import Conflict, Invalid, Refused


@pytest.fixture
def boss(make_officer: Callable[..., User]) -> User:
    return make_officer(OfficeKind.ADMINISTRATOR)


def test_an_office_is_given_and_stands_in_the_log(boss: User, make_user: Callable[..., User]) -> None:
    person = make_user()
    office = give_office(user=person, office="coordinator", country="KG", by=boss, ground="ministry letter 7")
    assert offices_of(person) == {"coordinator": frozenset({"KG"})}
    deed = deeds_of(office).get()
    assert (deed.deed, deed.by, list(deed.concerns.all()), deed.ground) == (
        "accounts.give_office",
        boss,
        [person],
        "ministry letter 7",
    )


def test_a_stranger_gives_nothing(make_user: Callable[..., User]) -> None:
    stranger, person = make_user(), make_user()
    with pytest.raises(Refused):
        give_office(user=person, office="moderator", by=stranger)
    assert Office.objects.count() == 0


@pytest.mark.parametrize(
    ("office", "country", "field"),
    [("king", "", "office"), ("moderator", "KG", "country"), ("coordinator", "XX", "country"), ("", "", "office")],
)
def test_nonsense_is_refused(boss: User, make_user: Callable[..., User], office: str, country: str, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        give_office(user=make_user(), office=office, country=country, by=boss)
    assert refused.value.field == field
    assert Office.objects.count() == 1


def test_nobody_gets_it_twice(boss: User, make_user: Callable[..., User]) -> None:
    person = make_user()
    give_office(user=person, office="moderator", by=boss)
    with pytest.raises(Conflict):
        give_office(user=person, office="moderator", by=boss)
    assert person.offices.count() == 1


def test_the_superuser_flag_mirrors_the_administrator(boss: User, make_user: Callable[..., User]) -> None:
    person = make_user()
    office = give_office(user=person, office="administrator", by=boss)
    person.refresh_from_db()
    assert (person.is_superuser, person.is_staff) == (True, True)
    end_office(office=office, by=boss)
    person = User.objects.get(pk=person.pk)
    assert (person.is_superuser, is_administrator(person)) == (False, False)


def test_another_office_leaves_the_flag_alone(boss: User, make_user: Callable[..., User]) -> None:
    founder = make_user(is_superuser=True)
    give_office(user=founder, office="moderator", by=boss)
    founder.refresh_from_db()
    assert founder.is_superuser


def test_an_office_ends_once(boss: User, make_user: Callable[..., User]) -> None:
    person = make_user()
    office = give_office(user=person, office="moderator", by=boss)
    end_office(office=office, by=boss, ground="moved away")
    assert offices_of(User.objects.get(pk=person.pk)) == {}
    with pytest.raises(Conflict):
        end_office(office=office, by=boss)
    assert [deed.deed for deed in deeds_of(office)] == ["accounts.end_office", "accounts.give_office"]


def test_a_stranger_ends_nothing(boss: User, make_user: Callable[..., User]) -> None:
    office = boss.offices.get()
    with pytest.raises(Refused):
        end_office(office=office, by=make_user())
    office.refresh_from_db()
    assert office.until is None


def test_the_last_administrator_stays(boss: User) -> None:
    with pytest.raises(Conflict):
        end_office(office=boss.offices.get(), by=boss)
    assert is_administrator(User.objects.get(pk=boss.pk))


def test_the_desk_gives_and_ends(
    boss: User, make_user: Callable[..., User], signed_in: Callable[[User], Client]
) -> None:
    person, client = make_user(), signed_in(boss)
    given = client.post(
        "/en/desk/offices/", {"address": person.email.upper(), "office": "coordinator", "country": "KG", "ground": "ok"}
    )
    assert given.status_code == 302
    office = person.offices.get()
    assert (office.office, office.country, office.granted_by) == ("coordinator", "KG", boss)
    assert client.post(f"/en/desk/offices/{office.pk}/end/").status_code == 302
    office.refresh_from_db()
    assert office.until is not None
    assert client.post(f"/en/desk/offices/{office.pk}/end/").status_code == 409


def test_the_desk_keeps_what_was_typed(boss: User, signed_in: Callable[[User], Client]) -> None:
    page = signed_in(boss).post(
        "/en/desk/offices/", {"address": "nobody@example.org", "office": "moderator", "country": "KG", "ground": "why"}
    )
    assert page.status_code == 200
    assert "Nobody has an account with this address." in page.text
    assert "nobody@example.org" in page.text


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_same_for_one_and_three(
    boss: User,
    make_officer: Callable[..., User],
    signed_in: Callable[[User], Client],
    django_assert_num_queries: Callable[[int], object],
    rows: int,
) -> None:
    for _ in range(rows - 1):
        make_officer(OfficeKind.MODERATOR)
    client = signed_in(boss)
    client.get("/en/desk/offices/")
    with django_assert_num_queries(QUERIES):  # type: ignore[attr-defined]
        page = client.get("/en/desk/offices/")
    assert page.text.count('aria-label="End the office: ') == rows


QUERIES = 7  # session, person, their offices, their places, a kept entry, the notices, the list


def test_countries_stand_in_the_order_of_the_kyrgyz_alphabet() -> None:
    with translation.override("ky"):
        names = [str(label) for code, label in OfficeForm().fields["country"].choices if code]  # type: ignore[attr-defined]
    assert names.index("Норвегия") < names.index("Өзбекстан") < names.index("Польша")
