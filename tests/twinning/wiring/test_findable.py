"""Institutions on the shelf of the search: what is told of them, to whom, and that each verb says what it changed."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import override

from accounts.models import OfficeKind
from core.findable import shelves
from core.models import FindableChange, Term
from twinning.actions.institution_names import set_name
from twinning.actions.institution_verification import suspend, verify_institution
from twinning.models import Institution, State
from twinning.wiring.findable import documents

Make = Callable[..., Any]


def changed() -> set[str]:
    """Codes that wait to be read anew, which forgets them."""
    codes = set(FindableChange.objects.filter(shelf="institutions").values_list("code", flat=True))
    FindableChange.objects.all().delete()
    return codes


def test_a_document_for_each_language_of_a_name(make_institution: Make) -> None:
    school = make_institution("Ала-Тоо мектеби", place="Ат-Башы", region="Нарын")
    school.names.update(language="ky")
    school.names.create(language="ru", text="Школа Ала-Тоо", folded="skola ala too")
    school.names.create(language="und", text="Ala-Too", folded="ala too")
    ky, ru, und = documents([school.code])
    assert [(one.language, one.title) for one in (ky, ru, und)] == [
        ("ky", "Ала-Тоо мектеби"),
        ("ru", "Школа Ала-Тоо"),
        ("und", "Ala-Too"),
    ]
    assert ky.body == "Ат-Башы. Нарын. Кыргызстан. мектеп"
    assert ru.body == "Ат-Башы. Нарын. Кыргызстан. школа"
    assert all(word in und.body for word in ("Кыргызстан", "Kyrgyzstan", "мектеп", "школа", "school"))
    assert ky.facets == {"country": ("KG",), "institution": ("school",), "level": ()}


def test_what_visitors_see_is_public_and_what_nobody_sees_is_not_there(make_institution: Make) -> None:
    audiences = {}
    for state in State.values:
        school = make_institution(state, state=state)
        audiences[state] = [one.audience for one in documents([school.code])]
    assert audiences == {"listed": ["public"], "claimed": ["members"], "verified": ["public"], "suspended": []}
    hidden = make_institution("Hidden", hidden=True)
    gone = make_institution("Gone", merged_into=hidden)
    assert list(documents([hidden.code, gone.code])) == []


def test_all_of_them_in_a_constant_number_of_queries(make_institution: Make, django_assert_num_queries: Any) -> None:
    for count in (1, 3):
        for n in range(count):
            make_institution(f"School {count} {n}")
        with django_assert_num_queries(4):
            told = list(documents(None))
        assert len(told) == Institution.objects.count()


def test_a_hit_is_shown_as_in_the_directory(make_institution: Make, django_assert_num_queries: Any) -> None:
    shelf = next(one for one in shelves() if one.name == "institutions")
    schools = [make_institution(f"School {n}", place="Osh") for n in range(3)]
    with django_assert_num_queries(4):
        hits = shelf.hits([school.code for school in schools], AnonymousUser())
    hit = hits[schools[0].code]
    assert (hit.title, hit.lang, hit.meta) == ("School 0", "", "school, Osh, Kyrgyzstan.")
    assert hit.url == f"/en/institutions/{schools[0].code}/"
    assert [facet.labels(["KG"])["KG"] for facet in shelf.facets if facet.name == "country"] == ["Kyrgyzstan"]


def test_verbs_say_what_they_changed(
    make_institution: Make, make_user: Make, make_staff: Make, make_officer: Make
) -> None:
    coordinator = make_officer(OfficeKind.COORDINATOR)
    school = make_institution("School", state=State.CLAIMED)
    leader = make_user()
    make_staff(leader, school)
    changed()
    verify_institution(institution=school, ground="I know it", by=coordinator)
    assert changed() == {school.code}
    school.refresh_from_db()
    set_name(institution=school, language="ru", text="Школа", by=leader)
    assert changed() == {school.code}
    set_name(institution=school, language="ru", text="", by=leader)
    assert changed() == {school.code}
    suspend(institution=school, ground="It closed", by=coordinator)
    assert changed() == {school.code}


def test_a_hit_is_told_in_the_language_of_its_reader(make_institution: Make, django_assert_num_queries: Any) -> None:
    """Two words are one sentence in each language; a school that says nothing of itself has none."""
    terms = [Term.objects.filter(scheme=scheme).order_by("pk").first() for scheme in ("level", "theme")]
    told, bare = make_institution("Tartu Kool"), make_institution("Naryn")
    told.levels.add(terms[0])
    told.themes.add(terms[1])
    (shelf,) = (one for one in shelves() if one.name == "institutions")
    for language, level, theme in (
        ("ky", "Билим баскычтары", "Темалар"),
        ("ru", "Уровни образования", "Темы"),
        ("en", "Levels of education", "Themes"),
    ):
        with override(language), django_assert_num_queries(4):
            hits = shelf.hits([told.code, bare.code], AnonymousUser())
            said = [getattr(term, f"label_{language}") for term in terms]
            assert hits[told.code].facts == f"{level}: {said[0]}. {theme}: {said[1]}."
            assert hits[bare.code].facts == ""
