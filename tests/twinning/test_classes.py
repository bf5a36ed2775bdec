"""Classes: saved, changed, archived; the page keeps what was typed and says what is wrong."""

from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import User
from core.errors import Conflict, Invalid, Refused, Stale
from core.models import Deed
from core.permissions import allowed
from tests.walking import joined
from twinning.actions.classes import archive_class, save_class
from twinning.models import ClassLanguage, Institution, LessonTime, Role, SchoolClass, Staff, Wish
from twinning.queries.lesson_shifts import OTHER, SHIFTS, cells_of, lessons_of, rows_of, shift_kind

MORNING = [(1, time(8), time(8, 40)), (2, time(8, 45), time(9, 25))]
FACTS: dict[str, Any] = {
    "name": "7-Б",
    "ages": (12, 13),
    "size": 26,
    "shift": 1,
    "languages": [("ky", "native"), ("en", "A2")],
    "lessons": MORNING,
}


@pytest.fixture
def school(make_institution: Callable[..., Institution]) -> Institution:
    return make_institution("Көпүрө")


@pytest.fixture
def leader(make_user: Callable[..., User], make_staff: Callable[..., Staff], school: Institution) -> User:
    user = make_user("Айгүл")
    make_staff(user, school)
    return user


def saved(school: Institution, by: User, **more: Any) -> SchoolClass:
    return save_class(institution=school, by=by, **{**FACTS, **more})


def opened(group: SchoolClass, by: User) -> Wish:
    return Wish.objects.create(
        institution=group.institution,
        school_class=group,
        by=by,
        language="ky",
        state=Wish.State.OPEN,
        title="Letters",
        starts=date(2027, 1, 1),
        opened_at=timezone.now(),
    )


def facts(group: SchoolClass) -> dict[str, Any]:
    group = SchoolClass.objects.get(pk=group.pk)
    return {
        "name": group.name,
        "ages": (group.age_from, group.age_to),
        "size": group.size,
        "shift": group.shift,
        "languages": sorted(group.languages.values_list("language", "level"), reverse=True),
        "lessons": list(group.lessons.values_list("weekday", "starts", "ends")),
    }


def test_saves_a_class_with_languages_and_lessons(school: Institution, leader: User) -> None:
    group = saved(school, leader)
    assert facts(group) == FACTS
    assert (group.version, group.institution) == (1, school)
    assert list(Deed.objects.values_list("deed", "by")) == [("twinning.add_class", leader.pk)]


def test_changes_it_as_a_whole_and_leaves_an_open_wish_open(school: Institution, leader: User) -> None:
    group = saved(school, leader)
    wish = opened(group, leader)
    later = {**FACTS, "size": 30, "shift": 2, "languages": [("ru", "C1")], "lessons": [(5, time(13), time(13, 40))]}
    save_class(institution=school, by=leader, school_class=group, version=1, **later)
    assert facts(group) == later
    wish.refresh_from_db()
    assert (wish.state, wish.school_class.version if wish.school_class else 0) == (Wish.State.OPEN, 2)


def test_the_second_of_two_who_change_it_is_told(school: Institution, leader: User) -> None:
    group = saved(school, leader)
    saved(school, leader, school_class=group, version=1, size=30)
    with pytest.raises(Stale):
        saved(school, leader, school_class=group, version=1, size=12)
    assert facts(group)["size"] == 30


def test_a_stranger_saves_and_archives_nothing(
    make_user: Callable[..., User],
    make_institution: Callable[..., Institution],
    make_staff: Callable[..., Staff],
    school: Institution,
    leader: User,
) -> None:
    group, stranger = saved(school, leader), make_user()
    make_staff(stranger, other := make_institution("Other"))
    with pytest.raises(Refused):
        saved(school, stranger)
    with pytest.raises(Refused):
        saved(school, stranger, school_class=group, version=1, size=1)
    with pytest.raises(Refused):
        saved(other, stranger, school_class=group, version=1, size=1)
    with pytest.raises(Refused):
        archive_class(school_class=group, by=stranger)
    assert (SchoolClass.objects.count(), facts(group)) == (1, FACTS)


def test_somebody_who_waits_for_verification_prepares_a_class(
    make_user: Callable[..., User], make_staff: Callable[..., Staff], school: Institution
) -> None:
    waiting = make_user()
    make_staff(waiting, school, state=Staff.State.ASKED)
    assert allowed(waiting, "twinning.edit_class", school) is True
    assert facts(saved(school, waiting)) == FACTS


@pytest.mark.parametrize(
    ("nonsense", "field"),
    [
        ({"name": " \x00 "}, "name"),
        ({"name": "x" * 61}, "name"),
        ({"ages": (2, 10)}, "age_to"),
        ({"ages": (12, 11)}, "age_to"),
        ({"ages": (12, 26)}, "age_to"),
        ({"size": 0}, "size"),
        ({"size": 151}, "size"),
        ({"shift": 4}, "shift"),
        ({"languages": []}, "language1"),
        ({"languages": [("ky; --", "B1")]}, "language1"),
        ({"languages": [(code, "B1") for code in ("ky", "ru", "en", "de", "fr")]}, "language1"),
        ({"languages": [("ky", "D1")]}, "level1"),
        ({"lessons": []}, "hours"),
        ({"lessons": [(8, time(8), time(9))]}, "hours"),
        ({"lessons": [(1, time(9), time(8))]}, "hours"),
        ({"lessons": [(1, time(8), time(9)), (1, time(8, 30), time(10))]}, "hours"),
    ],
)
def test_nonsense_is_refused_beside_its_field(
    school: Institution, leader: User, nonsense: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        saved(school, leader, **nonsense)
    assert refused.value.field == field
    assert (SchoolClass.objects.count(), Deed.objects.count()) == (0, 0)


def test_archives_a_class_but_not_one_that_an_open_wish_needs(school: Institution, leader: User) -> None:
    group = saved(school, leader)
    wish = opened(group, leader)
    with pytest.raises(Conflict):
        archive_class(school_class=group, by=leader)
    assert SchoolClass.objects.get().archived_at is None
    Wish.objects.filter(pk=wish.pk).update(state=Wish.State.CLOSED)
    archive_class(school_class=group, by=leader)
    archive_class(school_class=group, by=leader)
    assert SchoolClass.objects.get().archived_at is not None
    assert Deed.objects.filter(deed="twinning.archive_class").count() == 1
    with pytest.raises(Conflict):
        saved(school, leader, school_class=group, version=group.version)


def test_a_class_that_was_sent_twice_is_there_once(school: Institution, leader: User) -> None:
    saved(school, leader)
    with pytest.raises(Invalid) as refused:
        saved(school, leader)
    assert (refused.value.field, SchoolClass.objects.count()) == ("name", 1)


clocks = st.integers(0, 23 * 4).map(lambda quarter: time(quarter // 4, quarter % 4 * 15))
spans = (
    st.lists(clocks, min_size=2, max_size=30, unique=True)
    .map(sorted)
    .map(lambda t: list(zip(t[::2], t[1::2], strict=False)))
)


@pytest.mark.django_db
@given(shift=st.sampled_from([1, 2, 3]), rows=spans, data=st.data())
def test_each_timetable_comes_back_from_the_table_as_it_was(shift: int, rows: Any, data: Any) -> None:
    """Whatever lessons a class has, opening its page and saving it unchanged changes no lesson."""
    school = Institution(pk=1)
    group = SchoolClass(pk=1, institution=school, shift=shift)
    taught = data.draw(st.sets(st.tuples(st.integers(1, 7), st.sampled_from([*rows, *SHIFTS[1]])), min_size=1))
    lessons = [LessonTime(weekday=day, starts=span[0], ends=span[1]) for day, span in sorted(taught)]
    group._prefetched_objects_cache = {"lessons": lessons}  # type: ignore[attr-defined]
    table = rows_of(group) if shift_kind(group) == OTHER else SHIFTS[shift]
    group.lessons.all = lambda: lessons  # type: ignore[method-assign]
    assert sorted(lessons_of(cells_of(group), table)) == sorted((day, *span) for day, span in taught)


SENT = {
    "name": "7-Б",
    "age_from": "12",
    "age_to": "13",
    "size": "26",
    "language1": "ky",
    "level1": "native",
    "shift": "2",
    "hours": ["1-0", "5-5", "3-7"],
    "version": "0",
}


@pytest.fixture
def browser(signed_in: Callable[[User], Client], leader: User) -> Client:
    return signed_in(leader)


def test_a_leader_describes_a_class_and_goes_on_where_they_came_from(browser: Client, school: Institution) -> None:
    page = browser.get(reverse("twinning:new_class"), {"next": "/en/partners/"})
    assert (page.status_code, 'value="/en/partners/"' in page.text) == (200, True)
    sent = browser.post(reverse("twinning:new_class"), {**SENT, "next": "/en/partners/"})
    assert (sent.status_code, sent.headers["Location"]) == (302, "/en/partners/")
    assert facts(SchoolClass.objects.get()) == {
        "name": "7-Б",
        "ages": (12, 13),
        "size": 26,
        "shift": 2,
        "languages": [("ky", "native")],
        "lessons": [(1, time(13), time(13, 40)), (5, time(17, 5), time(17, 45))],
    }


@pytest.mark.parametrize(
    "elsewhere", ["https://example.org/", "//example.org/", "/\\example.org", "javascript:go()", "x"]
)
def test_it_never_leads_to_another_site(browser: Client, school: Institution, elsewhere: str) -> None:
    sent = browser.post(reverse("twinning:new_class"), {**SENT, "next": elsewhere})
    assert (sent.status_code, sent.headers["Location"]) == (302, reverse("twinning:classes"))


def test_after_a_class_is_saved_its_wish_is_offered_and_begins_with_it(browser: Client, school: Institution) -> None:
    page = browser.post(reverse("twinning:new_class"), SENT, follow=True)
    group = SchoolClass.objects.get()
    button = f'<input type="hidden" name="class" value="{group.code}">'
    assert ("Next, write a wish for it" in page.text, button in joined(page.text)) == (True, True)
    sent = {"institution": school.code, "class": group.code}
    begun = browser.post(reverse("twinning:new_wish"), sent, follow=True)
    assert begun.context["form"]["school_class"].value() == group.pk
    Wish.objects.update(school_class=group)
    assert button not in joined(browser.get(reverse("twinning:classes")).text)
    Wish.objects.update(state="closed")
    assert button in joined(browser.get(reverse("twinning:classes")).text)


def test_who_may_write_no_wish_is_offered_none(
    school: Institution,
    leader: User,
    make_user: Callable[..., User],
    make_staff: Callable[..., Any],
    signed_in: Callable[[User], Client],
) -> None:
    teacher = make_user()
    make_staff(teacher, school, Role.TEACHER)
    page = signed_in(teacher).post(reverse("twinning:new_class"), SENT, follow=True)
    assert ("The class is saved" in page.text, "rite a wish for it" in page.text) == (True, False)


def test_a_new_class_is_saved_straight_into_its_wish(
    browser: Client, school: Institution, leader: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    new, straight = reverse("twinning:new_class"), {**SENT, "wish": "1"}
    assert "Save and write a wish" in browser.get(new).text
    refused = browser.post(new, {**straight, "size": "many"})
    assert (refused.status_code, Wish.objects.count(), SchoolClass.objects.count()) == (400, 0, 0)
    begun = browser.post(new, straight, follow=True)
    group, wish = SchoolClass.objects.get(), Wish.objects.get()
    step = reverse("twinning:wish_step", args=[wish.code, 1])
    assert begun.redirect_chain == [(f"{step}?class={group.code}", 302)]
    assert begun.context["form"]["school_class"].value() == group.pk
    elsewhere = browser.post(new, {**straight, "name": "8-A", "next": "/en/partners/"})
    assert (elsewhere.headers["Location"], Wish.objects.count()) == ("/en/partners/", 1)
    change = reverse("twinning:class", args=[group.code])
    assert "Save and write a wish" not in browser.get(change).text
    kept = browser.post(change, {**straight, "version": "1"})
    assert (kept.headers["Location"], Wish.objects.count()) == (reverse("twinning:classes"), 1)

    Wish.objects.update(version=2)
    monkeypatch.setattr("twinning.actions.wishes.WISH_DRAFTS", 1)
    full = browser.post(new, {**straight, "name": "9-A"}, follow=True)
    assert ("There are twenty drafts already" in full.text, SchoolClass.objects.count()) == (True, 3)
    assert full.redirect_chain == [(reverse("twinning:classes"), 302)]


def test_who_may_write_no_wish_is_led_into_none(
    school: Institution,
    leader: User,
    make_user: Callable[..., User],
    make_staff: Callable[..., Any],
    signed_in: Callable[[User], Client],
) -> None:
    teacher = make_user()
    make_staff(teacher, school, Role.TEACHER)
    client = signed_in(teacher)
    assert "Save and write a wish" not in client.get(reverse("twinning:new_class")).text
    sent = client.post(reverse("twinning:new_class"), {**SENT, "wish": "1"})
    assert (sent.headers["Location"], SchoolClass.objects.count(), Wish.objects.count()) == (
        reverse("twinning:classes"),
        1,
        0,
    )


@pytest.mark.parametrize(
    ("country", "language", "first"),
    [
        ("KG", "ky", ("ky", "native")),
        ("KG", "ru", ("ru", "native")),
        ("EE", "et", ("et", "native")),
        ("EE", "en", ("", "")),  # the form of a newcomer was in English
        ("KG", "und", ("", "")),
    ],
)
def test_a_class_begins_with_the_language_of_its_schools_name(
    browser: Client, school: Institution, country: str, language: str, first: tuple[str, str]
) -> None:
    Institution.objects.update(country=country)
    school.names.update(language=language)
    form = browser.get(reverse("twinning:new_class")).context["form"]
    assert (form["language1"].value() or "", form["level1"].value() or "") == first
    school.languages.create(language="kk", level="C1")
    form = browser.get(reverse("twinning:new_class")).context["form"]
    assert (form["language1"].value(), form["level1"].value()) == ("kk", "C1")


def test_my_institution_leads_to_the_class_then_to_its_wish(
    browser: Client,
    school: Institution,
    leader: User,
    make_user: Callable[..., User],
    make_staff: Callable[..., Any],
    signed_in: Callable[[User], Client],
) -> None:
    teacher = make_user()
    make_staff(teacher, school, Role.TEACHER)
    mine, describe, wish = (
        reverse("twinning:my"),
        f"{reverse('twinning:new_class')}?institution={school.code}",
        "Write a wish",
    )

    def offered(client: Client) -> tuple[bool, bool]:
        page = client.get(mine).text
        return describe in page, wish in page

    assert (offered(browser), offered(signed_in(teacher))) == ((True, False), (True, False))
    group = saved(school, leader)
    assert (offered(browser), offered(signed_in(teacher))) == ((False, True), (False, False))
    opened(group, leader)
    assert offered(browser) == (False, False)


def test_a_class_of_others_is_no_beginning(
    browser: Client, school: Institution, make_institution: Callable[..., Institution], leader: User
) -> None:
    foreign = SchoolClass.objects.create(institution=make_institution(), name="9", age_from=9, age_to=9, size=9)
    for _n in range(2):
        saved(school, leader, name=f"Class {_n}")
    begun = browser.post(reverse("twinning:new_wish"), {"class": foreign.code}, follow=True)
    assert begun.context["form"]["school_class"].value() is None
    there = browser.get(f"{reverse('twinning:wish_step', args=[Wish.objects.get().code, 1])}?class={foreign.code}")
    assert there.context["form"]["school_class"].value() is None


def test_other_times_are_typed(browser: Client, school: Institution) -> None:
    other = {**SENT, "shift": "3", "hours": ["1-0", "6-1"], "from0": "09:05", "till0": "09:50", "from1": "10:00"}
    refused = browser.post(reverse("twinning:new_class"), other)
    assert (refused.status_code, list(refused.context["form"].errors), SchoolClass.objects.count()) == (
        400,
        ["hours"],
        0,
    )
    other["hours"] = ["1-0", "5-1"]
    refused = browser.post(reverse("twinning:new_class"), other)
    assert (refused.status_code, list(refused.context["form"].errors), SchoolClass.objects.count()) == (
        400,
        ["till1"],
        0,
    )
    assert browser.post(reverse("twinning:new_class"), {**other, "till1": "10:45"}).status_code == 302
    group = SchoolClass.objects.get()
    assert facts(group)["lessons"] == [(1, time(9, 5), time(9, 50)), (5, time(10), time(10, 45))]
    form = browser.get(reverse("twinning:class", args=[group.code])).context["form"]
    assert (form["shift"].value(), sorted(form["hours"].value())) == (3, ["1-0", "5-1"])


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"size": "260"}, "“260” is too large. Write 150 at most."),
        ({"size": "many"}, "“many” is no number. Write digits, for instance 26."),
        ({"age_from": "2"}, "“2” is too small. Write a number from 3 on."),
        ({"age_to": "11"}, "The second age must not be below the first."),
        ({"language2": "ky", "level2": "B1"}, "This language stands above already."),
        ({"language2": "ru"}, "Choose how well the class knows this language."),
        ({"hours": []}, "Tick at least one lesson"),
        ({"hours": ["1-7"]}, "Tick at least one lesson"),
        ({"shift": "9"}, "Select a valid choice"),
        ({"hours": ["x"]}, "Select a valid choice"),
        ({"version": "x"}, "This page is too old"),
        ({"name": "\x00"}, "This field is required"),
    ],
)
def test_bad_input_keeps_the_rest_and_says_what_to_write(
    browser: Client, school: Institution, wrong: dict[str, Any], sentence: str
) -> None:
    page = browser.post("/en/my/classes/new/", {**SENT, **wrong})
    assert (page.status_code, sentence in page.text, "7-Б" in page.text or "name" in wrong) == (400, True, True)
    assert (SchoolClass.objects.count(), ClassLanguage.objects.count()) == (0, 0)


def test_a_large_class_is_allowed_with_a_word(browser: Client, school: Institution) -> None:
    page = browser.post("/en/my/classes/new/", {**SENT, "size": "46"}, follow=True)
    assert (SchoolClass.objects.get().size, "two groups work better" in page.text) == (46, True)


def test_a_stale_form_shows_both(browser: Client, school: Institution, leader: User) -> None:
    group = saved(school, leader)
    saved(school, leader, school_class=group, version=1, name="Theirs")
    sent = {**SENT, "version": "1", "name": "Mine"}
    page = browser.post(f"/en/my/classes/{group.code}/", sent)
    assert (page.status_code, 'value="Mine"' in page.text, 'value="Theirs"' in page.text) == (409, True, True)
    assert facts(group)["name"] == "Theirs"
    again = browser.post(f"/en/my/classes/{group.code}/", {**sent, "version": page.context["form"]["version"].value()})
    assert (again.status_code, facts(group)["name"]) == (302, "Mine")


def test_a_stranger_finds_no_page(
    make_user: Callable[..., User], signed_in: Callable[[User], Client], school: Institution, leader: User
) -> None:
    group = saved(school, leader)
    browser = signed_in(make_user())
    assert browser.get(f"/en/my/classes/{group.code}/").status_code == 404
    assert browser.post(f"/en/my/classes/{group.code}/archive/").status_code == 404
    assert browser.get(f"/en/my/classes/new/?institution={school.code}").status_code == 404
    assert browser.post("/en/my/classes/new/", SENT).status_code == 200
    assert facts(group) == FACTS
    assert SchoolClass.objects.count() == 1
    assert Client().get(f"/en/my/classes/{group.code}/").status_code == 302


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_the_same_queries_for_one_and_three(
    browser: Client, school: Institution, leader: User, rows: int, django_assert_num_queries: Any
) -> None:
    for n in range(rows):
        saved(school, leader, name=f"Class {n}")
    browser.get("/en/my/classes/")
    with django_assert_num_queries(12):
        page = browser.get("/en/my/classes/")
    assert page.text.count("Class ") >= rows


def test_archiving_on_the_page(browser: Client, school: Institution, leader: User) -> None:
    group = saved(school, leader)
    opened(group, leader)
    page = browser.post(f"/en/my/classes/{group.code}/archive/", follow=True)
    assert "Close the wish first" in page.text
    Wish.objects.update(state=Wish.State.CLOSED)
    assert browser.post(f"/en/my/classes/{group.code}/archive/").headers["Location"] == "/en/my/classes/"
    assert "This class is archived" in browser.get(f"/en/my/classes/{group.code}/").text
