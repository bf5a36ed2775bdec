from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from accounts.actions.erasing import delete_account
from accounts.models import OfficeKind, User
from accounts.queries.offices import may_write
from community.models import Notice
from community.texts.notices import sentence, with_people
from core.audit_reading import deeds_of
from core.errors import Conflict, Invalid, Refused
from core.models import Deed
from twinning.actions import people as verbs
from twinning.actions.duties.erasing import erase_people
from twinning.actions.person_verification import refuse_person, verify_person
from twinning.models import Institution, Invitation, RegisterIdentifier, Role, Staff
from twinning.queries.personal_data import people_data

Make = Callable[..., User]
School = Callable[..., Institution]
Place = Callable[..., Staff]
ASKED, VERIFIED = Staff.State.ASKED, Staff.State.VERIFIED


class Visitor:
    is_authenticated = False
    is_active = False
    pk = None


def writes(user: User) -> bool:
    return may_write(User.objects.get(pk=user.pk))


def deed_names(school: Institution) -> list[str]:
    return [deed.deed for deed in deeds_of(school).order_by("pk")]


def test_asking_leaves_a_listed_institution_in_the_list_and_tells_the_coordinator(
    make_user: Make, make_institution: School, make_officer: Make
) -> None:
    school, user = make_institution(state="listed"), make_user()
    coordinator = make_officer(OfficeKind.COORDINATOR, "KG")
    elsewhere = make_officer(OfficeKind.COORDINATOR, "EE")
    place = verbs.ask_to_join(institution=school, role="leader", subject=" English\x00 ", words="a\nb", by=user)
    school.refresh_from_db()
    assert (place.role, place.state, place.subject, place.words) == ("leader", ASKED, "English", "a\nb")
    assert (school.state, deed_names(school)) == ("listed", ["twinning.ask_to_join"])
    assert list(Notice.objects.values_list("user", "key")) == [(coordinator.pk, "twinning.asked")]
    assert elsewhere.pk != coordinator.pk
    assert not writes(user)


def test_asking_where_there_is_a_leader_tells_the_leader(
    make_user: Make, make_institution: School, make_staff: Place
) -> None:
    school, leader = make_institution(), make_user()
    make_staff(leader, school)
    verbs.ask_to_join(institution=school, role="teacher", by=make_user())
    notice = Notice.objects.get()
    assert (notice.user, notice.url) == (leader, f"/en/institutions/{school.code}/people/")


def test_asking_twice_gives_the_same_place(make_user: Make, make_institution: School) -> None:
    school, user = make_institution(), make_user()
    first = verbs.ask_to_join(institution=school, role="teacher", by=user)
    assert verbs.ask_to_join(institution=school, role="leader", by=user) == first
    assert Staff.objects.count() == Deed.objects.filter(deed="twinning.ask_to_join").count() == 1


def test_asking_is_refused_to_a_visitor(make_institution: School) -> None:
    with pytest.raises(Refused):
        verbs.ask_to_join(institution=make_institution(state="listed"), role="teacher", by=Visitor())
    assert (Staff.objects.count(), Institution.objects.get().state) == (0, "listed")


def test_nonsense_is_no_role_and_a_suspended_or_hidden_one_takes_nobody(
    make_user: Make, make_institution: School
) -> None:
    user = make_user()
    with pytest.raises(Invalid):
        verbs.ask_to_join(institution=make_institution(), role="king", by=user)
    for more in ({"state": "suspended"}, {"hidden": True}):
        with pytest.raises(Conflict):
            verbs.ask_to_join(institution=make_institution(**more), role="teacher", by=user)
    assert Staff.objects.count() == 0


def test_a_sixth_open_question_waits(make_user: Make, make_institution: School) -> None:
    user = make_user()
    for _ in range(5):
        verbs.ask_to_join(institution=make_institution(), role="teacher", by=user)
    with pytest.raises(Conflict):
        verbs.ask_to_join(institution=make_institution(), role="teacher", by=user)
    assert Staff.objects.count() == 5


def test_leaving_ends_the_place_and_the_standing(make_user: Make, make_institution: School, make_staff: Place) -> None:
    school, user = make_institution(), make_user()
    place = make_staff(user, school, Role.TEACHER)
    verbs.leave(place=place, by=user)
    place.refresh_from_db()
    assert place.until is not None
    assert not writes(user)
    with pytest.raises(Conflict):
        verbs.leave(place=place, by=user)


def test_nobody_leaves_for_another(make_user: Make, make_institution: School, make_staff: Place) -> None:
    school = make_institution()
    place, stranger = make_staff(make_user(), school), make_user()
    with pytest.raises(Refused):
        verbs.leave(place=place, by=stranger)
    place.refresh_from_db()
    assert (place.until, writes(place.user)) == (None, True)


def test_a_colleague_does_not_end_my_place(make_user: Make, make_institution: School, make_staff: Place) -> None:
    school, teacher = make_institution(), make_user()
    place = make_staff(make_user(), school)
    make_staff(teacher, school, Role.TEACHER)
    with pytest.raises(Refused):
        verbs.leave(place=place, by=teacher)
    place.refresh_from_db()
    assert place.until is None


def test_the_leader_ends_the_place_of_who_has_left(
    make_user: Make, make_institution: School, make_staff: Place
) -> None:
    school, leader, deputy = make_institution(), make_user(), make_user()
    own, gone = make_staff(leader, school), make_staff(make_user(), school, Role.TEACHER)
    make_staff(deputy, school, Role.DEPUTY)
    verbs.leave(place=gone, by=deputy)
    assert (writes(gone.user), Notice.objects.get().key) == (False, "twinning.place_ended")
    with pytest.raises(Refused):
        verbs.leave(place=own, by=deputy)
    assert writes(leader)


def test_a_claim_given_up_brings_a_register_back_to_the_list(make_user: Make, make_institution: School) -> None:
    school, user = make_institution(state="listed"), make_user()
    RegisterIdentifier.objects.create(institution=school, source="giga", value="1")
    place = verbs.ask_to_join(institution=school, role="leader", by=user)
    verbs.leave(place=place, by=user)
    school.refresh_from_db()
    assert school.state == "listed"


def test_the_leader_gives_and_takes_a_role(make_user: Make, make_institution: School, make_staff: Place) -> None:
    school, leader = make_institution(), make_user()
    make_staff(leader, school)
    colleague = make_staff(make_user(), school, Role.TEACHER)
    verbs.change_role(place=colleague, role="deputy", by=leader)
    colleague.refresh_from_db()
    deed = Deed.objects.get(deed="twinning.change_role")
    assert (colleague.role, deed.data, list(deed.concerns.all())) == (
        "deputy",
        {"from": "teacher", "to": "deputy"},
        [colleague.user],
    )


def test_a_teacher_gives_no_roles(make_user: Make, make_institution: School, make_staff: Place) -> None:
    school, teacher = make_institution(), make_user()
    own = make_staff(teacher, school, Role.TEACHER)
    for place in (own, make_staff(make_user(), school, Role.TEACHER)):
        with pytest.raises(Refused):
            verbs.change_role(place=place, role="deputy", by=teacher)
    assert set(Staff.objects.values_list("role", flat=True)) == {"teacher"}


@pytest.mark.parametrize("role", ["leader", "", "king"])
def test_no_role_makes_a_second_leader(make_user: Make, make_institution: School, make_staff: Place, role: str) -> None:
    school, leader = make_institution(), make_user()
    make_staff(leader, school)
    place = make_staff(make_user(), school, Role.TEACHER)
    with pytest.raises(Invalid):
        verbs.change_role(place=place, role=role, by=leader)
    place.refresh_from_db()
    assert place.role == "teacher"


def test_a_deputy_does_not_unseat_the_leader(make_user: Make, make_institution: School, make_staff: Place) -> None:
    school, deputy = make_institution(), make_user()
    leader = make_staff(make_user(), school)
    make_staff(deputy, school, Role.DEPUTY)
    with pytest.raises(Conflict):
        verbs.change_role(place=leader, role="teacher", by=deputy)
    with pytest.raises(Refused):
        verbs.hand_over(institution=school, to=leader, by=deputy)
    leader.refresh_from_db()
    assert leader.role == "leader"


def test_handing_over_swaps_leader_and_colleague(make_user: Make, make_institution: School, make_staff: Place) -> None:
    school, leader = make_institution(), make_user()
    own, colleague = make_staff(leader, school), make_staff(make_user(), school, Role.TEACHER)
    verbs.hand_over(institution=school, to=colleague, by=leader)
    own.refresh_from_db()
    colleague.refresh_from_db()
    assert (own.role, colleague.role) == ("deputy", "leader")
    with pytest.raises(Refused):
        verbs.hand_over(institution=school, to=own, by=leader)


def test_one_hands_over_to_a_verified_colleague_alone(
    make_user: Make, make_institution: School, make_staff: Place
) -> None:
    school, leader = make_institution(), make_user()
    own = make_staff(leader, school)
    asked = make_staff(make_user(), school, Role.TEACHER, ASKED)
    foreign = make_staff(make_user(), make_institution("Other"), Role.TEACHER)
    for place in (own, asked, foreign):
        with pytest.raises(Invalid):
            verbs.hand_over(institution=school, to=place, by=leader)
    own.refresh_from_db()
    assert own.role == "leader"


def test_the_leader_verifies_and_the_person_may_write_and_is_told(
    make_user: Make, make_institution: School, make_staff: Place
) -> None:
    school, leader, user = make_institution(), make_user(), make_user()
    make_staff(leader, school)
    place = make_staff(user, school, Role.TEACHER, ASKED)
    verify_person(place=place, ground="She works beside me", by=leader)
    place.refresh_from_db()
    assert (place.state, place.decided_by, place.ground) == (VERIFIED, leader, "She works beside me")
    assert writes(user)
    assert list(Notice.objects.values_list("user", "key")) == [(user.pk, "twinning.person_verified")]
    with pytest.raises(Conflict):
        verify_person(place=place, ground="again", by=leader)


def test_nobody_verifies_themselves_nor_a_stranger(
    make_user: Make, make_institution: School, make_staff: Place, make_officer: Make
) -> None:
    school, user = make_institution(), make_user()
    place = make_staff(user, school, Role.TEACHER, ASKED)
    elsewhere = make_officer(OfficeKind.COORDINATOR, "EE")
    for by in (user, make_user(), elsewhere, Visitor()):
        with pytest.raises(Refused):
            verify_person(place=place, ground="because", by=by)
    place.refresh_from_db()
    assert (place.state, writes(user)) == (ASKED, False)


def test_the_coordinator_verifies_the_first_and_leaves_later_ones_to_the_leader(
    make_user: Make, make_institution: School, make_staff: Place, make_officer: Make
) -> None:
    school, coordinator = make_institution(), make_officer(OfficeKind.COORDINATOR, "KG")
    first = make_staff(make_user(), school, Role.LEADER, ASKED)
    later = make_staff(make_user(), school, Role.TEACHER, ASKED)
    verify_person(place=first, ground="called the school", by=coordinator)
    with pytest.raises(Refused):
        verify_person(place=later, ground="called the school", by=coordinator)
    later.refresh_from_db()
    assert later.state == ASKED


@pytest.mark.parametrize("ground", ["", "  \x00 ", "x" * 2001])
def test_without_a_ground_nobody_is_verified(
    make_user: Make, make_institution: School, make_staff: Place, ground: str
) -> None:
    school, leader = make_institution(), make_user()
    make_staff(leader, school)
    place = make_staff(make_user(), school, Role.TEACHER, ASKED)
    with pytest.raises(Invalid):
        verify_person(place=place, ground=ground, by=leader)
    place.refresh_from_db()
    assert place.state == ASKED


def test_a_refusal_is_read_by_the_person_with_its_reason(
    make_user: Make, make_institution: School, make_staff: Place, signed_in: Callable[..., object]
) -> None:
    school, leader, user = make_institution(), make_user(), make_user(language="ru")
    make_staff(leader, school)
    place = make_staff(user, school, Role.TEACHER, ASKED)
    refuse_person(place=place, reason="person", words="Nobody knows you here.", by=leader)
    place.refresh_from_db()
    assert place.state == Staff.State.REFUSED
    page = signed_in(user).get("/en/my/").content.decode()  # type: ignore[attr-defined]
    assert "it was not confirmed that the person works there" in page
    assert "Nobody knows you here." in page
    notice = Notice.objects.get(user=user)
    assert (notice.key, notice.params["reason"]["ru"]) == (
        "twinning.person_refused",
        "не подтвердилось, что человек там работает",
    )


def test_a_stranger_refuses_nobody_and_no_reason_is_none(
    make_user: Make, make_institution: School, make_staff: Place
) -> None:
    school, leader = make_institution(), make_user()
    make_staff(leader, school)
    place = make_staff(make_user(), school, Role.TEACHER, ASKED)
    with pytest.raises(Refused):
        refuse_person(place=place, reason="person", words="", by=make_user())
    with pytest.raises(Invalid):
        refuse_person(place=place, reason="moon", words="", by=leader)
    place.refresh_from_db()
    assert place.state == ASKED


def test_who_was_refused_may_ask_again(make_user: Make, make_institution: School, make_staff: Place) -> None:
    school, leader, user = make_institution(), make_user(), make_user()
    make_staff(leader, school)
    refuse_person(place=make_staff(user, school, Role.TEACHER, ASKED), reason="other", words="", by=leader)
    again = verbs.ask_to_join(institution=school, role="teacher", by=User.objects.get(pk=user.pk))
    assert (again.state, Staff.objects.filter(user=user).count()) == (ASKED, 2)


def test_personal_data_is_given_and_forgotten(make_user: Make, make_institution: School) -> None:
    school, user = make_institution("My school"), make_user()
    verbs.ask_to_join(institution=school, role="teacher", subject="Maths", words="call me", by=user)
    (place,) = people_data(user, "en")["places"]
    assert (place["institution"], place["subject"], place["words"]) == ("My school", "Maths", "call me")
    erase_people(user)
    assert people_data(user, "en")["places"] == []


@pytest.mark.parametrize("asking", [1, 3])
def test_the_name_in_a_notice_goes_with_its_person(
    make_user: Make, make_institution: School, make_staff: Place, asking: int, django_assert_num_queries: Any
) -> None:
    """The notice holds a code: nothing in it has to be changed for that."""
    school, leader = make_institution("Ala-Too"), make_user()
    make_staff(leader, school)
    people = [make_user(f"Asker {number}") for number in range(asking)]
    for person in people:
        verbs.ask_to_join(institution=school, role="teacher", by=person)
    rows = list(Notice.objects.filter(user=leader).order_by("seq"))
    with django_assert_num_queries(1):
        said = [sentence(row) for row in with_people(rows)]
    assert said == [f"Asker {number} asks to join: Ala-Too" for number in range(asking)]
    delete_account(user=people[0], by=people[0])
    row = Notice.objects.get(pk=rows[0].pk)
    assert (row.params, sentence(row)) == (rows[0].params, "Somebody who has left asks to join: Ala-Too")


def test_a_notice_names_the_institution_as_its_reader_reads_at_that_moment(
    make_user: Make, make_institution: School, make_staff: Place
) -> None:
    """Not as it was called in the language that the person had when they were told."""
    school, leader, teacher = make_institution("Школа «Кен-Ороон»"), make_user(language="ky"), make_user(language="en")
    make_staff(leader, school)
    place = verbs.ask_to_join(institution=school, role="teacher", by=teacher)
    verify_person(place=place, ground="We know each other.", by=leader)
    rows = Notice.objects.filter(key__in=["twinning.asked", "twinning.person_verified"]).order_by("pk")
    said = {}
    for language in ("ky", "ru", "en"):
        with override(language):
            said[language] = [("Ken-Oroon" in sentence(row), "Кен-Ороон" in sentence(row)) for row in rows]
    assert said == {"ky": [(False, True)] * 2, "ru": [(False, True)] * 2, "en": [(True, False)] * 2}


def test_an_older_notice_holds_one_name_and_still_shows_legible_letters(make_user: Make) -> None:
    row = Notice(user=make_user(), key="twinning.person_verified", params={"institution": "Школа «Кен-Ороон»"})
    with override("en"):
        assert sentence(row) == "You are verified: Shkola «Ken-Oroon»"
    with override("ru"):
        assert "Школа «Кен-Ороон»" in sentence(row)


def test_a_title_in_a_notice_stays_as_it_was_written(make_user: Make) -> None:
    row = Notice(user=make_user(), key="community.room_mention", params={"title": "Суу жана тоо"})
    with override("en"):
        assert "Суу жана тоо" in sentence(row)


def test_a_forgotten_person_takes_their_address_along_and_no_words_of_others(
    make_user: Make, make_institution: School
) -> None:
    school, user, leader = make_institution(), make_user(email="mine@example.org"), make_user()
    user.emailaddress_set.create(email="theirs@example.org", verified=False)
    for email in ("Mine@example.org", "theirs@example.org"):
        Invitation.objects.create(
            kind="colleague",
            institution=school,
            email=email,
            language="en",
            by=leader,
            words="Come!",
            expires_at=timezone.now(),
        )
    erase_people(user)
    found = Invitation.objects.order_by("pk").values_list("email", "words")
    # The second address was only written down by them, never proved.
    assert list(found) == [("", "Come!"), ("theirs@example.org", "Come!")]


PAGES = ("people/", "edit/", "free-days/", "")


@pytest.mark.parametrize(
    ("role", "state", "statuses"),
    [
        (Role.LEADER, VERIFIED, (200, 200, 200, 200)),
        (Role.DEPUTY, VERIFIED, (200, 200, 200, 200)),
        (Role.TEACHER, VERIFIED, (200, 403, 403, 200)),
        (Role.TEACHER, ASKED, (404, 403, 403, 200)),
        (None, VERIFIED, (404, 403, 403, 200)),
    ],
)
def test_pages_of_an_institution_by_role(
    make_user: Make,
    make_institution: School,
    make_staff: Place,
    signed_in: Callable[..., object],
    role: str | None,
    state: str,
    statuses: tuple[int, ...],
) -> None:
    school, user = make_institution(), make_user()
    colleague = make_staff(make_user(), school)
    if role:
        make_staff(user, school, role, state)
    browser: object = signed_in(user)
    found = tuple(browser.get(f"/en/institutions/{school.code}/{page}").status_code for page in PAGES)  # type: ignore[attr-defined]
    acts = role in {Role.LEADER, Role.DEPUTY}
    assert found == statuses
    person = f"/en/institutions/{school.code}/people/{colleague.code}/"
    assert browser.get(person).status_code == (200 if acts else 404)  # type: ignore[attr-defined]


def test_names_are_for_colleagues_and_counts_for_strangers(
    make_user: Make, make_institution: School, make_staff: Place, signed_in: Callable[..., object]
) -> None:
    school, leader = make_institution(), make_user("Asel Asanova")
    make_staff(leader, school)
    address = f"/en/institutions/{school.code}/"
    seen = {
        who: "Asel Asanova" in signed_in(user).get(address).content.decode()  # type: ignore[attr-defined]
        for who, user in (("leader", leader), ("stranger", make_user()))
    }
    assert seen == {"leader": True, "stranger": False}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "This person is verified already. Nothing was changed."),
        ("ky", "Бул адам мурунтан эле ырасталган. Эч нерсе өзгөргөн жок."),
        ("ru", "Этот человек уже подтверждён. Ничего не изменилось."),
    ],
)
@pytest.mark.parametrize("back", ["", "today"])
def test_who_says_a_second_time_that_they_know_somebody_is_told_so(
    make_user: Make,
    make_institution: School,
    make_staff: Place,
    signed_in: Callable[..., Client],
    language: str,
    said: str,
    back: str,
) -> None:
    school, leader, teacher = make_institution(), make_user(), make_user()
    make_staff(leader, school)
    place = make_staff(teacher, school, Role.TEACHER, ASKED)
    make_staff(teacher, make_institution("Elsewhere"), Role.TEACHER)
    address = f"/{language}/institutions/{school.code}/people/{place.code}/"
    there = f"/{language}/accounts/home/" if back else f"/{language}/institutions/{school.code}/people/"
    browser, form = signed_in(leader), {"deed": "verify", "verify-ground": "I know them", "back": back}
    assert browser.post(address, form)["Location"] == there
    browser.get(there)
    kept = Staff.objects.filter(pk=place.pk).values().get(), Deed.objects.count()
    for deed in ("verify", "refuse"):
        answer = browser.post(address, {**form, "deed": deed, "verify-ground": "Again"}, follow=True)
        assert (answer.redirect_chain, said in answer.text) == ([(there, 302)], True)
    assert (Staff.objects.filter(pk=place.pk).values().get(), Deed.objects.count()) == kept
    assert signed_in(teacher).post(address, form).status_code == 404


def test_the_leader_decides_gives_a_role_hands_over_and_ends_on_the_page(
    make_user: Make, make_institution: School, make_staff: Place, signed_in: Callable[..., object]
) -> None:
    school, leader = make_institution(), make_user()
    own, place = make_staff(leader, school), make_staff(make_user(), school, Role.TEACHER, ASKED)
    browser: object = signed_in(leader)
    address = f"/en/institutions/{school.code}/people/{place.code}/"
    for sent, status in (
        ({"deed": "verify", "verify-ground": ""}, 400),
        ({"deed": "verify", "verify-ground": "A colleague"}, 302),
        ({"deed": "role", "role": "king"}, 400),
        ({"deed": "role", "role": "deputy"}, 302),
        ({"deed": "hand_over"}, 302),
        ({"deed": "end"}, 403),
    ):
        assert (sent, browser.post(address, sent).status_code) == (sent, status)  # type: ignore[attr-defined]
    own.refresh_from_db()
    place.refresh_from_db()
    assert (own.role, place.role, place.state, place.until) == ("deputy", "leader", "verified", None)
