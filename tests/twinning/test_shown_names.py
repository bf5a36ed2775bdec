"""Names of institutions, places and people in letters that the reader can read."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from accounts.models import User
from core.text import fold
from tests.walking import joined
from twinning.models import Institution, InstitutionName, WaitingFacts
from twinning.queries.institution_names import ShownName, name_in

Make = Callable[..., Institution]


def named(school: Institution, **names: str) -> Institution:
    school.names.all().delete()
    for at, (language, text) in enumerate(names.items()):
        InstitutionName.objects.create(
            institution=school, language=language, text=text, folded=fold(text), official=at == 0
        )
    return school


@pytest.mark.parametrize(
    ("latin", "names", "language", "shown"),
    [
        ("", {"ky": "Ала-Тоо мектеби"}, "ky", ShownName("Ала-Тоо мектеби", "")),
        ("", {"ky": "Ала-Тоо мектеби"}, "ru", ShownName("Ала-Тоо мектеби", "ky")),
        ("", {"ky": "Ала-Тоо мектеби"}, "en", ShownName("Ala-Too mektebi", "ky-Latn")),
        ("", {"ky": "Ала-Тоо мектеби"}, "et", ShownName("Ala-Too mektebi", "ky-Latn")),
        ("Ala-Too School", {"ky": "Ала-Тоо мектеби"}, "en", ShownName("Ala-Too School", "ky-Latn")),
        ("Ala-Too School", {"ky": "Ала-Тоо мектеби", "en": "Ala Too"}, "en", ShownName("Ala Too", "")),
        ("", {"und": "Мектеп"}, "en", ShownName("Mektep", "")),
        ("Tartu Kool", {"et": "Tartu Jõeääre Kool"}, "en", ShownName("Tartu Jõeääre Kool", "et")),
        ("Tartu Kool", {"et": "Tartu Jõeääre Kool"}, "ky", ShownName("Tartu Jõeääre Kool", "et")),
        ("Obihiro School", {"ja": "帯広の学校"}, "en", ShownName("Obihiro School", "ja-Latn")),
    ],
)
def test_institutions(
    make_institution: Make, latin: str, names: dict[str, str], language: str, shown: ShownName
) -> None:
    school = named(make_institution("X"), **names)
    school.latin_name = latin
    assert name_in(school, language) == shown


def test_people() -> None:
    asked = User(name="Айгүл Жээнбекова", latin_name="Aigul Jeenbekova")
    guessed = User(name="Нурлан Токтосунов")
    seen = {}
    for language in ("ky", "ru", "en"):
        with override(language):
            seen[language] = [str(asked), str(guessed)]
    assert seen == {
        "ky": ["Айгүл Жээнбекова", "Нурлан Токтосунов"],
        "ru": ["Айгүл Жээнбекова", "Нурлан Токтосунов"],
        "en": ["Aigul Jeenbekova", "Nurlan Toktosunov"],
    }


@pytest.mark.parametrize(
    ("language", "lead"),
    [("ky", "Өзгөн, Ош облусу"), ("ru", "Узген, Ошская область"), ("en", "Uzgen, Osh Region")],
)
def test_places_on_the_page(make_institution: Make, client: Client, language: str, lead: str) -> None:
    school = make_institution("Мектеп", place="Озгон", region="Ош облусу")
    text = joined(client.get(f"/{language}/institutions/{school.code}/").content.decode())
    assert lead in text


def test_the_page_of_an_institution_shows_both_forms(make_institution: Make, client: Client) -> None:
    school = named(make_institution("X"), ky="Ала-Тоо мектеби")
    Institution.objects.filter(pk=school.pk).update(latin_name="Ala-Too School")
    text = client.get(f"/en/institutions/{school.code}/").content.decode()
    assert '<h1 lang="ky-Latn">Ala-Too School' in text
    assert "Ала-Тоо мектеби" in text


def test_regions_are_a_filter_in_the_readers_language(make_institution: Make, client: Client) -> None:
    make_institution("One", region="Нарын облусу")
    make_institution("Two", region="Нарын облусу")
    make_institution("Three", region="Талас облусу")
    make_institution("Four", region="Нарын облусу", country="RU")
    for language, name in (("ky", "Нарын облусу"), ("ru", "Нарынская область"), ("en", "Naryn Region")):
        groups = client.get(f"/{language}/institutions/").context["facets"]["groups"]
        options = next(group["options"] for group in groups if group["name"] == "region")
        assert next((o["value"], o["label"], o["count"]) for o in options) == ("KG-N", name, "2")
    found = client.get("/en/institutions/?region=KG-N")
    assert [row["name"] for row in found.context["rows"]] == ["One", "Two"]
    assert "Naryn Region" in [tag["label"] for tag in found.context["tags"]]
    assert client.get("/en/institutions/?region=nonsense").context["rows"] == []


def test_a_leader_chooses_the_region_and_finds_it_again(
    make_institution: Make, make_user: Callable[..., User], make_staff: Callable[..., object],
    signed_in: Callable[[User], Client],
) -> None:  # fmt: skip
    school, leader = make_institution("Мектеп", place="Нарын"), make_user()
    make_staff(leader, school)
    browser = signed_in(leader)
    form = browser.get(f"/en/institutions/{school.code}/edit/").context["form"]
    assert form["place"].value() == "Naryn"  # as this reader knows it
    sent = {name: form[name].value() for name in form.fields if form[name].value() not in (None, "", [])}
    address = f"/en/institutions/{school.code}/edit/"
    assert browser.post(address, {**sent, "region": "KG-N"}).status_code == 302
    school.refresh_from_db()
    assert (school.region, school.place) == ("Нарын облусу", "Нарын")  # the place is the same one: not touched
    again = browser.get(address).context["form"]
    assert again["region"].value() == "KG-N"
    assert browser.post(address, {**sent, "version": school.version, "region": "Atlantis"}).status_code == 400
    sent = {**sent, "version": school.version, "region": "KG-N", "place": "Own village"}
    assert browser.post(address, sent).status_code == 302
    school.refresh_from_db()
    assert (school.place, WaitingFacts.objects.count()) == ("Own village", 0)


def test_who_adds_an_institution_may_write_its_town_in_any_language(
    make_user: Callable[..., User], signed_in: Callable[[User], Client]
) -> None:
    browser = signed_in(make_user())
    with override("ru"):
        page = browser.get(reverse("twinning:add_school"))
    assert '<option value="Узген"></option>' in page.content.decode()
    assert '<option value="Нарынская область"></option>' in page.content.decode()
