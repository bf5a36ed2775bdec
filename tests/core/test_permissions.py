from collections.abc import Callable, Iterator

import pytest
import rules
from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from core import permissions
from core.errors import Refused
from core.permissions import Condition, allowed, permit, require, why_not

tall = Condition(lambda _user, thing: thing > 2, "too small", "grow")
even = Condition(lambda _user, thing: thing % 2 == 0, "odd")


@pytest.fixture
def permission(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr(permissions, "_conditions", dict(permissions._conditions))
    permit("test.measure", tall, even)
    yield "test.measure"
    rules.remove_perm("test.measure")


def test_all_conditions_must_hold(permission: str) -> None:
    assert [allowed(None, permission, size) for size in (1, 2, 3, 4)] == [False, False, False, True]


def test_the_first_that_fails_explains(permission: str) -> None:
    assert why_not(None, permission, 1) is tall
    assert why_not(None, permission, 3) is even
    assert why_not(None, permission, 4) is None


def test_require_says_why_and_what_next(permission: str) -> None:
    require(None, permission, 4)
    with pytest.raises(Refused) as refused:
        require(None, permission, 1)
    assert (refused.value.text, refused.value.next_step) == ("too small", "grow")


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
