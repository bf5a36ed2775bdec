"""Saved searches: kept by whoever saved them, told of by one look over what has changed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.utils import timezone

from community.models import Notice
from core import findable
from core.errors import Conflict, Invalid, Refused
from search.actions.duties.indexing import index_waiting
from search.actions.duties.telling import tell_of_news
from search.actions.saved_searches import change_saved, remove_saved, save_search
from search.models import SavedSearch
from search.policy import MOST_SAVED
from search.queries.saved_searches import saved_data
from tests.search.shelf import Things

pytestmark = pytest.mark.django_db
Index = Callable[[], int]


def put(things: Things, code: str, title: str, **more: Any) -> None:
    """As a verb does it: now, and through the outbox."""
    one = things.put(code, title, **more)
    things.documents = [*things.documents[:-1], replace(one, changed_at=timezone.now())]
    findable.changed(things.name, code)
    index_waiting()


def test_a_search_is_saved_once(things: Things, make_user: Any) -> None:
    user = make_user()
    saved = save_search(by=user, question=" суу сабагы ", facets={"country": ("KG", "EE")})
    assert (saved.title, saved.question, saved.facets) == ("суу сабагы", "суу сабагы", {"country": ["EE", "KG"]})
    assert save_search(by=user, question="суу сабагы", facets={"country": ("EE", "KG")}) == saved
    assert saved_data(user)[0]["question"] == "суу сабагы"


def test_a_visitor_saves_nothing(things: Things) -> None:
    with pytest.raises(Refused):
        save_search(by=AnonymousUser(), question="суу", facets={})
    assert SavedSearch.objects.count() == 0


def test_signs_alone_and_too_many_are_not_saved(things: Things, make_user: Any) -> None:
    user = make_user()
    with pytest.raises(Invalid):
        save_search(by=user, question="?!", facets={})
    for n in range(MOST_SAVED):
        save_search(by=user, question=f"суу {n}", facets={})
    with pytest.raises(Conflict):
        save_search(by=user, question="тоо", facets={})
    assert SavedSearch.objects.count() == MOST_SAVED


def test_only_the_owner_changes_and_removes(things: Things, make_user: Any) -> None:
    owner, other = make_user(), make_user()
    saved = save_search(by=owner, question="суу", facets={})
    with pytest.raises(Refused):
        change_saved(saved=saved, by=other, title="x", tell=False)
    with pytest.raises(Refused):
        remove_saved(saved=saved, by=other)
    saved.refresh_from_db()
    assert (saved.title, saved.tell) == ("суу", True)
    change_saved(saved=saved, by=owner, title="Суу", tell=False)
    with pytest.raises(Invalid):
        change_saved(saved=saved, by=owner, title=" ", tell=False)
    saved.refresh_from_db()
    assert (saved.title, saved.tell) == ("Суу", False)
    remove_saved(saved=saved, by=owner)
    assert SavedSearch.objects.count() == 0


def test_what_is_new_is_told_once_and_old_things_never(things: Things, indexed: Index, make_user: Any) -> None:
    user = make_user()
    put(things, "old", "Суу сабагы")
    saved = save_search(by=user, question="сууну", facets={})
    assert tell_of_news() == 0
    put(things, "a", "Таза суу", group="g")
    put(things, "b", "Чистая вода", language="ru", group="g")
    put(things, "c", "Тоо")
    assert (tell_of_news(), tell_of_news()) == (1, 0)
    notice = Notice.objects.get(user=user)
    assert (notice.key, notice.params) == ("search.found", {"title": "сууну", "n": 1})
    assert "/search/?q=" in notice.url
    indexed()  # everything is written anew: nothing of it is news
    assert tell_of_news() == 0
    change_saved(saved=saved, by=user, title="Суу", tell=False)
    put(things, "d", "Суу жана жер")
    assert tell_of_news() == 0
    saved.refresh_from_db()
    change_saved(saved=saved, by=user, title="Суу", tell=True)
    assert tell_of_news() == 0


def test_facets_phrases_and_words_left_out_hold_for_news(things: Things, make_user: Any) -> None:
    user = make_user()
    save_search(by=user, question='"таза суу" -тоо', facets={"country": ("KG",)})
    put(things, "a", "Суу таза", country=("KG",))
    put(things, "b", "Таза суу жана тоо", country=("KG",))
    put(things, "c", "Таза суу", country=("EE",))
    assert tell_of_news() == 0
    put(things, "d", "Таза суу", country=("KG",))
    assert tell_of_news() == 1


def test_what_one_may_not_see_is_not_told(things: Things, make_user: Any) -> None:
    user = make_user()
    save_search(by=user, question="суу", facets={})
    put(things, "a", "Купуя суу", audience="members")
    things.hide("a")
    assert tell_of_news() == 0
    assert Notice.objects.filter(user=user).count() == 0


@pytest.mark.parametrize("number", [1, 3])
def test_a_look_without_news_asks_a_constant_number_of_queries(
    things: Things, make_user: Any, number: int, django_assert_num_queries: Any
) -> None:
    for n in range(number):
        save_search(by=make_user(), question=f"суу {n}", facets={})
    SavedSearch.objects.update(looked_at=timezone.now() - timedelta(minutes=10))
    with django_assert_num_queries(4):
        assert tell_of_news() == 0


def test_the_pages_of_saved_searches(things: Things, indexed: Index, make_user: Any, signed_in: Any) -> None:
    user = make_user()
    client: Client = signed_in(user)
    things.put("a", "Суу")
    indexed()
    assert "Save this search" in client.get("/en/search/", {"q": "суу"}).text
    answer = client.post("/en/search/save/", {"q": "суу"}, follow=True)
    assert "Saved. You get a notice when something new fits." in answer.text
    saved = SavedSearch.objects.get(user=user)
    assert "You get a notice when something new fits." in client.get("/en/search/saved/").text
    page = f"/en/search/saved/{saved.code}/"
    assert client.post(page, {"title": ""}).status_code == 200
    assert client.post(page, {"title": "Water"}).status_code == 302
    saved.refresh_from_db()
    assert (saved.title, saved.tell) == ("Water", False)
    assert signed_in(make_user()).get(page).status_code == 404
    client = signed_in(user)
    assert "Remove this search?" in client.get(f"{page}remove/").text
    client.post(f"{page}remove/")
    assert "No saved search yet" in client.get("/en/search/saved/").text
