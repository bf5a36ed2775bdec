from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils import timezone

from core import findable
from core.models import FindableChange, Term


@pytest.fixture
def bells(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Collects the calls of the only listener."""
    heard: list[str] = []
    monkeypatch.setattr(findable, "_listeners", [])
    findable.listen(lambda: heard.append("ring"))
    return heard


@pytest.fixture
def _no_shelves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(findable, "_shelves", {})


def a_shelf(name: str, order: int) -> findable.Shelf:
    def documents(_codes: Any) -> Iterator[findable.Document]:
        return iter(())

    return findable.Shelf(
        name=name,
        label=name,
        order=order,
        documents=documents,
        visible_to=lambda _user: Term.objects.none(),
        hits=lambda _codes, _user: {},
    )


def waiting() -> list[tuple[str, str]]:
    return list(findable.waiting().values_list("shelf", "code"))


def test_a_change_is_true_with_its_transaction_and_rings_after_it(
    bells: list[str], db: None, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        findable.changed("institutions", "a", "b", "a")
        with transaction.atomic():
            findable.changed("pages", "c")
        assert bells == []
    assert waiting() == [("institutions", "a"), ("institutions", "b"), ("pages", "c")]
    assert bells == ["ring", "ring"]


def test_what_is_taken_back_was_never_changed(
    bells: list[str], db: None, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        with transaction.atomic():
            findable.changed("institutions", "a")
            transaction.set_rollback(True)
        findable.changed("institutions", "b")
    assert waiting() == [("institutions", "b")]
    assert bells == ["ring"]


def test_nothing_changed_rings_no_bell(bells: list[str], db: None, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        findable.changed("institutions")
    assert (waiting(), bells) == ([], [])


def test_many_changes_are_few_queries(bells: list[str], db: None, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        findable.changed("institutions", "a")
    with django_assert_num_queries(1):
        findable.changed("institutions", *(f"school{n}" for n in range(200)))


def test_the_housekeeper_rings_for_what_a_crash_left(bells: list[str], db: None) -> None:
    findable.changed("institutions", "a")
    assert findable.remind() is False  # its writer has just rung, or will
    FindableChange.objects.update(at=timezone.now() - timedelta(minutes=1))
    assert findable.remind() is True
    assert bells == ["ring"]


def test_what_fails_again_and_again_rings_no_more(bells: list[str], db: None) -> None:
    findable.changed("institutions", "a")
    FindableChange.objects.update(at=timezone.now() - timedelta(minutes=1), tries=findable.MOST_TRIES)
    assert findable.remind() is False
    assert bells == []


@pytest.mark.usefixtures("_no_shelves")
def test_shelves_stand_in_order_and_once() -> None:
    findable.add_shelf(a_shelf("pages", 40))
    findable.add_shelf(a_shelf("institutions", 20))
    assert [shelf.name for shelf in findable.shelves()] == ["institutions", "pages"]
    with pytest.raises(ValueError, match="stands twice"):
        findable.add_shelf(a_shelf("pages", 50))


def test_a_stranger_belongs_to_the_public(make_user: Any) -> None:
    assert findable.usual_audiences(AnonymousUser()) == frozenset({"public"})
    assert findable.usual_audiences(make_user()) == frozenset({"public", "members"})
