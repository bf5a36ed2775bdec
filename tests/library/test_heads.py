"""The heads of practices: their titles in their languages, the way up, and what each reader can do first."""

from collections.abc import Callable

import pytest
from django.template import Context, Template
from django.test import Client

from accounts.models import User
from tests.practices import draft, publish, submitted

SignIn = Callable[[User], Client]


def head(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    page = " ".join(answer.content.decode().split())
    assert page.count('<header class="head">') == 1
    return page.partition('<header class="head">')[2].partition("</header>")[0]


def test_a_title_is_in_its_language_and_none_in_that_of_the_page(teacher: User) -> None:
    practice = draft(by=teacher, language="ky")
    source = "{% load practices %}{% pagehead practice|titled %}{% endpagehead %}"
    practice.title = "Суу"
    assert '<h1 lang="ky">Суу</h1>' in Template(source).render(Context({"practice": practice}))
    practice.title = ""
    assert "<h1>A practice without a title</h1>" in Template(source).render(Context({"practice": practice}))


def test_a_practice_leads_up_to_those_of_its_kind(teacher: User, client: Client) -> None:
    practice = publish(submitted(by=teacher))
    found = head(client, f"/en/library/{practice.code}/")
    assert '<li><a href="/en/library/">Library</a></li>' in found
    assert f'<a href="/en/library/?kind={practice.kind.code}" data-back>' in found


def test_what_each_reader_of_a_practice_can_do_first(
    teacher: User, stranger: User, client: Client, signed_in: SignIn
) -> None:
    practice = publish(submitted(by=teacher))
    address, tried = f"/en/library/{practice.code}/", f'href="/en/library/{practice.code}/tried/"'
    mend = f'href="/en/practices/{practice.code}/write/1/"'
    author, visitor = head(signed_in(teacher), address), head(client, address)
    assert (mend in author, tried in author) == (True, False)
    assert (mend in visitor, tried in visitor) == (False, True)
    assert mend not in head(signed_in(stranger), address)


def test_a_returned_practice_is_changed_from_its_head(teacher: User, signed_in: SignIn) -> None:
    practice = submitted(by=teacher)
    found = head(signed_in(teacher), f"/en/practices/{practice.code}/review/")
    assert (f'href="/en/practices/{practice.code}/look/"' in found, "Change it" in found) == (True, False)


@pytest.mark.parametrize("page", ["look", "review", "write/1", "preview", "delete"])
def test_pages_of_a_draft_are_for_its_authors(page: str, teacher: User, stranger: User, signed_in: SignIn) -> None:
    practice = draft(by=teacher)
    assert head(signed_in(teacher), f"/en/practices/{practice.code}/{page}/")
    assert signed_in(stranger).get(f"/en/practices/{practice.code}/{page}/").status_code in {403, 404}


def test_words_about_the_library_stand_below_the_head_of_members(
    teacher: User, client: Client, signed_in: SignIn
) -> None:
    visitor, member = head(client, "/en/library/"), head(signed_in(teacher), "/en/library/")
    words = visitor.partition('<p class="lead">')[2].partition("</p>")[0]
    assert words
    assert words not in member
    assert f'<p class="muted">{words}</p>' in signed_in(teacher).get("/en/library/").content.decode()
    assert ("Write a practice" in visitor, "Write a practice" in member) == (False, True)
