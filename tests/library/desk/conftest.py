"""A practice as a teacher hands it in, and two moderators who may judge it."""

from collections.abc import Callable
from typing import Any

import pytest
from wagtail.models import Locale

from accounts.models import OfficeKind, User
from core.models import Term
from library.actions.submitting import submit_practice
from library.actions.writing import save_step
from library.models import Practice, PracticeAuthor, PracticeGrade, PracticeReview
from twinning.models import Institution, Role

WORDS = (
    "We measured the river every week with the whole class, wrote down how deep and how clear it was, "
    "and told the village what we had found."
)


@pytest.fixture
def school(make_institution: Callable[..., Institution]) -> Institution:
    return make_institution("Baetov School 3")


@pytest.fixture
def teacher(make_user: Callable[..., User], make_staff: Callable[..., Any], school: Institution) -> User:
    user = make_user("Aigul", language="ky")
    make_staff(user, school, Role.TEACHER)
    return user


@pytest.fixture
def moderator(make_officer: Callable[..., User]) -> User:
    return named(make_officer(OfficeKind.MODERATOR), "Nurlan Toktosunov")


@pytest.fixture
def second(make_officer: Callable[..., User]) -> User:
    return named(make_officer(OfficeKind.MODERATOR), "Nurgul Asanova")


def named(user: User, name: str) -> User:
    """So that a test can tell whether the name of a moderator is shown."""
    user.name = name
    user.save(update_fields=["name"])
    return user


@pytest.fixture
def make_practice(teacher: User, school: Institution) -> Callable[..., Practice]:
    """A whole draft: nothing that the check would call an error."""

    def make(title: str = "We measure the river together", *, owner: User | None = None, **more: Any) -> Practice:
        locale, _new = Locale.objects.get_or_create(language_code=more.pop("language", "en"))
        by = owner or teacher
        facts: dict[str, Any] = {
            "summary": "A class measures a river.",
            **{part: f"{part}: {WORDS}" for part in ("context", "steps", "result", "reflection", "adapt")},
            "kind": Term.objects.get(scheme="practice_kind", code="project"),
            "evidence": 2,
            "licence": "cc-by",
            "consent": True,
            "safety": True,
            "institution": school,
        }
        practice = Practice(title=title, owner=by, locale=locale, **(facts | more))
        practice.subjects.set([Term.objects.get(scheme="subject", code="geography")])
        practice.audience.set([Term.objects.get(scheme="audience", code="teachers")])
        practice.grades = [PracticeGrade(grade=7)]
        practice.authors = [PracticeAuthor(user=by, name=by.name, institution=school)]
        practice.save()
        practice.save_revision(user=by, clean=False)
        return Practice.objects.get(pk=practice.pk)

    return make


@pytest.fixture
def submit() -> Callable[..., PracticeReview]:
    """As its owner hands it in; `said` are words of the story that are changed before."""

    def submitted(practice: Practice, *, answer: str = "", **said: str) -> PracticeReview:
        row = Practice.objects.get(pk=practice.pk)
        if said:
            save_step(practice=row, by=row.owner, version=row.version, step=2, facts=said)
            row = Practice.objects.get(pk=practice.pk)
        review = submit_practice(practice=row, by=row.owner, version=row.version, answer=answer)
        return PracticeReview.objects.get(pk=review.pk)

    return submitted


@pytest.fixture
def review(make_practice: Callable[..., Practice], submit: Callable[..., PracticeReview]) -> PracticeReview:
    return submit(make_practice())
