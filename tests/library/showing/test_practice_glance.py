"""What stands before the text of a practice: the first picture, who wrote it, five facts."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from library.models import Adoption
from tests import practices
from tests.library.shelf_world import published

pytestmark = pytest.mark.django_db
TAG = re.compile(r"<[^>]+>")


def facts(page: str) -> dict[str, str]:
    drawn = page.partition('<dl class="glance">')[2].partition("</dl>")[0]
    pairs = re.findall(r"<dt>(.*?)</dt>(.*?)</div>", drawn, re.DOTALL)
    return {label: " ".join(TAG.sub(" ", words).split()) for label, words in pairs}


def page_of(code: str, client: Client | None = None) -> str:
    answer = (client or Client()).get(f"/en/library/{code}/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_five_facts_stand_before_the_text(school: Any, make_institution: Callable[..., Any]) -> None:
    river = published(school, time_needed="two lessons", needs="a plate <b>", offline=True)
    for name, country, worked in (("Kool", "EE", "yes"), ("Other", "KZ", "no")):
        other = make_institution(name, country=country)
        Adoption.objects.create(practice=river, institution=other, language="et", outcome="Hea", worked=worked)
    page = page_of(river.code)
    assert facts(page) == {
        "How sure": "Replicated by another school",
        "For": "Grades 5–7, ages 11 to 14 Geography",
        "Takes": "Two lessons",
        "Needs": "A plate &lt;b&gt; works without internet",
        "Tried by": "2 other schools Estonia",
    }
    assert page.index('class="glance"') < page.index("Two things are enough.")
    assert page.count("Two lessons") == 1


def test_what_nobody_said_is_left_out(school: Any) -> None:
    idea = published(school, grades=[], subjects=[], evidence=1)
    assert facts(page_of(idea.code)) == {"How sure": "An idea", "Tried by": "no other school yet"}


def test_the_first_picture_stands_on_top_and_nowhere_else(teacher: User) -> None:
    draft = practices.draft(by=teacher)
    first, second = (
        practices.add(draft, by=teacher, content=practices.picture(colour=(number, 9, 9)), name="a.jpg")
        for number in (1, 200)
    )
    practice = practices.publish(practices.again(draft))
    page = page_of(practice.code)
    top = page.partition('<figure class="prac-shot">')[2].partition("</figure>")[0]
    assert (first.code in top, "width=" in top, "height=" in top, "lazy" in top) == (True, True, True, False)
    below = page.partition("</figure>")[2].partition("</main>")[0]
    assert (f"/{first.code}/" in below, f"/{second.code}/" in below) == (False, True)
    assert practice.short_code in below


def test_without_a_picture_its_kind_is_drawn(school: Any) -> None:
    page = page_of(published(school).code)
    top = page.partition('class="prac-shot undrawn"')[2].partition('class="glance"')[0]
    assert ("no-pic-blue" in top, "<img" in top, page.count('class="qr"')) == (True, False, 1)
