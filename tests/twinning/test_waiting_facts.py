"""What is written about an institution before it is verified waits, and nobody but its writer and the desk reads it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from accounts.actions.erasing import delete_account
from accounts.models import OfficeKind, User
from core.errors import Conflict, Invalid, Refused, Stale
from core.models import Deed, FindableChange, Term
from core.permissions import allowed
from twinning.actions.classes import save_class
from twinning.actions.institution_names import set_name
from twinning.actions.institution_verification import refuse_institution, suspend, verify_institution
from twinning.actions.institutions import (
    NewInstitution,
    add_holiday,
    add_institution,
    edit_institution,
    remove_holiday,
)
from twinning.actions.merging import merge
from twinning.actions.people import ask_to_join, leave
from twinning.actions.person_verification import refuse_person
from twinning.actions.steps.institution_facts import InstitutionFacts
from twinning.actions.steps.register_lines import update_listed
from twinning.actions.wishes import create_wish
from twinning.judging.register_lines import RegisterLine
from twinning.models import Institution, InstitutionHoliday, Role, SchoolClass, Staff, WaitingFacts, Wish
from twinning.queries.classes import own_classes
from twinning.queries.institution_facts import facts_of, seen_mark, waiting_facts_visible_to
from twinning.queries.people import place_at
from twinning.queries.visibility import institutions_in_directory
from twinning.queries.wishes import own_wishes
from twinning.showing.institution_facts import differences
from twinning.wiring.findable import documents

Make = Callable[..., User]
School = Callable[..., Institution]
Place = Callable[..., Staff]
SignIn = Callable[[User], Client]
MARK = "Zugzwang"


@pytest.fixture
def listed(make_institution: School) -> Institution:
    return make_institution("Mektep", state="listed", place="Naryn", credit="Ministry")


@pytest.fixture
def coordinator(make_officer: Callable[..., User]) -> User:
    return make_officer(OfficeKind.COORDINATOR, "KG")


def facts(school: Institution, **more: object) -> InstitutionFacts:
    known = {
        "names": {"und": "Mektep", "ky": MARK},
        "official": "und",
        "kind": school.kind,
        "region": "",
        "place": MARK,
        "latin_name": school.latin_name,
        "website": f"https://{MARK}.example.org/",
        "time_zone": school.time_zone,
        "levels": [Term.objects.get(scheme="level", code="primary")],
        "themes": [Term.objects.get(scheme="theme", code="water")],
        "languages": [("ky", "native")],
        "connectivity": 2,
        "school_days": "123456",
    }
    return InstitutionFacts(**{**known, **more})  # type: ignore[arg-type]


def asked(school: Institution, by: User, role: str = "leader") -> Staff:
    place = ask_to_join(institution=school, role=role, by=by)
    school.refresh_from_db()
    return place


def propose(school: Institution, by: User, **more: object) -> None:
    edit_institution(institution=school, facts=facts(school, **more), version=school.version, by=by)
    add_holiday(institution=school, starts=date(2030, 1, 1), ends=date(2030, 1, 9), title=MARK, by=by)


def everything_of(school: Institution) -> dict[str, Any]:
    """Every column of everything that stands on the page."""
    school.refresh_from_db()
    kept = Institution.objects.filter(pk=school.pk).values().get()
    return {**kept, "facts": facts_of(school), "found": [doc.body for doc in documents([school.code])]}


def whole_database() -> str:
    """All words of all tables."""
    words = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            words += [str(cell) for row in cursor.fetchall() for cell in row]
    return "\n".join(words)


def test_the_page_of_a_listed_school_stays_public_and_as_it_was(make_user: Make, listed: Institution) -> None:
    before, user = everything_of(listed), make_user()
    FindableChange.objects.all().delete()
    asked(listed, user)
    propose(listed, user)
    assert everything_of(listed) == before
    assert institutions_in_directory().filter(pk=listed.pk).exists()
    assert [doc.audience for doc in documents([listed.code])] == ["public"]
    waiting = WaitingFacts.objects.get()
    assert {name: pair[1] for name, pair in waiting.said.items()} == {
        "name_ky": MARK,
        "place": MARK,
        "website": f"https://{MARK}.example.org/",
        "levels": ["primary"],
        "themes": ["water"],
        "languages": [["ky", "native"]],
        "connectivity": 2,
        "school_days": "123456",
        "free_days": [["2030-01-01", "2030-01-09", MARK]],
    }
    assert FindableChange.objects.count() == 0
    assert MARK not in "".join(str(deed.data) + deed.ground for deed in Deed.objects.all())


def test_nobody_else_sees_them(
    make_user: Make, listed: Institution, coordinator: User, make_officer: Make, make_staff: Place, signed_in: SignIn
) -> None:
    writer, rival = make_user(), make_user()
    asked(listed, writer)
    asked(listed, rival)
    propose(listed, writer)
    own_coordinator = make_officer(OfficeKind.COORDINATOR, "KG")
    make_staff(own_coordinator, listed, Role.TEACHER, Staff.State.ASKED)
    others = [make_user(), rival, own_coordinator, make_officer(OfficeKind.COORDINATOR, "EE")]
    others.append(make_officer(OfficeKind.MODERATOR))
    seen = [waiting_facts_visible_to(fresh(user)).count() for user in (writer, coordinator, *others)]
    assert seen == [1, 1, 0, 0, 0, 0, 0]
    pages = [f"/en/institutions/{listed.code}/", "/en/institutions/?q=Zugzwang", "/en/search/?q=Zugzwang"]
    pages += ["/en/join/?q=Naryn", f"/en/institutions/{listed.code}/edit/"]
    for client in (Client(), *(signed_in(user) for user in others)):
        for page in pages:
            said = client.get(page).content.decode()
            # The search repeats what was sought, in capitals as it was typed; never the address beside it.
            assert (page, f"{MARK}.example" in said, MARK in said and "q=" not in page) == (page, False, False)
    desk = f"/en/desk/institutions/{listed.code}/"
    own = signed_in(writer).get(pages[0]).content.decode()
    assert ("Your changes wait" in own, MARK in own, MARK in signed_in(coordinator).get(desk).text) == (True,) * 3


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


def test_the_writer_goes_on_from_what_they_wrote(make_user: Make, listed: Institution, signed_in: SignIn) -> None:
    user = make_user()
    asked(listed, user)
    browser = signed_in(user)
    address = f"/en/institutions/{listed.code}/edit/"
    page = browser.get(address)
    form = page.context["form"]
    sent = {name: form[name].value() for name in form.fields if form[name].value() not in (None, "", [])}
    assert "It waits for the coordinator" in page.text
    assert browser.post(address, {**sent, "place": MARK}).status_code == 302
    again = browser.get(address).context["form"]
    assert (again["place"].value(), again["name_und"].value()) == (MARK, "Mektep")
    assert browser.post(address, {**sent, "place": "Naryn"}).status_code == 302
    assert WaitingFacts.objects.count() == 0
    days = f"/en/institutions/{listed.code}/free-days/"
    assert browser.post(days, {"starts": "2030-01-01", "ends": "2030-01-02", "title": "Own"}).status_code == 302
    assert "Own" in browser.get(days).text
    gone = browser.post(f"{days}0/", {"starts": "2030-01-01", "ends": "2030-01-02"})
    assert (gone.status_code, WaitingFacts.objects.count(), InstitutionHoliday.objects.count()) == (302, 0, 0)
    assert browser.post(f"{days}0/", {"starts": "x"}).status_code == 404


def test_verifying_brings_them_onto_the_page(make_user: Make, listed: Institution, coordinator: User) -> None:
    user = make_user()
    asked(listed, user)
    propose(listed, user)
    verify_institution(institution=listed, ground="Called", by=coordinator, seen=seen_mark(listed))
    listed.refresh_from_db()
    assert (listed.state, listed.place, listed.connectivity) == ("verified", MARK, 2)
    assert listed.names.get(language="ky").text == MARK
    assert [day.title for day in listed.holidays.all()] == [MARK]
    assert WaitingFacts.objects.count() == 0
    assert FindableChange.objects.filter(code=listed.code).exists()
    deeds = Deed.objects.filter(deed="twinning.take_over_facts")
    assert list(deeds.values_list("by", "concerns")) == [(coordinator.pk, user.pk)]


def test_the_coordinator_leaves_them_out(make_user: Make, listed: Institution, coordinator: User) -> None:
    user, before = make_user(), facts_of(listed)
    asked(listed, user)
    propose(listed, user)
    verify_institution(institution=listed, ground="Called", facts="", by=coordinator)
    assert (
        facts_of(listed),
        WaitingFacts.objects.count(),
        Deed.objects.filter(deed="twinning.leave_out_facts").count(),
    ) == (
        before,
        0,
        1,
    )


def test_of_several_one_is_chosen(make_user: Make, listed: Institution, coordinator: User, signed_in: SignIn) -> None:
    first, second = make_user(), make_user()
    chosen = asked(listed, first)
    asked(listed, second)
    propose(listed, first, place="First")
    propose(listed, second, place="Second")
    for nonsense in (None, "nobodyhere"):
        with pytest.raises(Invalid) as wrong:
            verify_institution(institution=listed, ground="Called", facts=nonsense, by=coordinator)
        assert wrong.value.field == "facts"
    address = f"/en/desk/institutions/{listed.code}/"
    browser = signed_in(coordinator)
    assert browser.post(address, {"deed": "verify", "verify-ground": "Called"}).status_code == 400
    listed.refresh_from_db()
    assert (listed.state, WaitingFacts.objects.count()) == ("listed", 2)
    sent = {"deed": "verify", "verify-ground": "Called", "verify-facts": chosen.code}
    assert browser.post(address, sent).status_code == 302
    listed.refresh_from_db()
    assert (listed.state, listed.place, WaitingFacts.objects.count()) == ("verified", "First", 0)


def test_what_changed_after_it_was_read_is_not_taken_over(
    make_user: Make, listed: Institution, coordinator: User, signed_in: SignIn
) -> None:
    user = make_user()
    asked(listed, user)
    propose(listed, user, place="Harmless")
    browser = signed_in(coordinator)
    address = f"/en/desk/institutions/{listed.code}/"
    seen = browser.get(address).context["verify"]["seen"].value()
    propose(listed, user, place=MARK)
    with pytest.raises(Stale):
        verify_institution(institution=listed, ground="Called", by=coordinator, seen=seen)
    sent = {"deed": "verify", "verify-ground": "Called by day", "verify-seen": seen}
    answer = browser.post(address, sent)
    assert (answer.status_code, "Called by day" in answer.text, MARK in answer.text) == (400, True, True)
    listed.refresh_from_db()
    assert (listed.state, listed.place) == ("listed", "Naryn")
    assert browser.post(address, {**sent, "verify-seen": seen_mark(listed)}).status_code == 302


def withdraw(place: Staff, _coordinator: User) -> None:
    leave(place=place, by=place.user)


def refuse(place: Staff, coordinator: User) -> None:
    refuse_person(place=place, reason="person", words="", by=coordinator)


def refuse_all(place: Staff, coordinator: User) -> None:
    refuse_institution(institution=place.institution, reason="person", words="", by=coordinator)


def erase(place: Staff, _coordinator: User) -> None:
    delete_account(user=place.user, by=place.user)


@pytest.mark.parametrize("how", [withdraw, refuse, refuse_all, erase])
def test_nothing_of_it_remains(
    make_user: Make, listed: Institution, coordinator: User, how: Callable[[Staff, User], None]
) -> None:
    user, before = make_user(), everything_of(listed)
    place = asked(listed, user)
    propose(listed, user)
    wish = create_wish(institution=listed, by=user, language="en")
    Wish.objects.filter(pk=wish.pk).update(title=MARK)
    a_class(listed, user, name=MARK)
    assert MARK in whole_database()
    how(Staff.objects.get(pk=place.pk), coordinator)
    assert MARK not in whole_database()
    assert everything_of(listed) == before


def a_class(school: Institution, by: User, **more: Any) -> SchoolClass:
    from datetime import time

    known: dict[str, Any] = {"name": "7 B", "ages": (12, 13), "size": 20, "shift": 1, "languages": [("en", "B1")]}
    lessons = [(1, time(8), time(9))]
    return save_class(institution=school, by=by, lessons=lessons, **{**known, **more})


def test_who_has_only_asked_reads_nothing_of_another(make_user: Make, listed: Institution) -> None:
    one, other = make_user(), make_user()
    asked(listed, one)
    asked(listed, other)
    wish, group = create_wish(institution=listed, by=one, language="en"), a_class(listed, one)
    assert (list(own_wishes(one)), list(own_classes(one))) == ([wish], [group])
    assert (list(own_wishes(other)), list(own_classes(other))) == ([], [])
    assert [
        allowed(other, name, thing) for name, thing in (("twinning.prepare_wish", wish), ("twinning.edit_class", group))
    ] == [
        False,
        False,
    ]
    assert a_class(listed, other).name == group.name


def test_a_stranger_says_nothing_of_a_school_whose_leader_has_left(make_user: Make, make_institution: School) -> None:
    school, user = make_institution("Left"), make_user()
    asked(school, user)
    for verb in (propose, lambda school, by: set_name(institution=school, language="ky", text=MARK, by=by)):
        with pytest.raises(Refused):
            verb(school, user)
    assert (school.names.count(), WaitingFacts.objects.count()) == (1, 0)


def test_names_are_set_by_who_publishes(make_user: Make, listed: Institution) -> None:
    user = make_user()
    asked(listed, user)
    with pytest.raises(Refused):
        set_name(institution=listed, language="ky", text=MARK, by=user)
    assert listed.names.count() == 1


def test_the_people_of_a_suspended_school_wait_too(
    make_user: Make, make_institution: School, make_staff: Place, coordinator: User
) -> None:
    school, leader = make_institution("Paused", place="Naryn"), make_user()
    make_staff(leader, school)
    suspend(institution=school, ground="complaints", by=coordinator)
    school.refresh_from_db()
    propose(school, fresh(leader), names={"und": "Paused"})
    school.refresh_from_db()
    assert (school.place, WaitingFacts.objects.count()) == ("Naryn", 1)
    verify_institution(institution=school, ground="settled", by=coordinator)
    school.refresh_from_db()
    assert (school.place, WaitingFacts.objects.count()) == (MARK, 0)


def test_a_register_goes_on_beside_what_waits(make_user: Make, listed: Institution, coordinator: User) -> None:
    user = make_user()
    asked(listed, user)
    edit_institution(institution=listed, facts=facts(listed, place="Osh", region=""), version=1, by=user)
    line = RegisterLine(
        number=1, identifier="1", name="Mektep", latitude=41.0, longitude=75.0, region="Region", place="Town", level=""
    )
    assert update_listed(listed, line, write=True) == "changed"
    listed.refresh_from_db()
    (place,) = [d for d in differences(WaitingFacts.objects.get(), facts_of(listed)) if d.label == "Town or village"]
    assert (place.now, place.wanted, place.moved) == ("Town", "Osh", True)
    with pytest.raises(Stale):
        edit_institution(institution=listed, facts=facts(listed), version=1, by=user)
    verify_institution(institution=listed, ground="Called", by=coordinator)
    listed.refresh_from_db()
    assert (listed.region, listed.place) == ("Region", "Osh")


def test_joining_two_entries_takes_what_waits_along(
    make_user: Make, make_institution: School, listed: Institution, coordinator: User
) -> None:
    other, user = make_institution("Other", state="claimed"), make_user()
    asked(other, user)
    propose(other, user, names={"und": "Other"})
    merge(keep=listed, gone=other, ground="one", by=coordinator)
    assert WaitingFacts.objects.get().place.institution == listed
    verified = make_institution("Verified")
    merge(keep=verified, gone=listed, ground="one", by=coordinator)
    assert WaitingFacts.objects.count() == 0


def test_an_added_school_shows_its_name_to_members_and_its_link_to_nobody(
    make_user: Make, coordinator: User, client: Client, signed_in: SignIn
) -> None:
    user = make_user()
    kind = Term.objects.get(scheme="kind", code="school")
    link = f"https://{MARK}.example.org/"
    new = NewInstitution(name="Jany", language="ky", kind=kind, country="KG", place="Osh", website=link)
    place = add_institution(facts=new, role="leader", by=user)
    school = place.institution
    assert (school.website, WaitingFacts.objects.get().said["website"]) == ("", ["", link])
    address = f"/en/institutions/{school.code}/"
    assert (client.get(address).status_code, "Jany" in signed_in(make_user()).get(address).text) == (404, True)
    leave(place=place, by=fresh(user))
    assert signed_in(make_user()).get(address).status_code == 404
    assert signed_in(coordinator).get(address).status_code == 200


def test_a_place_that_ended_meanwhile_says_nothing(make_user: Make, listed: Institution) -> None:
    user = make_user()
    place = asked(listed, user)
    assert place_at(user, listed) == place  # as a request that began before
    Staff.objects.filter(pk=place.pk).update(until="2026-01-01T00:00:00Z")
    with pytest.raises(Conflict):
        propose(listed, user)
    assert WaitingFacts.objects.count() == 0


def test_days_that_wait_are_taken_away_again(make_user: Make, listed: Institution) -> None:
    user, day = make_user(), date(2030, 1, 1)
    there = InstitutionHoliday.objects.create(institution=listed, starts=day, ends=day, title="Known")
    asked(listed, user)
    remove_holiday(holiday=there, by=user)
    assert (list(listed.holidays.all()), WaitingFacts.objects.get().said["free_days"][1]) == ([there], [])
    add_holiday(institution=listed, starts=day, ends=day, title="Known", by=user)
    assert WaitingFacts.objects.count() == 0
