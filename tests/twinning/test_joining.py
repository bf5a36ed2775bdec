from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from core.errors import Invalid, Refused, Stale
from core.models import Term
from twinning.actions.institution_names import set_name
from twinning.actions.institutions import (
    InstitutionFacts,
    NewInstitution,
    add_holiday,
    add_institution,
    edit_institution,
    remove_holiday,
)
from twinning.actions.steps.institution_names import NameToWrite, write_names
from twinning.models import Institution, InstitutionHoliday, Role, Staff

Make = Callable[..., User]
School = Callable[..., Institution]
Place = Callable[..., Staff]


def new(**more: object) -> NewInstitution:
    kind = Term.objects.get(scheme="kind", code="school")
    known = {"name": "№5 мектеп", "language": "ky", "kind": kind, "country": "KG", "place": "Нарын"}
    return NewInstitution(**{**known, **more})  # type: ignore[arg-type]


def facts(school: Institution, **more: object) -> InstitutionFacts:
    known = {
        "names": {"ky": "Мектеп", "ru": "Школа", "en": ""},
        "official": "ky",
        "kind": school.kind,
        "region": "",
        "place": "Ош",
        "latin_name": "Mektep",
        "website": "",
        "time_zone": "Asia/Bishkek",
        "levels": [Term.objects.get(scheme="level", code="primary")],
        "themes": [Term.objects.get(scheme="theme", code="water")],
        "languages": [("ky", "native"), ("en", "B1")],
        "connectivity": 2,
        "school_days": "612345",
    }
    return InstitutionFacts(**{**known, **more})  # type: ignore[arg-type]


def test_adding_claims_it_with_its_first_person_and_a_time_zone(make_user: Make) -> None:
    user = make_user()
    place = add_institution(facts=new(), role="leader", by=user)
    school = place.institution
    assert (school.state, school.time_zone, place.state, place.role) == ("claimed", "Asia/Bishkek", "asked", "leader")
    name = school.names.get()
    assert (name.text, name.language, name.official) == ("№5 мектеп", "ky", True)
    assert {word.word for word in name.words.all()} >= {"5", "mektep", "narin"}


def test_added_twice_it_stands_there_once(make_user: Make) -> None:
    user = make_user()
    first = add_institution(facts=new(), role="leader", by=user)
    assert add_institution(facts=new(), role="leader", by=user) == first
    assert Institution.objects.count() == 1


def test_a_visitor_adds_nothing(db: None) -> None:
    with pytest.raises(Refused):
        add_institution(facts=new(), role="leader", by=None)
    assert Institution.objects.count() == 0


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "!!!"}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"country": "ZZ"}, "country"),
        ({"country": "KZ"}, "time_zone"),
        ({"country": "KZ", "time_zone": "Europe/Paris"}, "time_zone"),
    ],
)
def test_nonsense_is_not_added(make_user: Make, more: dict[str, str], field: str) -> None:
    with pytest.raises(Invalid) as caught:
        add_institution(facts=new(**more), role="leader", by=make_user())
    assert (caught.value.field, Institution.objects.count()) == (field, 0)


def test_where_a_country_has_several_zones_the_chosen_one_counts(make_user: Make) -> None:
    place = add_institution(facts=new(country="KZ", time_zone="Asia/Almaty"), role="leader", by=make_user())
    assert place.institution.time_zone == "Asia/Almaty"


def test_facts_are_written_and_found(make_user: Make, make_institution: School, make_staff: Place) -> None:
    school, leader = make_institution("Old"), make_user()
    make_staff(leader, school)
    edit_institution(institution=school, facts=facts(school), version=1, by=leader)
    school.refresh_from_db()
    assert (school.place, school.connectivity, school.school_days, school.version) == ("Ош", 2, "123456", 2)
    assert [(n.language, n.text, n.official) for n in school.names.order_by("pk")] == [
        ("und", "Old", False),
        ("ky", "Мектеп", True),
        ("ru", "Школа", False),
    ]
    assert [(row.language, row.level) for row in school.languages.order_by("pk")] == [("ky", "native"), ("en", "B1")]


def test_a_stale_form_changes_nothing(make_user: Make, make_institution: School, make_staff: Place) -> None:
    school, leader = make_institution(), make_user()
    make_staff(leader, school)
    with pytest.raises(Stale):
        edit_institution(institution=school, facts=facts(school), version=0, by=leader)
    school.refresh_from_db()
    assert (school.place, school.version) == ("", 1)


def test_teachers_and_strangers_change_no_facts(make_user: Make, make_institution: School, make_staff: Place) -> None:
    school, teacher = make_institution(), make_user()
    make_staff(make_user(), school)
    make_staff(teacher, school, Role.TEACHER)
    for by in (teacher, make_user()):
        with pytest.raises(Refused):
            edit_institution(institution=school, facts=facts(school), version=1, by=by)
        with pytest.raises(Refused):
            set_name(institution=school, language="ky", text="Меники", by=by)
    school.refresh_from_db()
    assert (school.version, school.names.count()) == (1, 1)


@pytest.mark.parametrize(
    "more",
    [
        {"names": {"ky": ""}},
        {"school_days": ""},
        {"school_days": "89"},
        {"languages": [("ky", "Z9")]},
        {"time_zone": "Mars/Base"},
    ],
)
def test_nonsense_facts_change_nothing(
    make_user: Make, make_institution: School, make_staff: Place, more: dict[str, object]
) -> None:
    school, leader = make_institution(), make_user()
    make_staff(leader, school)
    with pytest.raises(Invalid):
        edit_institution(institution=school, facts=facts(school, **more), version=1, by=leader)
    school.refresh_from_db()
    assert (school.place, school.version, school.names.count()) == ("", 1, 1)


def test_a_name_is_set_changed_and_taken_away(make_user: Make, make_institution: School, make_staff: Place) -> None:
    school, leader = make_institution("Official"), make_user()
    make_staff(leader, school)
    set_name(institution=school, language="ru", text="Школа", by=leader)
    set_name(institution=school, language="ru", text="Гимназия", by=leader)
    assert school.names.get(language="ru").folded == "gimnazia"
    set_name(institution=school, language="ru", text="", by=leader)
    assert school.names.count() == 1
    with pytest.raises(Invalid):
        set_name(institution=school, language="und", text="", by=leader)
    assert school.names.count() == 1


def test_free_days_come_and_go(make_user: Make, make_institution: School, make_staff: Place) -> None:
    from datetime import date

    school, leader = make_institution(), make_user()
    make_staff(leader, school)
    days = {"institution": school, "starts": date(2030, 1, 1), "ends": date(2030, 1, 9), "title": "Winter"}
    free = add_holiday(**days, by=leader)
    for starts, ends in ((date(1, 1, 1), date(9999, 12, 31)), (days["starts"], date(days["starts"].year + 2, 1, 1))):
        with pytest.raises(Invalid):
            add_holiday(**{**days, "starts": starts, "ends": ends}, by=leader)
    assert add_holiday(**days, by=leader) == free
    with pytest.raises(Invalid):
        add_holiday(**{**days, "ends": date(2029, 1, 1)}, by=leader)
    with pytest.raises(Refused):
        remove_holiday(holiday=free, by=make_user())
    assert InstitutionHoliday.objects.count() == 1
    remove_holiday(holiday=free, by=leader)
    assert InstitutionHoliday.objects.count() == 0


def test_a_newcomer_finds_with_a_slip_and_asks_to_join(
    make_user: Make, make_institution: School, signed_in: Callable[..., Client]
) -> None:
    school = make_institution("unused", state="listed")
    write_names([NameToWrite(school, "Көпүрө мектеби", "und", official=True)])
    browser = signed_in(make_user())
    page = browser.get("/ky/join/?q=копуро мектеп")
    assert [row["code"] for row in page.context["rows"]] == [school.code]
    answer = browser.post(
        f"/ky/join/{school.code}/".replace("join/", "institutions/", 1) + "join/", {"role": "teacher"}
    )
    assert (answer.status_code, Staff.objects.get().institution) == (302, school)
    assert browser.get("/ky/my/").status_code == 200


ADD = {"name": "Көпүрө мектеп", "language": "ky", "country": "KG", "place": "Нарын", "role": "leader"}


def test_near_duplicates_are_shown_before_one_is_added(
    make_user: Make, make_institution: School, signed_in: Callable[..., Client]
) -> None:
    school = make_institution("unused", state="listed", place="Нарын")
    write_names([NameToWrite(school, "Көпүрө мектеби", "und", official=True)])
    browser = signed_in(make_user())
    form = {**ADD, "kind": str(school.kind_id)}
    shown = browser.post("/en/join/new/", form)
    assert (shown.status_code, [row["code"] for row in shown.context["alike"]]) == (409, [school.code])
    assert 'value="Көпүрө мектеп"' in shown.content.decode()
    assert Institution.objects.count() == 1
    for _ in range(2):
        assert browser.post("/en/join/new/", {**form, "other": "on"}).status_code == 302
    assert Institution.objects.count() == 2


def test_a_school_of_the_same_name_in_another_town_is_another(
    make_user: Make, make_institution: School, signed_in: Callable[..., Client]
) -> None:
    school = make_institution("unused", place="Чолпон-Ата")
    write_names([NameToWrite(school, "Көпүрө мектеп", "und", official=True)])
    answer = signed_in(make_user()).post("/en/join/new/", {**ADD, "kind": str(school.kind_id)})
    assert (answer.status_code, Institution.objects.count()) == (302, 2)


def test_an_empty_form_names_what_is_missing(make_user: Make, signed_in: Callable[..., Client]) -> None:
    answer = signed_in(make_user()).post("/en/join/new/", {"name": "Kept words"})
    assert (answer.status_code, "Kept words" in answer.content.decode()) == (400, True)


@pytest.mark.parametrize("page", ["/en/join/", "/en/join/new/", "/en/my/", "/en/institutions/abcdefghij/join/"])
def test_members_pages_ask_visitors_to_sign_in(client: Client, db: None, page: str) -> None:
    assert client.get(page).headers["Location"].startswith("/en/accounts/login/")


def test_the_stale_form_shows_both(
    make_user: Make, make_institution: School, make_staff: Place, signed_in: Callable[..., Client]
) -> None:
    school, leader = make_institution("Same"), make_user()
    make_staff(leader, school)
    browser = signed_in(leader)
    address = f"/en/institutions/{school.code}/edit/"
    form = browser.get(address).context["form"]
    sent = {name: form[name].value() for name in form.fields if form[name].value() not in (None, "", [])}
    Institution.objects.filter(pk=school.pk).update(place="Theirs", version=2)
    answer = browser.post(address, {**sent, "place": "Ours"})
    assert answer.status_code == 409
    assert [(there, yours) for _label, there, yours in answer.context["changed"]] == [("Theirs", "Ours")]
    assert browser.post(address, {**sent, "place": "Ours", "version": "2"}).status_code == 302
    school.refresh_from_db()
    assert (school.place, school.version) == ("Ours", 3)
