from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from accounts.models import OfficeKind, User
from accounts.queries.offices import may_write
from community.models import Notice
from core.audit_reading import deeds_of
from core.errors import Conflict, Invalid, Refused
from twinning.actions.institution_verification import refuse_institution, suspend, verify_institution
from twinning.actions.merging import merge
from twinning.actions.people import ask_to_join
from twinning.actions.person_verification import verify_person
from twinning.models import Institution, Invitation, RegisterIdentifier, Role, SchoolClass, Staff
from twinning.queries.verification import due_at, institutions_to_verify, people_to_verify

Make = Callable[..., User]
School = Callable[..., Institution]
Place = Callable[..., Staff]
ASKED = Staff.State.ASKED


@pytest.fixture
def coordinator(make_officer: Make) -> User:
    return make_officer(OfficeKind.COORDINATOR, "KG")


def writes(user: User) -> bool:
    return may_write(User.objects.get(pk=user.pk))


def test_verifying_lets_verified_staff_write(
    coordinator: User, make_user: Make, make_institution: School, make_staff: Place
) -> None:
    school, leader, waiting = make_institution(state="claimed"), make_user(), make_user()
    make_staff(leader, school)
    make_staff(waiting, school, Role.TEACHER, ASKED)
    verify_institution(institution=school, ground="Called the school", by=coordinator)
    school.refresh_from_db()
    deed = deeds_of(school).get()
    assert (school.state, deed.deed, deed.ground, deed.by) == (
        "verified",
        "twinning.verify_institution",
        "Called the school",
        coordinator,
    )
    assert (writes(leader), writes(waiting)) == (True, False)
    assert set(Notice.objects.values_list("user", "key")) == {
        (leader.pk, "twinning.institution_verified"),
        (waiting.pk, "twinning.institution_verified"),
    }


def test_only_the_coordinator_of_the_country_without_interest_decides(
    coordinator: User, make_user: Make, make_institution: School, make_staff: Place, make_officer: Make
) -> None:
    school = make_institution(state="claimed")
    involved = make_officer(OfficeKind.COORDINATOR, "KG")
    make_staff(involved, school, Role.LEADER, ASKED)
    leader = make_user()
    make_staff(leader, school)
    for by in (
        leader,
        make_user(),
        involved,
        make_officer(OfficeKind.COORDINATOR, "EE"),
        make_officer(OfficeKind.MODERATOR),
    ):
        for verb in (verify_institution, suspend):
            with pytest.raises(Refused):
                verb(institution=school, ground="because", by=by)
        with pytest.raises(Refused):
            refuse_institution(institution=school, reason="other", words="", by=by)
    school.refresh_from_db()
    assert (school.state, deeds_of(school).count()) == ("claimed", 0)


@pytest.mark.parametrize("state", ["listed", "verified"])
def test_what_nobody_claimed_or_what_is_decided_is_not_verified(
    coordinator: User, make_institution: School, state: str
) -> None:
    school = make_institution(state=state)
    with pytest.raises(Conflict):
        verify_institution(institution=school, ground="because", by=coordinator)
    with pytest.raises(Invalid):
        verify_institution(institution=school, ground=" ", by=coordinator)
    school.refresh_from_db()
    assert school.state == state


@pytest.mark.parametrize(
    ("registered", "reason", "state", "hidden"),
    [(True, "person", "listed", False), (False, "unknown", "claimed", True), (False, "incomplete", "claimed", False)],
)
def test_a_refused_institution_goes_where_it_came_from(
    coordinator: User,
    make_user: Make,
    make_institution: School,
    make_staff: Place,
    registered: bool,
    reason: str,
    state: str,
    hidden: bool,
) -> None:
    school, user = make_institution(state="claimed"), make_user()
    place = make_staff(user, school, Role.LEADER, ASKED)
    if registered:
        RegisterIdentifier.objects.create(institution=school, source="giga", value="1")
    refuse_institution(institution=school, reason=reason, words="Write us.", by=coordinator)
    school.refresh_from_db()
    place.refresh_from_db()
    assert (school.state, school.hidden, place.state, place.ground) == (
        state,
        hidden,
        "refused",
        f"{reason}\nWrite us.",
    )
    assert Notice.objects.get(user=user).key == "twinning.person_refused"


def test_no_reason_refuses_nothing(coordinator: User, make_institution: School) -> None:
    school = make_institution(state="claimed")
    with pytest.raises(Invalid):
        refuse_institution(institution=school, reason="moon", words="", by=coordinator)
    school.refresh_from_db()
    assert (school.state, school.hidden) == ("claimed", False)


def test_suspending_takes_the_pen_and_verifying_gives_it_back(
    coordinator: User, make_user: Make, make_institution: School, make_staff: Place
) -> None:
    school, leader = make_institution(), make_user()
    make_staff(leader, school)
    suspend(institution=school, ground="complaints", by=coordinator)
    assert not writes(leader)
    with pytest.raises(Conflict):
        suspend(institution=school, ground="again", by=coordinator)
    verify_institution(institution=school, ground="settled", by=coordinator)
    assert writes(leader)


def test_merging_moves_people_identifiers_classes_and_leaves_a_signpost(
    coordinator: User, make_user: Make, make_institution: School, make_staff: Place
) -> None:
    keep, gone = make_institution("Keep", state="claimed"), make_institution("Gone")
    both, one = make_user(), make_user()
    make_staff(both, keep, Role.TEACHER, ASKED)
    make_staff(both, gone, Role.LEADER)
    make_staff(one, gone, Role.TEACHER)
    RegisterIdentifier.objects.create(institution=gone, source="giga", value="1")
    SchoolClass.objects.create(institution=gone, name="7b", age_from=12, age_to=13, size=20)
    merge(keep=keep, gone=gone, ground="the same building", by=coordinator)
    keep.refresh_from_db()
    gone.refresh_from_db()
    assert (keep.state, gone.merged_into, gone.hidden) == ("verified", keep, True)
    places = Staff.objects.filter(institution=keep, until=None).order_by("user")
    assert [(p.user, p.role, p.state) for p in places] == [(both, "leader", "verified"), (one, "teacher", "verified")]
    assert (keep.identifiers.count(), keep.classes.count(), gone.staff.count()) == (1, 1, 0)
    assert [deeds_of(school).get().deed for school in (keep, gone)] == ["twinning.merge_institutions"] * 2
    assert (writes(both), writes(one)) == (True, True)
    with pytest.raises(Conflict):
        merge(keep=keep, gone=gone, ground="again", by=coordinator)


def test_merging_needs_the_office_for_both_and_two_of_them(
    coordinator: User, make_user: Make, make_institution: School
) -> None:
    here, abroad = make_institution(), make_institution("Abroad", country="EE")
    for by, keep, gone in ((coordinator, here, abroad), (make_user(), here, make_institution("Second"))):
        with pytest.raises(Refused):
            merge(keep=keep, gone=gone, ground="", by=by)
    with pytest.raises(Invalid):
        merge(keep=here, gone=here, ground="", by=coordinator)
    assert not Institution.objects.exclude(merged_into=None).exists()


@pytest.mark.parametrize(
    ("asked", "due"),
    [((2026, 11, 23), (2026, 11, 26)), ((2026, 11, 19), (2026, 11, 24)), ((2026, 11, 21), (2026, 11, 25))],
)
def test_three_working_days(asked: tuple[int, int, int], due: tuple[int, int, int]) -> None:
    zone = ZoneInfo("Asia/Bishkek")
    assert due_at(datetime(*asked, 10, tzinfo=zone)) == datetime(*due, 10, tzinfo=zone)


@pytest.mark.parametrize("count", [1, 3])
def test_the_piles_hold_what_waits_and_take_as_many_queries_for_three_as_for_one(
    coordinator: User,
    make_user: Make,
    make_institution: School,
    make_staff: Place,
    count: int,
    django_assert_num_queries: Callable[..., object],
) -> None:
    make_institution("Abandoned", state="claimed")
    make_staff(make_user(), make_institution("Abroad", state="claimed", country="EE"), Role.LEADER, ASKED)
    led = make_institution("Led")
    make_staff(make_user(), led)
    make_staff(make_user(), led, Role.TEACHER, ASKED)
    schools = [make_institution(f"Waiting {n}", state="claimed") for n in range(count)]
    places = [make_staff(make_user(), school, Role.LEADER, ASKED) for school in schools]
    coordinator = User.objects.get(pk=coordinator.pk)
    with django_assert_num_queries(4):
        assert list(institutions_to_verify(coordinator)) == schools
    with django_assert_num_queries(2):
        assert list(people_to_verify(coordinator)) == places


@pytest.mark.parametrize("page", ["institutions", "people"])
def test_the_desk_exists_for_those_who_hold_the_office(
    coordinator: User, make_user: Make, signed_in: Callable[..., Client], client: Client, page: str
) -> None:
    address = f"/en/desk/{page}/"
    assert signed_in(coordinator).get(address).status_code == 200
    assert signed_in(make_user()).get(address).status_code == 404
    assert client.get(address).status_code == 302


def test_the_coordinator_decides_on_one_page(
    coordinator: User, make_user: Make, make_institution: School, make_staff: Place, signed_in: Callable[..., Client]
) -> None:
    User.objects.filter(pk=coordinator.pk).update(name="Bakyt Coordinator")
    school, user = make_institution("Waiting", state="claimed"), make_user("Asel Asanova")
    place = make_staff(user, school, Role.LEADER, ASKED)
    browser = signed_in(coordinator)
    address = f"/en/desk/institutions/{school.code}/"
    assert "Asel Asanova" in browser.get(address).content.decode()
    empty = browser.post(address, {"deed": "verify", "verify-ground": ""})
    assert (empty.status_code, Institution.objects.get(pk=school.pk).state) == (400, "claimed")
    assert browser.post(address, {"deed": "verify", "verify-ground": "Called"}).status_code == 302
    person = f"/en/desk/people/{place.code}/"
    assert browser.get(person).status_code == 200
    assert browser.post(person, {"deed": "verify", "verify-ground": "Called"}).status_code == 302
    place.refresh_from_db()
    assert (Institution.objects.get(pk=school.pk).state, place.state) == ("verified", "verified")
    assert "verified" in browser.get(person).text  # links to it live for long: it says what became of it
    trail = Client().get(f"/en/institutions/{school.code}/").content.decode()
    assert "The institution was verified" in trail
    assert ("Bakyt Coordinator" in trail, "coordinator" in trail) == (False, True)


def test_another_country_is_not_there(
    coordinator: User, make_user: Make, make_institution: School, make_staff: Place, signed_in: Callable[..., Client]
) -> None:
    abroad = make_institution(state="claimed", country="EE")
    place = make_staff(make_user(), abroad, Role.LEADER, ASKED)
    browser = signed_in(coordinator)
    for address in (f"/en/desk/institutions/{abroad.code}/", f"/en/desk/people/{place.code}/"):
        assert browser.post(address, {"deed": "verify", "verify-ground": "x"}).status_code == 404
    assert Institution.objects.get(pk=abroad.pk).state == "claimed"


def test_an_open_invitation_moves_with_a_merge(coordinator: User, make_institution: School) -> None:
    keep, gone = make_institution("Keep"), make_institution("Gone", state="listed")
    sender = make_institution("Sender")
    invitation = Invitation.objects.create(
        kind="partner",
        institution=sender,
        to_institution=gone,
        email="a@example.org",
        language="en",
        expires_at=datetime(2030, 1, 1, tzinfo=ZoneInfo("UTC")),
    )
    merge(keep=keep, gone=gone, ground="", by=coordinator)
    invitation.refresh_from_db()
    assert invitation.to_institution == keep


def test_an_administrator_stands_in_where_nobody_coordinates(
    coordinator: User, make_user: Make, make_institution: School, make_staff: Place, make_officer: Make
) -> None:
    chief = make_officer(OfficeKind.ADMINISTRATOR)
    here = make_staff(make_user(), make_institution("Here", state="claimed"), Role.LEADER, ASKED)
    abroad = make_staff(make_user(), make_institution("Abroad", state="claimed", country="EE"), Role.LEADER, ASKED)
    assert list(people_to_verify(chief)) == [abroad]
    with pytest.raises(Refused):
        verify_person(place=here, ground="I know them", by=chief)
    verify_person(place=abroad, ground="I know them", by=chief)
    here.refresh_from_db()
    abroad.refresh_from_db()
    assert (here.state, abroad.state) == (ASKED, Staff.State.VERIFIED)
    make_officer(OfficeKind.COORDINATOR, "")
    assert list(people_to_verify(chief)) == []


def test_an_administrator_is_told_where_nobody_coordinates(
    make_user: Make, make_institution: School, make_officer: Make
) -> None:
    chief, school = make_officer(OfficeKind.ADMINISTRATOR), make_institution("Abroad", state="listed", country="EE")
    ask_to_join(institution=school, role=Role.LEADER, by=make_user())
    assert [(n.user, n.key) for n in Notice.objects.all()] == [(chief, "twinning.asked")]
