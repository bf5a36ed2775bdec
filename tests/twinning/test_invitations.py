"""Invitations: written, taken back, accepted by the right person, once."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.signing import Signer
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Standing, User
from core.errors import Conflict, Invalid, KoepueroeError, Refused, TooMany
from core.models import Deed
from twinning.actions.invitations import invite_colleague, invite_partner, withdraw_invitation
from twinning.actions.joining_by_invitation import accept_invitation
from twinning.models import Institution, Invitation, Role, Staff, State
from twinning.queries.invitations import invitation_of, token_of

MAIL = {"email": "new@example.org", "language": "ru"}
pytestmark = pytest.mark.usefixtures("at_commit")


@pytest.fixture
def at_commit(db: None, django_capture_on_commit_callbacks: Any) -> Any:
    with django_capture_on_commit_callbacks(execute=True):
        yield


@pytest.fixture
def school(make_institution: Callable[..., Institution]) -> Institution:
    return make_institution("Көпүрө")


@pytest.fixture
def listed(make_institution: Callable[..., Institution]) -> Institution:
    return make_institution("Tartu Kool", country="EE", state=State.LISTED, rules=False)


@pytest.fixture
def leader(make_user: Callable[..., User], make_staff: Callable[..., Staff], school: Institution) -> User:
    user = make_user("Айгүл")
    make_staff(user, school)
    return user


@pytest.fixture
def newcomer(make_user: Callable[..., User]) -> User:
    return make_user("Бакыт", email="new@example.org")


def colleague(school: Institution, by: User, **more: Any) -> Invitation:
    return invite_colleague(**{"institution": school, "by": by, "role": Role.TEACHER, **MAIL, **more})


def places(user: User) -> list[tuple[Any, ...]]:
    return list(Staff.objects.filter(user=user).values_list("institution", "role", "state"))


def test_a_leader_invites_and_the_mail_goes_out_in_the_chosen_language(
    school: Institution, leader: User, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        invitation = colleague(school, leader, words="Кош келиңиз!")
    (sent,) = mail.outbox
    assert (sent.to, sent.subject) == (["new@example.org"], "Приглашение: Көпүрө")
    assert f"http://testserver/ru/invitation/{token_of(invitation)}/" in sent.body
    assert ("Кош келиңиз!" in sent.body, "Айгүл" in sent.body) == (True, True)
    assert invitation.expires_at - timezone.now() > timedelta(days=13, hours=23)
    assert Deed.objects.filter(deed="twinning.invite", by=leader).count() == 1


def test_an_invited_colleague_is_verified_by_the_invitation(school: Institution, leader: User, newcomer: User) -> None:
    invitation = colleague(school, leader, role=Role.DEPUTY)
    accept_invitation(invitation=invitation, by=newcomer)
    assert places(newcomer) == [(school.pk, Role.DEPUTY, Staff.State.VERIFIED)]
    assert Standing.objects.get(user=newcomer).may_write is True
    deeds = Deed.objects.filter(deed="twinning.verify_person")
    assert list(deeds.values_list("by", "concerns")) == [(leader.pk, newcomer.pk)]


def test_whoever_accepts_from_another_address_waits(
    school: Institution, leader: User, make_user: Callable[..., User]
) -> None:
    other = make_user()
    accept_invitation(invitation=colleague(school, leader), by=other)
    assert places(other) == [(school.pk, Role.TEACHER, Staff.State.ASKED)]
    assert Standing.objects.filter(user=other, may_write=True).exists() is False


def test_the_word_of_somebody_who_no_longer_leads_verifies_nobody(
    school: Institution, leader: User, newcomer: User
) -> None:
    invitation = colleague(school, leader)
    Staff.objects.filter(user=leader).update(role=Role.TEACHER)
    accept_invitation(invitation=Invitation.objects.get(pk=invitation.pk), by=newcomer)
    assert places(newcomer) == [(school.pk, Role.TEACHER, Staff.State.ASKED)]


def test_an_invited_partner_waits_at_the_listed_institution_which_stays_in_the_list(
    school: Institution, listed: Institution, leader: User, newcomer: User
) -> None:
    invitation = invite_partner(institution=school, by=leader, to_institution=listed, **MAIL)
    accept_invitation(invitation=invitation, by=newcomer, role=Role.TEACHER)
    listed.refresh_from_db()
    assert (places(newcomer), listed.state) == ([(listed.pk, Role.TEACHER, Staff.State.ASKED)], State.LISTED)


def test_a_partner_without_a_listed_institution_finds_it_later(
    school: Institution, leader: User, newcomer: User
) -> None:
    invitation = invite_partner(institution=school, by=leader, **MAIL)
    assert accept_invitation(invitation=invitation, by=newcomer) is None
    assert (places(newcomer), Invitation.objects.get().used_by) == ([], newcomer)


def test_a_link_works_once_and_a_double_click_does_no_harm(
    school: Institution, leader: User, newcomer: User, make_user: Callable[..., User]
) -> None:
    invitation, other = colleague(school, leader), make_user()
    first = accept_invitation(invitation=invitation, by=newcomer)
    assert accept_invitation(invitation=invitation, by=newcomer) == first
    with pytest.raises(Conflict):
        accept_invitation(invitation=invitation, by=other)
    with pytest.raises(Conflict):
        withdraw_invitation(invitation=invitation, by=leader)
    assert (len(places(newcomer)), places(other)) == (1, [])


@pytest.mark.parametrize("how", ["withdrawn", "expired", "own", "suspended"])
def test_what_cannot_be_accepted_changes_nothing(school: Institution, leader: User, newcomer: User, how: str) -> None:
    invitation, by = colleague(school, leader), newcomer
    if how == "withdrawn":
        withdraw_invitation(invitation=invitation, by=leader)
    elif how == "expired":
        Invitation.objects.update(expires_at=timezone.now())
    elif how == "suspended":
        Institution.objects.filter(pk=school.pk).update(state=State.SUSPENDED)
    else:
        by = leader
    before = places(by)
    with pytest.raises(Conflict):
        accept_invitation(invitation=invitation, by=by)
    assert (places(by), Invitation.objects.get().used_at) == (before, None)


def test_strangers_and_teachers_invite_and_take_back_nothing(
    school: Institution, leader: User, make_user: Callable[..., User], make_staff: Callable[..., Staff]
) -> None:
    invitation, teacher, stranger = colleague(school, leader), make_user(), make_user()
    make_staff(teacher, school, role=Role.TEACHER)
    for person in (teacher, stranger):
        with pytest.raises(Refused):
            colleague(school, person, email="x@example.org")
        with pytest.raises(Refused):
            invite_partner(institution=school, by=person, email="x@example.org", language="en")
        with pytest.raises(Refused):
            withdraw_invitation(invitation=invitation, by=person)
    assert list(Invitation.objects.values_list("withdrawn_at", flat=True)) == [None]


def test_only_a_verified_institution_invites_partners(school: Institution, leader: User) -> None:
    Institution.objects.update(state=State.CLAIMED)
    with pytest.raises(Refused):
        invite_partner(institution=Institution.objects.get(), by=User.objects.get(pk=leader.pk), **MAIL)
    assert Invitation.objects.count() == 0


@pytest.mark.parametrize(
    "nonsense",
    [
        {"email": "nobody"},
        {"email": "a@b.kg\nBcc: c@d.kg"},
        {"role": Role.LEADER},
        {"role": "king"},
        {"language": "xx"},
    ],
)
def test_nonsense_is_refused(school: Institution, leader: User, nonsense: dict[str, Any]) -> None:
    with pytest.raises(KoepueroeError) as refused:
        colleague(school, leader, **nonsense)
    assert (type(refused.value), refused.value.field if isinstance(refused.value, Invalid) else "") == (
        Invalid,
        next(iter(nonsense)),
    )
    assert Invitation.objects.count() == 0


def test_an_institution_that_is_here_already_is_not_invited(
    school: Institution, leader: User, make_institution: Callable[..., Institution]
) -> None:
    for partner in (school, make_institution("Other", state=State.CLAIMED), make_institution("Third", hidden=True)):
        with pytest.raises(KoepueroeError):
            invite_partner(institution=school, by=leader, to_institution=partner, **MAIL)
    assert Invitation.objects.count() == 0


def test_twenty_a_day(school: Institution, leader: User) -> None:
    for n in range(20):
        colleague(school, leader, email=f"n{n}@example.org")
    with pytest.raises(TooMany):
        colleague(school, leader)
    assert Invitation.objects.count() == 20


def test_a_link_that_we_did_not_write_leads_nowhere(school: Institution, leader: User) -> None:
    invitation = colleague(school, leader)
    assert invitation_of(token_of(invitation)) == invitation
    for token in (invitation.code, token_of(invitation)[:-1], Signer(salt="other").sign(invitation.code), "x:y"):
        assert invitation_of(token) is None
        assert Client().get(reverse("twinning:invitation", args=[token])).status_code == 404


def test_a_newcomer_signs_up_and_comes_back_to_the_invitation(school: Institution, leader: User) -> None:
    url = f"/en/invitation/{token_of(colleague(school, leader, words='Come!'))}/"
    browser = Client()
    page = browser.get(url)
    assert [said in page.text for said in ("Aygül", "Köpürö", "Come!", "Accept the invitation")] == [
        True,
        True,
        True,
        False,
    ]
    assert browser.post(url).status_code == 200
    assert Staff.objects.count() == 1
    entrance = re.search(r'href="(/en/accounts/signup/[^"]+)"', page.text)
    assert entrance is not None
    form = {
        "name": "Бакыт",
        "email": "new@example.org",
        "password1": "a long sentence 7",
        "accepted": "on",
        "next": url,
    }
    mail.outbox.clear()
    assert browser.post(entrance[1], form).status_code == 302
    link = re.search(r"http://testserver(\S+)", mail.outbox[-1].body)
    assert link is not None
    arrived = browser.post(link[1], follow=True)
    assert arrived.request["PATH_INFO"] == url
    done = browser.post(url)
    assert (done.status_code, places(User.objects.get(email="new@example.org"))) == (
        302,
        [(school.pk, Role.TEACHER, Staff.State.VERIFIED)],
    )
    assert "You have accepted this invitation." in browser.get(url).text


def test_the_invited_find_it_on_their_first_page(
    school: Institution, leader: User, newcomer: User, signed_in: Callable[[User], Client]
) -> None:
    colleague(school, leader)
    assert "You are invited: Köpürö" in signed_in(newcomer).get("/en/accounts/home/").text
    assert "You are invited" not in signed_in(leader).get("/en/accounts/home/").text


def test_a_used_link_says_so(
    school: Institution,
    leader: User,
    newcomer: User,
    make_user: Callable[..., User],
    signed_in: Callable[[User], Client],
) -> None:
    invitation = colleague(school, leader)
    url = f"/en/invitation/{token_of(invitation)}/"
    accept_invitation(invitation=invitation, by=newcomer)
    for browser in (Client(), signed_in(make_user())):
        page = browser.get(url)
        assert (page.status_code, "has been used already" in page.text) == (410, True)
    assert signed_in(make_user()).post(url).status_code == 409
    Invitation.objects.update(used_at=None, used_by=None, expires_at=timezone.now())
    assert "has expired" in Client().get(url).text
    Invitation.objects.update(withdrawn_at=timezone.now())
    assert "was taken back" in Client().get(url).text


def test_the_pages_of_a_leader(
    school: Institution, listed: Institution, leader: User, signed_in: Callable[[User], Client]
) -> None:
    browser = signed_in(leader)
    to = browser.get(f"/en/my/invitations/to/{listed.code}/")
    assert to.headers["Location"] == f"/en/my/invitations/partner/{school.code}/?to={listed.code}"
    assert "Tartu Kool" in browser.get(to.headers["Location"]).text
    assert browser.post(to.headers["Location"], MAIL).status_code == 302
    assert Invitation.objects.get().to_institution == listed
    url = f"/en/my/invitations/colleague/{school.code}/"
    bad = browser.post(url, {**MAIL, "email": "nobody", "role": "teacher", "words": "kept words"})
    assert (bad.status_code, "kept words" in bad.text, Invitation.objects.count()) == (400, True, 1)
    assert browser.post(url, {**MAIL, "role": "teacher"}).headers["Location"] == "/en/my/invitations/"
    page = browser.get("/en/my/invitations/")
    assert page.text.count("new@example.org") >= 2
    invitation = Invitation.objects.get(kind="colleague")
    assert browser.post(f"/en/my/invitations/{invitation.code}/withdraw/").status_code == 302
    invitation.refresh_from_db()
    assert invitation.withdrawn_at is not None


def test_a_stranger_finds_no_page(
    school: Institution, leader: User, make_user: Callable[..., User], signed_in: Callable[[User], Client]
) -> None:
    invitation, browser = colleague(school, leader), signed_in(make_user())
    assert browser.get(f"/en/my/invitations/colleague/{school.code}/").status_code == 404
    assert browser.post(f"/en/my/invitations/partner/{school.code}/", MAIL).status_code == 404
    assert browser.post(f"/en/my/invitations/{invitation.code}/withdraw/").status_code == 404
    assert "new@example.org" not in browser.get("/en/my/invitations/").text
    assert Client().get("/en/my/invitations/").status_code == 302
    assert Invitation.objects.get().withdrawn_at is None


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_the_same_queries_for_one_and_three(
    school: Institution,
    listed: Institution,
    leader: User,
    signed_in: Callable[[User], Client],
    rows: int,
    django_assert_num_queries: Any,
) -> None:
    for n in range(rows):
        colleague(school, leader, email=f"n{n}@example.org")
        invite_partner(institution=school, by=leader, email=f"p{n}@example.org", language="en", to_institution=listed)
    browser = signed_in(leader)
    browser.get("/en/my/invitations/")
    with django_assert_num_queries(10):
        page = browser.get("/en/my/invitations/")
    assert page.text.count("Link of the invitation") == page.text.count('<details class="open"') == 2 * rows
