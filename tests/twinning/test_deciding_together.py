"""The coordinator sees what is known of a school and decides about it and its first people in one step."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import OfficeKind, User
from accounts.queries.offices import may_write
from community.models import Notice
from core.audit_reading import deeds_of, ground_for
from core.errors import Conflict, Invalid, Refused
from core.models import Deed
from tests.walking import joined
from twinning.actions.institution_verification import verify_with_people
from twinning.actions.person_verification import verify_person
from twinning.actions.steps.institution_names import NameToWrite, write_names
from twinning.models import Institution, RegisterIdentifier, RegisterImport, RegisterRow, Role, Staff, WaitingFacts
from twinning.queries.register_evidence import register_entries
from twinning.showing.known_facts import known_of

Make = Callable[..., User]
School = Callable[..., Institution]
Place = Callable[..., Staff]
Browser = Callable[[User], Client]
ASKED = Staff.State.ASKED


@pytest.fixture
def coordinator(make_officer: Make) -> User:
    return make_officer(OfficeKind.COORDINATOR, "KG")


@pytest.fixture
def school(make_institution: School) -> Institution:
    return make_institution("Ala-Too", state="claimed", region="Naryn", place="At-Bashy")


@pytest.fixture
def first(school: Institution, make_user: Make, make_staff: Place) -> Staff:
    return make_staff(make_user("Asel Asanova"), school, Role.LEADER, ASKED)


def fresh(person: User) -> User:
    return User.objects.get(pk=person.pk)


def state_of(school: Institution, *places: Staff) -> list[str]:
    return [Institution.objects.get(pk=school.pk).state, *(Staff.objects.get(pk=place.pk).state for place in places)]


def test_both_are_decided_in_one_step_and_each_is_recorded_and_told(
    coordinator: User, school: Institution, first: Staff
) -> None:
    verify_with_people(institution=school, people=[first], ground="Called the school", by=coordinator, check="visit")
    assert (state_of(school, first), may_write(fresh(first.user))) == (["verified", "verified"], True)
    deeds = deeds_of(school).order_by("pk")
    assert [(deed.deed, deed.ground, deed.by) for deed in deeds] == [
        ("twinning.verify_person", "Called the school", coordinator),
        ("twinning.verify_institution", "Called the school", coordinator),
    ]
    assert [ground_for(deed, fresh(first.user)) for deed in deeds] == ["Called the school"] * 2
    assert set(Notice.objects.filter(user=first.user).values_list("key", flat=True)) == {
        "twinning.person_verified",
        "twinning.institution_verified",
    }


def test_either_may_be_decided_alone(
    coordinator: User, school: Institution, first: Staff, signed_in: Browser, make_institution: School
) -> None:
    browser, address = signed_in(coordinator), f"/en/desk/institutions/{school.code}/"
    assert browser.post(address, {"deed": "verify", "verify-ground": "Called"}).status_code == 302
    assert state_of(school, first) == ["verified", "asked"]
    verify_person(place=first, ground="Called", by=coordinator)
    assert state_of(school, first) == ["verified", "verified"]


def test_several_people_at_once_whatever_they_ask_to_be(
    coordinator: User, school: Institution, first: Staff, make_user: Make, make_staff: Place
) -> None:
    others = [make_staff(make_user(), school, role, ASKED) for role in (Role.DEPUTY, Role.DEPUTY, Role.TEACHER)]
    verify_with_people(institution=school, people=[first, *others], ground="Called", by=coordinator)
    assert state_of(school, first, *others) == ["verified"] * 5


def test_nobody_decides_in_their_own_case(
    school: Institution, first: Staff, make_officer: Make, make_staff: Place, make_user: Make
) -> None:
    own = make_officer(OfficeKind.COORDINATOR, "KG")
    place = make_staff(own, school, Role.TEACHER, ASKED)
    for person in (own, make_user(), make_officer(OfficeKind.COORDINATOR, "EE"), None):
        for people in ([first], [place], []):
            with pytest.raises(Refused):
                verify_with_people(institution=school, people=people, ground="I say so", by=person)
    assert (state_of(school, first, place), Deed.objects.count()) == (["claimed", "asked", "asked"], 0)


def test_where_one_of_both_cannot_be_decided_neither_is(
    coordinator: User, school: Institution, first: Staff, make_institution: School, make_user: Make, make_staff: Place
) -> None:
    done = make_staff(make_user(), school, Role.LEADER, Staff.State.REFUSED)
    elsewhere = make_staff(make_user(), make_institution(state="claimed"), Role.LEADER, ASKED)
    for people, fault in (([first, done], Conflict), ([first, elsewhere], Invalid)):
        with pytest.raises(fault):
            verify_with_people(institution=school, people=people, ground="Called", by=coordinator)
    with pytest.raises(Invalid):
        verify_with_people(institution=school, people=[first], ground=" ", by=coordinator)
    with pytest.raises(Invalid):
        verify_with_people(institution=school, people=[first], ground="Called", by=coordinator, check="magic")
    assert (state_of(school, first), Deed.objects.count()) == (["claimed", "asked"], 0)


def test_the_page_offers_only_whom_this_person_may_verify(
    coordinator: User, school: Institution, first: Staff, make_user: Make, make_staff: Place, signed_in: Browser
) -> None:
    browser, address = signed_in(coordinator), f"/en/desk/institutions/{school.code}/"
    box = f'name="verify-people" value="{first.code}"'
    assert box in browser.get(address).text
    sent = {"deed": "verify", "verify-ground": "", "verify-people": first.code}
    again = browser.post(address, sent)
    assert (again.status_code, bool(re.search(rf'value="{first.code}"[^>]* checked', again.text))) == (400, True)
    assert browser.post(address, {**sent, "verify-ground": "Called"}).status_code == 302
    assert state_of(school, first) == ["verified", "verified"]
    Institution.objects.filter(pk=school.pk).update(state="claimed")
    teacher = make_staff(make_user("Teacher Who Asks"), school, Role.TEACHER, ASKED)
    assert f'value="{teacher.code}"' not in browser.get(address).text  # the leader verifies them
    forged = browser.post(address, {"deed": "verify", "verify-ground": "x", "verify-people": teacher.code})
    assert (forged.status_code, state_of(school, teacher)) == (302, ["verified", "asked"])


def test_the_page_of_the_person_leads_to_both(
    coordinator: User, school: Institution, first: Staff, signed_in: Browser
) -> None:
    browser, address = signed_in(coordinator), f"/en/desk/people/{first.code}/"
    assert "Decide about both" in browser.get(address).text
    Institution.objects.filter(pk=school.pk).update(state="verified")
    assert "Decide about both" not in browser.get(address).text


def test_website_latin_name_and_region_are_seen_by_whoever_decides(
    coordinator: User, school: Institution, first: Staff, signed_in: Browser
) -> None:
    WaitingFacts.objects.create(place=first, said={"website": ["", "https://ala-too.example.org/"]})
    for address in (f"/en/desk/institutions/{school.code}/", f"/en/desk/people/{first.code}/"):
        text = joined(signed_in(coordinator).get(address).text)
        assert '<a href="https://ala-too.example.org/" rel="nofollow noopener noreferrer">' in text
        assert ("<dd>Naryn Region</dd>" in text, "<dd>Ala-Too</dd>" in text) == (True, True)
    assert "At-Bashy, Naryn Region" in signed_in(coordinator).get("/en/desk/institutions/").text


def test_what_is_said_beside_the_page_is_marked_and_a_script_is_no_link(school: Institution, first: Staff) -> None:
    waiting = WaitingFacts(place=first, said={"website": ["", "javascript:alert(1)"], "region": ["Naryn", "Osh"]})
    assert [(fact.text, fact.url, fact.waits) for fact in known_of(school, [waiting])] == [
        ("Ala-Too", "", False),
        ("Naryn Region", "", False),
        ("Osh Region", "", True),
        ("At-Bashy", "", False),
        ("javascript:alert(1)", "", True),
    ]


def test_the_desk_links_registers_and_the_row_that_matches(
    coordinator: User,
    school: Institution,
    first: Staff,
    make_institution: School,
    signed_in: Browser,
    make_officer: Make,
) -> None:
    upload = {"country": "KG", "source": "kg-edu", "file": "x", "file_name": "schools.csv"}
    RegisterImport.objects.create(**upload)
    register = RegisterImport.objects.create(**upload)
    RegisterIdentifier.objects.create(institution=school, source="kg-edu", value="4711")
    listed = make_institution("Listed", state="listed")
    write_names([NameToWrite(listed, "Ala-Too", "ru", official=True)])
    RegisterIdentifier.objects.create(institution=listed, source="kg-edu", value="4712")
    RegisterRow.objects.create(
        register=register, number=12, verdict="suspect", name="Ала-Тоо", institution=listed, suspect_of=school
    )
    text = joined(signed_in(coordinator).get(f"/en/desk/institutions/{school.code}/").text)
    assert f'<a href="/en/desk/registers/{register.code}/">kg-edu</a>: 4711' in text
    assert "Row 12: Ала-Тоо" in text
    assert ("/en/desk/registers/suspects/" in text, "Register kg-edu: 4712" in text) == (True, True)
    assert 'href="/en/desk/registers/"' in signed_in(coordinator).get("/en/desk/").text
    moderator = make_officer(OfficeKind.MODERATOR)
    assert 'href="/en/desk/registers/"' not in signed_in(moderator).get("/en/desk/").text


def test_registers_of_another_country_are_not_linked(school: Institution, make_officer: Make) -> None:
    RegisterImport.objects.create(country="EE", source="ee-edu", file="x", file_name="koolid.csv")
    RegisterIdentifier.objects.create(institution=school, source="ee-edu", value="1")
    coordinator = make_officer(OfficeKind.COORDINATOR, "KG")
    assert [(entry.source, entry.register) for entry in register_entries(school, coordinator)] == [("ee-edu", None)]
