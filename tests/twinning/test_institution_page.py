"""The page of an institution: its parts, and to whom each is shown."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from twinning.models import Institution, Role, SchoolClass

pytestmark = pytest.mark.django_db
PART = re.compile(r'<section aria-labelledby="(\w+)">(.*?)</section>', re.DOTALL)
People = tuple[Institution, User, User]


@pytest.fixture
def school(
    make_institution: Callable[..., Institution], make_user: Callable[..., User], make_staff: Callable[..., Any]
) -> People:
    found = make_institution("Ala-Too", place="At-Bashy")
    leader = make_user("Gulzat Asanova")
    make_staff(leader, found, Role.LEADER)
    SchoolClass.objects.create(institution=found, name="7 B", age_from=12, age_to=13, size=26)
    return found, leader, make_user("Stranger")


def parts(school: Institution, user: User | None) -> dict[str, str]:
    client = Client()
    if user is not None:
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = client.get(f"/en/institutions/{school.code}/")
    assert answer.status_code == 200
    return dict(PART.findall(answer.content.decode()))


def test_who_works_there_reads_classes_in_rows_and_people_by_name(school: People) -> None:
    found, leader, _stranger = school
    shown = parts(found, leader)
    assert list(shown)[:3] == ["facts", "classes", "people"]
    row = re.sub(r"<svg.*?</svg>|<[^>]+>|\s+", " ", shown["classes"])
    assert re.search(r"7 B\s+.*12.13.*26", row)
    assert "Gulzat Asanova" in shown["people"]
    assert "My institution" in shown["people"]
    assert "Ask to join" not in shown["people"]


@pytest.mark.parametrize("signed_in", [False, True])
def test_others_read_no_names_and_no_classes(school: People, signed_in: bool) -> None:
    found, _leader, stranger = school
    shown = parts(found, stranger if signed_in else None)
    assert "classes" not in shown
    assert "Gulzat Asanova" not in "".join(shown.values())
    assert "Names are shown to colleagues and partners alone." in shown["people"]
    assert "Ask to join" in shown["people"]


def test_free_days_stand_in_a_part_of_their_own(school: People) -> None:
    """Public holidays are known of each country."""
    found, _leader, _stranger = school
    assert re.search(r"<dt>[^<]*\d{4}", parts(found, None)["free"])
