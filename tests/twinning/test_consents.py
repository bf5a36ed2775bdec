"""The rules of safe work: read by everybody, signed once by those who lead."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from core.errors import Invalid, Refused
from core.models import Deed
from twinning.actions.consents import RULES_VERSION, sign_rules
from twinning.models import Institution, Role, RulesConsent, Staff


@pytest.fixture
def school(make_institution: Callable[..., Institution]) -> Institution:
    return make_institution("Көпүрө", rules=False)


@pytest.fixture
def leader(make_user: Callable[..., User], make_staff: Callable[..., Staff], school: Institution) -> User:
    user = make_user("Айгүл")
    make_staff(user, school)
    return user


def test_the_leader_signs_once_however_often_they_click(school: Institution, leader: User) -> None:
    first = sign_rules(institution=school, by=leader, name=" Айгүл Асанова\x00 ")
    again = sign_rules(institution=school, by=leader, name="Somebody")
    assert first == again
    assert list(RulesConsent.objects.values_list("institution", "version", "by", "name")) == [
        (school.pk, RULES_VERSION, leader.pk, "Айгүл Асанова")
    ]
    assert list(Deed.objects.values_list("deed", "by")) == [("twinning.sign_rules", leader.pk)]


def test_a_stranger_and_a_teacher_sign_nothing(
    make_user: Callable[..., User], make_staff: Callable[..., Staff], school: Institution
) -> None:
    teacher, stranger = make_user(), make_user()
    make_staff(teacher, school, role=Role.TEACHER)
    for person in (teacher, stranger):
        with pytest.raises(Refused):
            sign_rules(institution=school, by=person, name="Name")
    assert (RulesConsent.objects.count(), Deed.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("name", "version", "field"),
    [
        ("", RULES_VERSION, "name"),
        ("\x00 ", RULES_VERSION, "name"),
        ("x" * 151, RULES_VERSION, "name"),
        ("A", "1", "agreed"),
    ],
)
def test_nonsense_is_refused(school: Institution, leader: User, name: str, version: str, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        sign_rules(institution=school, by=leader, name=name, version=version)
    assert (refused.value.field, RulesConsent.objects.count()) == (field, 0)


@pytest.mark.parametrize(("language", "said"), [("ky", "катталбайт"), ("ru", "учётных записей"), ("en", "no accounts")])
def test_everybody_reads_the_rules(client: Client, db: None, language: str, said: str) -> None:
    page = client.get(f"/{language}/rules/")
    assert (page.status_code, said in page.text, f'href="/{language}/rules/"' in page.text) == (200, True, True)


def test_signing_on_the_page_needs_the_tick_and_goes_on(
    signed_in: Callable[[User], Client], school: Institution, leader: User
) -> None:
    browser, url = signed_in(leader), f"/en/my/rules/{school.code}/"
    assert 'value="Айгүл"' in browser.get(url).text
    refused = browser.post(url, {"version": RULES_VERSION, "name": "Айгүл"})
    assert (refused.status_code, "Tick this if you agree" in refused.text, RulesConsent.objects.count()) == (
        400,
        True,
        0,
    )
    old = browser.post(url, {"version": "2020-1", "name": "Айгүл", "agreed": "on"})
    assert (old.status_code, "newer version" in old.text, RulesConsent.objects.count()) == (400, True, 0)
    for answer in (old, browser.get(url)):  # the form is of the rules that it shows; they are still to be agreed to
        form = answer.context["form"]
        assert (form["version"].value(), bool(form["agreed"].value())) == (RULES_VERSION, False)
    sent = browser.post(url, {"version": RULES_VERSION, "name": "Айгүл", "agreed": "on", "next": "/en/partners/"})
    assert (sent.status_code, sent.headers["Location"]) == (302, "/en/partners/")
    page = browser.get(url)
    assert ("Signed by: Aygül" in page.text, 'name="agreed"' in page.text) == (True, False)


def test_a_teacher_reads_why_they_cannot_sign_and_a_stranger_finds_nothing(
    make_user: Callable[..., User],
    make_staff: Callable[..., Staff],
    signed_in: Callable[[User], Client],
    school: Institution,
    leader: User,
) -> None:
    assert leader.is_active
    teacher, stranger = make_user(), make_user()
    make_staff(teacher, school, role=Role.TEACHER)
    url = f"/en/my/rules/{school.code}/"
    assert "Only the leader or a deputy" in signed_in(teacher).get(url).text
    sent = {"version": RULES_VERSION, "name": "Teacher", "agreed": "on"}
    assert signed_in(teacher).post(url, sent).status_code == 403
    assert signed_in(stranger).get(url).status_code == 404
    assert signed_in(stranger).post(url, sent).status_code == 404
    assert Client().get(url).status_code == 302
    assert RulesConsent.objects.count() == 0
