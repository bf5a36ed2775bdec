from collections.abc import Callable, Iterator

import pytest
import rules
from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from core import permissions
from core.errors import Refused, said
from core.permissions import Case, Condition, Door, allowed, explain, permit, require, why_not

HALL = Door("To the hall", lambda _user, thing: f"/hall/{thing}/", returns=True)
tall = Condition(lambda _user, thing: thing > 1, "too small", "grow", "tall", HALL)
even = Condition(lambda _user, thing: thing % 2 == 0, "odd", "double it", "even", HALL)


@pytest.fixture
def permission(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr(permissions, "_conditions", dict(permissions._conditions))
    permit("test.measure", tall, even)
    yield "test.measure"
    rules.remove_perm("test.measure")


def test_all_conditions_must_hold(permission: str) -> None:
    assert [allowed(None, permission, size) for size in (1, 2, 3, 4)] == [False, True, False, True]


def test_the_first_that_fails_explains(permission: str) -> None:
    reasons = [why_not(None, permission, size) for size in (1, 3, 4)]
    assert [reason and (reason.code, reason.why, reason.next_step) for reason in reasons] == [
        ("tall", "too small", "grow"),
        ("even", "odd", "double it"),
        None,
    ]


def test_a_finer_reason_comes_first(permission: str) -> None:
    explain(tall, Case(lambda _user, thing: thing < 0, "deep", lambda _user, thing: f"{-thing} below", "climb", HALL))
    reason, plain = why_not(None, permission, -3), why_not(None, permission, 1)
    tall.cases.clear()
    assert reason is not None
    assert plain is not None
    assert (reason.code, reason.why, reason.url, reason.action) == ("deep", "3 below", "/hall/-3/", "To the hall")
    assert plain.code == "tall"


def test_what_is_given_is_not_asked_again(permission: str) -> None:
    assert why_not(None, permission, 2, given=tall) is None


def test_require_says_why_and_what_next(permission: str) -> None:
    require(None, permission, 4)
    with pytest.raises(Refused) as refused:
        require(None, permission, 1)
    error = refused.value
    assert (error.text, error.next_step, error.reason, error.url) == ("too small", "grow", "tall", "/hall/1/")
    assert said(error) == {
        "text": "too small",
        "next_step": "grow",
        "url": "/hall/1/",
        "action": "To the hall",
        "reason": "tall",
    }


def test_a_door_that_leads_back_knows_where_to(permission: str) -> None:
    with pytest.raises(Refused) as refused:
        require(None, permission, 1)
    assert refused.value.door_from("/ky/there/?x=1") == "/hall/1/?next=%2Fky%2Fthere%2F%3Fx%3D1"


def test_a_name_is_given_once(permission: str) -> None:
    with pytest.raises(ValueError, match="registered twice"):
        permit(permission, even)


def test_an_unknown_name_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        require(None, "test.nonsense")


def test_django_asks_the_same_rules(make_user: Callable[..., User]) -> None:
    user, other = make_user(), make_user()
    assert user.has_perm("accounts.edit_settings", user)
    assert not user.has_perm("accounts.edit_settings", other)


@pytest.mark.parametrize(
    ("name", "own", "others"),
    [
        ("accounts.see_person", True, False),
        ("accounts.edit_settings", True, False),
        ("accounts.take_data", True, False),
        ("accounts.change_security", True, False),
        ("accounts.delete_account", True, False),
        ("accounts.give_office", False, False),
        ("accounts.see_offices", False, False),
    ],
)
def test_members_decide_about_themselves_alone(
    make_user: Callable[..., User], name: str, own: bool, others: bool
) -> None:
    user, other = make_user(), make_user()
    assert (allowed(user, name, user), allowed(user, name, other)) == (own, others)
    assert not allowed(AnonymousUser(), name, user)
