import gzip
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import translation

from accounts.models import OfficeKind
from core.models import Term
from twinning.actions.steps.institution_names import NameToWrite, write_names
from twinning.models import Institution, InstitutionLanguage, InstitutionName, Staff
from twinning.queries.visibility import institutions_visible_to

ADDRESS = "/en/institutions/"


def titles(client: Client, query: str = "") -> list[str]:
    rows = client.get(ADDRESS + query).context["rows"]
    return [row["name"] for row in rows]


@pytest.mark.parametrize("count", [1, 3])
def test_the_directory_takes_ten_queries_however_long(
    client: Client,
    make_institution: Callable[..., Institution],
    count: int,
    django_assert_num_queries: Callable[..., object],
) -> None:
    for number in range(count):
        school = make_institution(f"School {number}", latitude=41.0 + number, longitude=74.0)
        InstitutionLanguage.objects.create(institution=school, language="ky", level="native")
    with django_assert_num_queries(10):
        response = client.get(ADDRESS)
    assert len(response.context["rows"]) == count


def test_verified_stand_first_and_hidden_claimed_or_merged_ones_do_not_stand_there(
    client: Client, make_institution: Callable[..., Institution]
) -> None:
    make_institution("A listed", state="listed")
    kept = make_institution("B verified")
    make_institution("C claimed", state="claimed")
    make_institution("D suspended", state="suspended")
    make_institution("E suspect", state="listed", hidden=True)
    make_institution("F merged", merged_into=kept)
    assert titles(client) == ["B verified", "A listed"]
    assert "nobody has claimed it yet" in client.get(ADDRESS).content.decode()


def test_each_filter_narrows_and_values_of_one_filter_add(
    client: Client, make_institution: Callable[..., Institution]
) -> None:
    one = make_institution("One", country="KG")
    make_institution("Two", country="EE", kind="university")
    three = make_institution("Three", country="DE", state="listed")
    InstitutionLanguage.objects.create(institution=one, language="ky")
    one.levels.add(Term.objects.get(scheme="level", code="primary"))
    three.themes.add(Term.objects.get(scheme="theme", code="water"))
    assert titles(client, "?country=KG") == ["One"]
    assert titles(client, "?country=KG&country=EE") == ["One", "Two"]
    assert titles(client, "?kind=university") == ["Two"]
    assert titles(client, "?language=ky") == ["One"]
    assert titles(client, "?level=primary") == ["One"]
    assert titles(client, "?theme=water") == ["Three"]
    assert titles(client, "?state=listed") == ["Three"]
    assert titles(client, "?country=EE&kind=school") == []


def test_counts_leave_the_own_choice_aside(client: Client, make_institution: Callable[..., Institution]) -> None:
    for country in ("KG", "KG", "EE"):
        make_institution("School", country=country)
    groups = client.get(ADDRESS + "?country=EE").context["facets"]["groups"]
    countries = next(group for group in groups if group["name"] == "country")
    assert [(o["value"], o["count"], o["checked"]) for o in countries["options"]] == [
        ("EE", "1", True),
        ("KG", "2", False),
    ]


def test_every_choice_of_every_facet_has_its_number(
    client: Client, make_institution: Callable[..., Institution]
) -> None:
    """Those of which an institution has several too: levels, themes, languages. The own choice is left aside."""
    one, two = make_institution("Ala-Too one"), make_institution("Ala-Too two")
    write_names([NameToWrite(school, school.latin_name, "und", official=True) for school in (one, two)])
    make_institution("Bare")
    for school, levels, themes, languages in (
        (one, ["primary", "lower"], ["water"], ["ky", "ru"]),
        (two, ["lower"], ["water", "climate"], ["et"]),
    ):
        school.levels.set(Term.objects.filter(scheme="level", code__in=levels))
        school.themes.set(Term.objects.filter(scheme="theme", code__in=themes))
        for language in languages:
            InstitutionLanguage.objects.create(institution=school, language=language)

    def numbers(query: str, name: str) -> dict[str, str]:
        groups = client.get(ADDRESS + query).context["facets"]["groups"]
        assert [o for g in groups for o in g["options"] + g["more"] if not o["count"] and not o["checked"]] == []
        options = [o for g in groups if g["name"] == name for o in g["options"] + g["more"]]
        return {o["value"]: o["count"] for o in options}

    for query in ("", "?q=ala"):
        assert numbers(query, "level") == {"primary": "1", "lower": "2"}
        assert numbers(query, "language") == {"ky": "1", "ru": "1", "et": "1"}
        more = "&" if query else "?"
        assert numbers(f"{query}{more}level=primary", "level") == {"primary": "1", "lower": "2"}
        assert numbers(f"{query}{more}level=primary", "theme") == {"water": "1"}
        assert numbers(f"{query}{more}language=et", "language") == {"ky": "1", "ru": "1", "et": "1"}
        assert numbers(f"{query}{more}language=et&theme=climate", "theme") == {"water": "1", "climate": "1"}
    assert numbers("?level=higher", "level") == {"primary": "1", "lower": "2", "higher": ""}
    assert numbers("?level=higher&kind=university", "kind") == {"university": ""}


def test_names_in_the_readers_language_else_the_official_one_with_its_own(
    client: Client, make_institution: Callable[..., Institution]
) -> None:
    school = make_institution("unused")
    school.names.all().delete()
    InstitutionName.objects.create(institution=school, language="et", text="Tartu Kool", folded="t", official=True)
    InstitutionName.objects.create(institution=school, language="ru", text="Школа Тарту", folded="s")
    with translation.override("ru"):
        assert "Школа Тарту" in client.get("/ru/institutions/").content.decode()
    assert 'lang="et">Tartu Kool</a>' in client.get("/en/institutions/").content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "?page=0",
        "?page=-1",
        "?page=99999",
        "?page=x",
        "?page=99999999999999999999999",
        "?page=²",
    ],
)
def test_absurd_pages_are_not_found(client: Client, db: None, query: str) -> None:
    assert client.get(ADDRESS + query).status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        "?country=XX",
        "?kind=%FF",
        "?q=" + "x" * 3000,
        "?level=" + "&level=".join("abc" * 20),
        "?language='--",
        "?state=claimed",
    ],
)
def test_nonsense_is_answered_with_a_page(client: Client, db: None, query: str) -> None:
    assert client.get(ADDRESS + query).status_code == 200


def test_a_claimed_one_is_not_found_by_its_state(client: Client, make_institution: Callable[..., Institution]) -> None:
    make_institution("Claimed", state="claimed")
    assert titles(client, "?state=claimed") == []


def test_the_credit_of_a_register_is_shown(client: Client, make_institution: Callable[..., Institution]) -> None:
    make_institution("Listed", state="listed", credit="Giga and its contributors, CC BY 4.0")
    assert "Giga and its contributors, CC BY 4.0" in client.get(ADDRESS).content.decode()


def test_a_page_is_light(client: Client, make_institution: Callable[..., Institution]) -> None:
    for number in range(30):
        school = make_institution(f"Мектеп №{number} Өмүралиев", latitude=40 + number / 9, longitude=70 + number / 4)
        InstitutionLanguage.objects.create(institution=school, language="ky", level="native")
    response = client.get("/ky/institutions/")
    assert len(response.context["rows"]) == 25
    assert len(gzip.compress(response.content)) < 30_000


STATES = ["listed", "claimed", "verified", "suspended"]


@pytest.mark.parametrize("who", ["visitor", "member", "asked", "staff", "coordinator", "elsewhere", "administrator"])
def test_you_may_open_exactly_what_you_may_list(
    who: str,
    client: Client,
    make_institution: Callable[..., Institution],
    make_user: Callable[..., object],
    make_staff: Callable[..., Staff],
    make_officer: Callable[..., object],
    signed_in: Callable[..., Client],
) -> None:
    schools = [make_institution(state, state=state, hidden=hidden) for state in STATES for hidden in (False, True)]
    user: object = None
    if who in {"coordinator", "elsewhere"}:
        user = make_officer(OfficeKind.COORDINATOR, "KG" if who == "coordinator" else "EE")
    elif who == "administrator":
        user = make_officer(OfficeKind.ADMINISTRATOR)
    elif who != "visitor":
        user = make_user()
    if who in {"asked", "staff"}:
        for school in schools[-2:]:
            make_staff(user, school, "teacher", "asked" if who == "asked" else "verified")
    browser = signed_in(user) if user else client
    listed = set(institutions_visible_to(user).values_list("code", flat=True))
    opened = {s.code for s in schools if browser.get(f"/en/institutions/{s.code}/").status_code == 200}
    refused = {browser.get(f"/en/institutions/{s.code}/").status_code for s in schools if s.code not in listed}
    assert opened == listed
    assert refused <= {404}
    counts = {"visitor": 2, "member": 3, "asked": 5, "staff": 5, "coordinator": 8, "elsewhere": 3, "administrator": 8}
    assert len(listed) == counts[who]


def test_a_merged_one_leads_to_the_kept_one(client: Client, make_institution: Callable[..., Institution]) -> None:
    kept = make_institution("Kept")
    gone = make_institution("Gone", merged_into=kept, hidden=True)
    assert client.get(f"/en/institutions/{gone.code}/").headers["Location"] == f"/en/institutions/{kept.code}/"
