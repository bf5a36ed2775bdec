"""We tried it: who tells, what is refused, and what it does to the page and the ladder."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import OfficeKind, User
from community.actions.reports import answer_report, report
from community.models import Notice
from core.errors import Conflict, Invalid, Refused, Stale
from core.models import Deed, FindableChange
from library.actions.adopting import change_adoption, hide_adoption, try_practice, withdraw_adoption
from library.actions.evaluating import evaluate_practice
from library.models import Adoption, Evaluation, Practice
from library.queries.adoptions import adoptions_of, adoptions_visible_to, evaluated_among, ladder_for, trials_of
from tests.library.shelf_world import published
from twinning.models import Role

pytestmark = pytest.mark.django_db
SAID = {"worked": "yes", "outcome": "They ask for it each Friday.", "language": "et"}


@pytest.fixture
def school(make_institution: Callable[..., Any]) -> Any:
    return make_institution("Ak-Talaa")


@pytest.fixture
def kool(make_institution: Callable[..., Any]) -> Any:
    return make_institution("Kool", country="EE")


@pytest.fixture
def author(make_user: Callable[..., User], make_staff: Callable[..., Any], school: Any) -> User:
    user = make_user("Author")
    make_staff(user, school)
    return user


@pytest.fixture
def leader(make_user: Callable[..., User], make_staff: Callable[..., Any], kool: Any) -> User:
    user = make_user("Kadri", language="en")
    make_staff(user, kool)
    return user


@pytest.fixture
def river(school: Any, author: User) -> Practice:
    return published(school, "River", owner=author)


def level(practice: Practice) -> int:
    key = practice.translation_key
    return ladder_for(practice, trials_of([key]).get(key, []), evaluated=bool(evaluated_among([key]))).level


def test_another_school_tells_and_the_ladder_rises(river: Practice, kool: Any, leader: User, author: User) -> None:
    before = level(river)
    told = try_practice(
        practice=river, institution=kool, by=leader, grades=[6, 5, 5], tried_on=date(2026, 3, 1), **SAID
    )
    assert (before, level(river)) == (2, 4)
    assert (told.grades, told.state, told.by) == ([5, 6], "shown", leader)
    assert list(adoptions_of(river)) == [told]
    assert list(Notice.objects.values_list("user__name", "key")) == [("Author", "library.adopted")]
    assert list(Deed.objects.values_list("deed", "by__name")) == [("library.adopt", "Kadri")]
    assert FindableChange.objects.filter(shelf="practices", code=river.code).count() == 1


def test_its_own_institution_is_refused(river: Practice, school: Any, author: User) -> None:
    with pytest.raises(Refused) as refused:
        try_practice(practice=river, institution=school, by=author, **SAID)
    assert str(refused.value.text) == "Your institution has a part in this practice. What others say of it counts."
    assert (Adoption.objects.count(), level(river)) == (0, 2)


def test_who_is_no_verified_staff_is_refused(river: Practice, kool: Any, make_user: Callable[..., User]) -> None:
    with pytest.raises(Refused):
        try_practice(practice=river, institution=kool, by=make_user(), **SAID)
    assert Adoption.objects.count() == 0


def test_a_foreign_institution_is_no_choice(
    river: Practice, leader: User, make_institution: Callable[..., Any]
) -> None:
    with pytest.raises(Invalid) as fault:
        try_practice(practice=river, institution=make_institution("Third"), by=leader, **SAID)
    assert (fault.value.field, Adoption.objects.count()) == ("institution", 0)


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("worked", "wonderfully"),
        ("outcome", " \u202e\x00 "),
        ("outcome", "x" * 2001),
        ("changes", "x" * 2001),
        ("language", "klingon"),
        ("grades", [13]),
        ("tried_on", date(1999, 1, 1)),
        ("tried_on", timezone.localdate() + timedelta(days=2)),
    ],
)
def test_nonsense_is_refused_and_nothing_changes(
    river: Practice, kool: Any, leader: User, field: str, wrong: Any
) -> None:
    with pytest.raises(Invalid) as fault:
        try_practice(practice=river, institution=kool, by=leader, **{**SAID, field: wrong})
    assert (fault.value.field, Adoption.objects.count(), Notice.objects.count()) == (field, 0, 0)


def test_an_institution_tells_once_in_whatever_language(river: Practice, kool: Any, leader: User) -> None:
    sibling = published(river.institution, "Дарыя", language="ky", key=river.translation_key)
    try_practice(practice=river, institution=kool, by=leader, **SAID)
    with pytest.raises(Conflict):
        try_practice(practice=sibling, institution=kool, by=leader, **SAID)
    assert (Adoption.objects.count(), level(sibling)) == (1, 4)


def test_it_is_taken_back_on_the_page_of_any_language(
    river: Practice, kool: Any, leader: User, signed_in: Callable[[User], Client]
) -> None:
    sibling = published(river.institution, "Дарыя", language="ky", key=river.translation_key)
    foreign = published(river.institution, "Another")
    told = try_practice(practice=river, institution=kool, by=leader, **SAID)
    browser, address = signed_in(leader), f"/en/library/{sibling.code}/tried/{told.code}/withdraw/"
    assert address in browser.get(f"/en/library/{sibling.code}/tried/").text
    assert browser.get(address).status_code == 200
    assert browser.post(f"/en/library/{foreign.code}/tried/{told.code}/withdraw/").status_code == 404
    told.refresh_from_db()
    assert told.state == "shown"
    assert browser.post(address).headers["Location"] == f"/en/library/{sibling.code}/"
    told.refresh_from_db()
    assert told.state == "withdrawn"


def test_it_is_changed_taken_back_and_told_again(river: Practice, kool: Any, leader: User) -> None:
    told = try_practice(practice=river, institution=kool, by=leader, **SAID)
    change_adoption(adoption=told, by=leader, version=told.version, **{**SAID, "worked": "no"})
    assert level(river) == 2
    with pytest.raises(Stale):
        change_adoption(adoption=told, by=leader, version=told.version, **SAID)
    withdraw_adoption(adoption=told, by=leader)
    withdraw_adoption(adoption=told, by=leader)
    assert (list(adoptions_of(river)), level(river)) == ([], 2)
    again = try_practice(practice=river, institution=kool, by=leader, **SAID)
    assert (again.pk, level(river), Adoption.objects.count()) == (told.pk, 4, 1)


def test_a_colleague_changes_only_as_leader(
    river: Practice, kool: Any, leader: User, make_user: Callable[..., User], make_staff: Callable[..., Any]
) -> None:
    told = try_practice(practice=river, institution=kool, by=leader, **SAID)
    colleague = make_user("Colleague")
    make_staff(colleague, kool, role=Role.TEACHER)
    with pytest.raises(Refused):
        withdraw_adoption(adoption=told, by=colleague)
    told.refresh_from_db()
    assert told.state == "shown"


def test_a_moderator_hides_it_and_it_cannot_be_told_again(
    river: Practice, kool: Any, leader: User, make_officer: Callable[..., User]
) -> None:
    told = try_practice(practice=river, institution=kool, by=leader, **SAID)
    with pytest.raises(Refused):
        hide_adoption(adoption=told, by=leader, reason="mine")
    moderator = make_officer(OfficeKind.MODERATOR)
    with pytest.raises(Invalid):
        hide_adoption(adoption=told, by=moderator, reason=" ")
    hide_adoption(adoption=told, by=moderator, reason="An advertisement.")
    assert (list(adoptions_of(river)), level(river)) == ([], 2)
    with pytest.raises(Conflict):
        try_practice(practice=river, institution=kool, by=leader, **SAID)
    told.refresh_from_db()
    with pytest.raises(Refused):
        change_adoption(adoption=told, by=leader, version=told.version, **SAID)
    assert set(adoptions_visible_to(leader)) == {told}
    assert list(Deed.objects.get(deed="library.hide_adoption").concerns.all()) == [leader]


def test_it_is_reported_and_removed(
    river: Practice, kool: Any, leader: User, author: User, make_officer: Callable[..., User]
) -> None:
    told = try_practice(practice=river, institution=kool, by=leader, **SAID)
    found = report(object_type="adoption", code=told.code, by=author, reason="spam")
    answer_report(report=found, by=make_officer(OfficeKind.MODERATOR), verdict="removed", answer="An advertisement.")
    told.refresh_from_db()
    assert (told.state, found.about) == ("hidden", leader)


def test_only_verified_institutions_count_now(river: Practice, kool: Any, leader: User) -> None:
    try_practice(practice=river, institution=kool, by=leader, **SAID)
    kool.state = "suspended"
    kool.save()
    assert (list(adoptions_of(river)), level(river)) == ([], 2)


def test_a_moderator_records_an_evaluation(river: Practice, author: User, make_officer: Callable[..., User]) -> None:
    said = {"evaluator": "Tartu University", "url": "https://example.org/a", "words": "It helps.", "language": "en"}
    with pytest.raises(Refused):
        evaluate_practice(practice=river, by=author, **said)
    moderator = make_officer(OfficeKind.MODERATOR)
    with pytest.raises(Invalid) as fault:
        evaluate_practice(practice=river, by=moderator, **{**said, "words": ""})
    assert (fault.value.field, Evaluation.objects.count(), level(river)) == ("words", 0, 2)
    evaluate_practice(practice=river, by=moderator, **said)
    assert (Evaluation.objects.count(), level(river)) == (1, 5)


def test_the_form_tells_changes_and_keeps_what_was_typed(
    river: Practice, leader: User, signed_in: Callable[[User], Client]
) -> None:
    client, address = signed_in(leader), f"/en/library/{river.code}/tried/"
    empty = client.post(address, {"institution": "nonsense", "changes": "Snow instead"})
    assert (empty.status_code, "Snow instead" in empty.content.decode(), Adoption.objects.count()) == (400, True, 0)
    kool = leader.places.get().institution.code
    said = {"institution": kool, **SAID, "grades": ["5", "6"], "changes": "Snow instead"}
    assert client.post(address, said).headers["Location"] == f"/en/library/{river.code}/#tried"
    told = Adoption.objects.get()
    assert (told.changed, told.grades) == ("Snow instead", [5, 6])
    stale = client.post(address, {**said, "version": told.version + 1, "outcome": "Other"})
    assert (stale.status_code, "A colleague changed this" in stale.content.decode()) == (400, True)
    client.post(address, {**said, "version": told.version, "worked": "partly"})
    told.refresh_from_db()
    assert told.worked == "partly"
    client.post(f"/en/library/{river.code}/tried/{told.code}/withdraw/")
    told.refresh_from_db()
    assert told.state == "withdrawn"


def test_the_first_of_a_family_is_locked_for_both(river: Practice, kool: Any, leader: User) -> None:
    """A double submit gives one report and one notice."""
    try_practice(practice=river, institution=kool, by=leader, **SAID)
    with pytest.raises(Conflict):
        try_practice(practice=river, institution=kool, by=leader, **SAID)
    assert (Adoption.objects.count(), Notice.objects.count()) == (1, 1)
