"""Two schools with open wishes, and what they do with each other."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from core.models import Term
from twinning.actions.answering import accept_proposal
from twinning.actions.sending import send_proposal
from twinning.models import (
    ClassLanguage,
    Institution,
    LessonTime,
    Partnership,
    Proposal,
    Role,
    SchoolClass,
    Wish,
    WishPoint,
)


@dataclass
class School:
    school: Institution
    leader: User
    wish: Wish


def letter(**more: Any) -> dict[str, Any]:
    """A letter that can be sent, unless `more` spoils it."""
    starts = timezone.localdate() + timedelta(days=10)
    said: dict[str, Any] = {
        "title": "Живая вода",
        "work": "project",
        "starts": starts,
        "ends": starts + timedelta(days=120),
        "plan": [
            {"term": "meet", "title": "", "due": (starts + timedelta(days=14)).isoformat()},
            {"term": "", "title": "Вода в бутылке", "due": ""},
        ],
        "phrases": [{"key": "greeting-day", "params": {}}, {"key": "want-theme", "params": {"theme": "water"}}],
        "words": "Салам! Биз Нарын суусун изилдейбиз.",
        "language": "ky",
    }
    return {**said, **more}


def open_wish(school: Institution, *, partners: int = 1, by: User | None = None) -> Wish:
    group = SchoolClass.objects.create(institution=school, name="7 Б", age_from=12, age_to=13, size=24)
    ClassLanguage.objects.create(school_class=group, language="ru", level="B2")
    for weekday in range(1, 6):
        LessonTime.objects.create(school_class=group, weekday=weekday, starts=time(13), ends=time(17, 30))
    wish = Wish.objects.create(
        institution=school,
        school_class=group,
        title="Вода",
        state=Wish.State.OPEN,
        partners=partners,
        starts=date(2027, 1, 11),
        by=by,
    )
    for scheme, code in (("work", "project"), ("theme", "water")):
        term = Term.objects.get(scheme=scheme, code=code)
        WishPoint.objects.create(wish=wish, criterion=scheme, side="seek", term=term)
    return wish


@pytest.fixture
def found_school(
    make_user: Callable[..., User], make_institution: Callable[..., Institution], make_staff: Callable[..., Any]
) -> Callable[..., School]:
    """A verified school with a leader and an open wish."""

    def found(name: str, *, country: str = "KG", partners: int = 1, **more: Any) -> School:
        school = make_institution(name, country=country, place=more.pop("place", f"Place of {name}"), **more)
        leader = make_user(f"Leader of {name}")
        make_staff(leader, school, Role.LEADER)
        return School(school, leader, open_wish(school, partners=partners, by=leader))

    return found


@pytest.fixture
def ours(found_school: Callable[..., School]) -> School:
    return found_school("Ak-Talaa", place="Baetov")


@pytest.fixture
def theirs(found_school: Callable[..., School]) -> School:
    return found_school("Tartu Kool", country="EE", place="Tartu")


@pytest.fixture
def send() -> Callable[..., Proposal]:
    def send(one: School, other: School, **more: Any) -> Proposal:
        key = more.pop("client_key", "")
        return send_proposal(from_wish=one.wish, to_wish=other.wish, by=one.leader, client_key=key, **letter(**more))

    return send


@pytest.fixture
def join(send: Callable[..., Proposal]) -> Callable[..., Partnership]:
    def join(one: School, other: School, **more: Any) -> Partnership:
        return accept_proposal(proposal=send(one, other, **more), by=other.leader)

    return join


def expire(proposal: Proposal) -> None:
    """As if fifteen days had passed."""
    Proposal.objects.filter(pk=proposal.pk).update(expires_at=timezone.now() - timedelta(days=1))
    proposal.refresh_from_db()
