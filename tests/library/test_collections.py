"""Collections: curators choose practices, the first one stands on top of the library, each has a page."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from core.errors import Invalid, Refused
from library.actions.pages import put_collection_first
from library.models import LibraryPage, Practice
from tests.library.shelf_world import published
from twinning.models import Institution

pytestmark = pytest.mark.django_db
CODE = str(uuid4())
Make = Callable[..., Any]


def page_in(language: str) -> LibraryPage:
    found: LibraryPage = LibraryPage.objects.get(locale__language_code=language)
    return found


def put(by: Any, *practices: Practice, language: str = "en", title: str = "Two shifts", code: str = CODE) -> None:
    page = page_in(language)
    put_collection_first(page=page, code=code, title=title, lead="An hour for both.", practices=practices, by=by)


def words(address: str) -> str:
    answer = Client().get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_it_stands_on_top_and_opens_in_the_curators_order(admin: User, school: Institution) -> None:
    first, second, other = (published(school, title) for title in ("First", "Second", "Other"))
    put(admin, second, first)
    above = words("/en/library/").partition('class="feat night"')[2].partition("</section>")[0]
    assert ("Collection, 2 practices" in above, "Two shifts" in above, "An hour for both." in above) == (True,) * 3
    assert f'href="/en/library/collections/{CODE}/"' in above
    shown = words(f"/en/library/collections/{CODE}/")
    assert 0 < shown.index(">Second</a>") < shown.index(">First</a>")
    assert f">{other.title}</a>" not in shown
    assert 'class="feat' not in words("/en/library/?kind=lesson")


def test_one_of_the_same_code_is_replaced_and_others_move_down(admin: User, school: Institution) -> None:
    practice = published(school)
    put(admin, practice, title="Old")
    put(admin, practice, title="Another", code=str(uuid4()))
    put(admin, practice, title="New")
    titles = [block.value["title"] for block in page_in("en").rows if block.block_type == "practices"]
    assert titles == ["New", "Another"]
    assert [block.block_type for block in page_in("en").rows][2:] == ["guidelines", "articles", "links"]
    assert "Another" in words("/en/library/")


def test_each_language_has_its_words_under_one_address(admin: User, school: Institution) -> None:
    key = uuid4()
    river = published(school, "River", key=key)
    published(school, "Дарыя", language="ky", key=key)
    put(admin, river)
    put(admin, river, language="ky", title="Эки нөөмөт")
    kyrgyz, russian = (words(f"/{language}/library/collections/{CODE}/") for language in ("ky", "ru"))
    assert ("Эки нөөмөт" in kyrgyz, ">Дарыя</a>" in kyrgyz) == (True, True)
    assert '<h1 lang="ky">Эки нөөмөт' in russian


def test_only_who_edits_pages_puts_one_there(
    admin: User, school: Institution, make_user: Make, moderator: User
) -> None:
    practice = published(school)
    for stranger in (make_user(), moderator):
        with pytest.raises(Refused):
            put(stranger, practice)
    assert [block.block_type for block in page_in("en").rows] == ["guidelines", "articles", "links"]


def test_nonsense_is_refused(admin: User, school: Institution) -> None:
    live, draft = published(school), published(school, "Draft", state=Practice.State.DRAFT)
    many = [published(school, f"Practice {number}") for number in range(13)]
    for chosen, title in (((), "Empty"), ((live, draft), "Draft"), (many, "Many"), ((live,), ""), ((live,), "x" * 121)):
        with pytest.raises(Invalid):
            put(admin, *chosen, title=title)
    assert [block.block_type for block in page_in("en").rows] == ["guidelines", "articles", "links"]


def test_what_is_public_no_more_is_left_out(admin: User, school: Institution) -> None:
    river, pond = published(school, "River"), published(school, "Pond")
    put(admin, river, pond)
    Practice.objects.filter(pk=pond.pk).update(live=False, state=Practice.State.TAKEN_DOWN)
    assert "Pond" not in words(f"/en/library/collections/{CODE}/")
    assert "Collection, 1 practice </p>" in words("/en/library/")
    Practice.objects.filter(pk=river.pk).update(live=False, state=Practice.State.TAKEN_DOWN)
    assert 'class="feat' not in words("/en/library/")
    assert Client().get(f"/en/library/collections/{CODE}/").status_code == 404


def test_a_strange_code_is_missing(admin: User, school: Institution) -> None:
    put(admin, published(school))
    for code in (str(uuid4()), "x", "1" * 40, str(page_in("en").rows[1].id)):
        assert Client().get(f"/en/library/collections/{code}/").status_code == 404


@pytest.mark.parametrize("rows", [1, 3, 12])
def test_both_pages_cost_the_same_however_many(admin: User, make_institution: Make, rows: int) -> None:
    chosen = [published(make_institution(f"School {number}"), f"Practice {number}") for number in range(rows)]
    put(admin, *chosen)
    client, costs = Client(), []
    for address in ("/en/library/", f"/en/library/collections/{CODE}/"):
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).content.decode().count('class="prac"') == rows
        costs.append(len(asked))
    assert costs == [20, 12]
