"""What worked in schools like the reader's: who is shown it, which schools count, what it costs."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from library.models import Adoption, Practice
from library.queries.catalogue import catalogue, forget_catalogue
from library.queries.schools_alike import worked_alike
from tests.library.shelf_world import published
from twinning.models import Institution, SchoolClass, Staff

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]


@pytest.fixture
def village(make_institution: Make) -> Callable[..., Institution]:
    """A school with one class, of the second shift in a village where nothing else is said."""

    def make(name: str, *, place: str = "Казыбек айылы", shift: int = 2, size: int = 27, **more: Any) -> Institution:
        school: Institution = make_institution(name, place=place, **more)
        SchoolClass.objects.create(institution=school, name="7", age_from=12, age_to=13, size=size, shift=shift)
        return school

    return make


@pytest.fixture
def reader(make_user: Make, make_staff: Make, village: Callable[..., Institution]) -> User:
    user: User = make_user("Reader")
    make_staff(user, village("Ours"))
    return user


def tell(practice: Practice, *schools: Institution, worked: str = "yes") -> None:
    for school in schools:
        Adoption.objects.create(practice=practice, institution=school, language="ky", outcome="Good", worked=worked)


def titles(user: Any) -> dict[str, int] | None:
    forget_catalogue()
    found = worked_alike(user, catalogue())
    names = dict(Practice.objects.values_list("translation_key", "title"))
    return None if found is None else {names[key]: schools for key, schools in found.schools.items()}


def test_the_most_reported_stands_first(reader: User, village: Make, make_institution: Make) -> None:
    author = make_institution("Author")
    once, twice, failed = (published(author, title) for title in ("Once", "Twice", "Failed"))
    one, two, three = (village(f"Like {number}") for number in range(3))
    tell(once, three)
    tell(twice, one, two)
    tell(failed, one, two, worked="no")
    assert titles(reader) == {"Twice": 2, "Once": 1}


def test_unlike_schools_and_ones_own_do_not_speak(reader: User, village: Make, make_institution: Make) -> None:
    ours = Institution.objects.get(latin_name="Ours")
    author = make_institution("Author")
    theirs, own = published(author, "Theirs"), published(ours, "Own")
    unlike = [village("Town", place="Нарын", shift=1), village("Small", shift=1, size=12), make_institution("Silent")]
    tell(theirs, *unlike, ours)
    assert titles(reader) is None
    likes = [village(f"Like {number}") for number in range(3)]
    tell(own, *likes)
    assert titles(reader) is None
    tell(theirs, *likes)
    assert titles(reader) == {"Theirs": 3}


def test_two_reports_are_too_few(reader: User, village: Make, make_institution: Make) -> None:
    practice = published(make_institution("Author"))
    tell(practice, village("One"), village("Two", place="Нарын шаары"))
    assert titles(reader) is None
    tell(practice, village("Three", shift=1))
    assert titles(reader) == {"A water diary": 3}


def test_what_a_moderator_hid_or_a_school_took_back_does_not_speak(
    reader: User, village: Make, make_institution: Make
) -> None:
    practice = published(make_institution("Author"))
    tell(practice, *(village(f"Like {number}") for number in range(3)))
    Adoption.objects.filter(institution__latin_name="Like 0").update(state="hidden")
    assert titles(reader) is None


def test_who_has_no_school_or_tells_nothing_of_it_is_shown_nothing(
    reader: User, village: Make, make_user: Make, make_staff: Make, make_institution: Make
) -> None:
    tell(published(make_institution("Author")), *(village(f"Like {number}") for number in range(3)))
    alone, silent, asked = make_user("Alone"), make_user("Silent"), make_user("Asked")
    make_staff(silent, make_institution("Nothing said", place="Казыбек айылы"))
    make_staff(asked, Institution.objects.get(latin_name="Ours"), "teacher", Staff.State.ASKED)
    assert [titles(user) for user in (AnonymousUser(), None, alone, silent, asked)] == [None] * 5
    assert titles(reader) == {"A water diary": 3}


def test_the_page_says_what_like_yours_means(
    reader: User, village: Make, make_institution: Make, signed_in: Callable[[User], Client]
) -> None:
    author = make_institution("Author")
    tell(published(author, "Told"), *(village(f"Like {number}") for number in range(3)))
    published(author, "Untold")
    forget_catalogue()
    client = signed_in(reader)
    page = " ".join(client.get("/en/library/").content.decode().split())
    above = page.partition('id="like"')[2].partition("</section>")[0]
    for words in (
        "like yours in two of three at least: in a village, two shifts, 21 to 35 pupils in a class",
        "worked in 3 schools like yours",
        ">Told</a>",
    ):
        assert words in above
    assert "Untold" not in above
    assert 'id="like"' not in Client().get("/en/library/").content.decode()
    assert 'id="like"' not in client.get("/en/library/?kind=lesson").content.decode()
    alike = client.get("/en/library/?like=yes").content.decode()
    assert (">Told</a>" in alike, ">Untold</a>" in alike) == (True, False)
    assert ">Untold</a>" in Client().get("/en/library/?like=yes").content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_first_page_costs_a_member_the_same_however_many(
    reader: User, village: Make, make_institution: Make, signed_in: Callable[[User], Client], rows: int
) -> None:
    likes = [village(f"Like {number}") for number in range(3)]
    for number in range(rows):
        tell(published(make_institution(f"Author {number}"), f"Practice {number}"), *likes)
    forget_catalogue()
    client = signed_in(reader)
    client.get("/en/library/")
    with CaptureQueriesContext(connection) as asked:
        page = client.get("/en/library/")
    assert (page.content.decode().count('class="prac-card"'), len(asked)) == (rows, 25)
