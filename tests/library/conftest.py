"""A teacher of a verified school, a stranger of another one, a moderator, and folders of their own for files."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from accounts.models import OfficeKind, User
from twinning.models import Institution, Role


@pytest.fixture(autouse=True)
def _own_shelf(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def school(make_institution: Callable[..., Institution]) -> Institution:
    return make_institution("Ala-Too School")


@pytest.fixture
def teacher(make_user: Callable[..., User], make_staff: Callable[..., Any], school: Institution) -> User:
    user = make_user("Aigul Sadyrova")
    make_staff(user, school, Role.TEACHER)
    return user


@pytest.fixture
def colleague(make_user: Callable[..., User], make_staff: Callable[..., Any], school: Institution) -> User:
    user = make_user("Nurlan Asanov")
    make_staff(user, school, Role.TEACHER)
    return user


@pytest.fixture
def stranger(
    make_user: Callable[..., User], make_staff: Callable[..., Any], make_institution: Callable[..., Institution]
) -> User:
    user = make_user("Kadri Oja")
    make_staff(user, make_institution("Tartu Kool", country="EE"))
    return user


@pytest.fixture
def moderator(make_officer: Callable[..., User]) -> User:
    return make_officer(OfficeKind.MODERATOR)
