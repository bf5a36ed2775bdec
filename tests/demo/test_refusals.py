from collections.abc import Callable

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from core.models import Mark

pytestmark = pytest.mark.django_db


def test_a_reset_refuses_a_database_without_the_mark(make_user: Callable[..., User]) -> None:
    user = make_user()
    with pytest.raises(CommandError, match="mark"):
        call_command("demo", reset=True)
    assert list(User.objects.all()) == [user]


def test_planting_refuses_a_database_that_people_use(make_user: Callable[..., User]) -> None:
    user = make_user()
    with pytest.raises(CommandError, match="use this database already"):
        call_command("demo")
    assert (list(User.objects.all()), Mark.objects.count()) == ([user], 0)
