"""Every word on every page is marked with its language (`lang`): contents with their own, the interface with the page's.

Contents are planted in Russian with one word that no interface has; pages are read in English. Names are planted in
Cyrillic letters, and a reader of English sees none of these that is not marked.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

import pytest
from django.db import transaction
from django.utils import translation
from lxml import html  # type: ignore[import-untyped]  # it has no stubs
from lxml.html import HtmlElement  # type: ignore[import-untyped]  # as above

from accounts.models import User
from community.models import Message, Post, Topic
from core.text import fold, has_cyrillic
from library.models import Adoption, Evaluation
from tests import practices
from tests.test_addresses import ROWS, WHO
from tests.walking import address_of, ask
from tests.world_of_everyone import World, plant
from twinning.models import Institution, InstitutionName, PlanItem, Proposal, TwinSpace, Wish

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("tongues")]

MARK: Final = "Чародейка"
SPOKEN_ABOUT: Final = ("aria-label", "title", "alt", "placeholder")
NO_WORDS: Final = {"script", "style", "template", "code", "option", "datalist", "textarea"}
# Languages' names in themselves, and names of boards, which are written in all three languages.
OWN_NAMES: Final = {"Кыргызча", "Русский", "кыргызча", "русский", "Кыргыз тили"}
LETTER: Final = re.compile(r"[^\W\d_]")


def planted() -> World:
    world = plant()
    people, things = world.people, world.things
    for role, person in people.items():
        if role != "visitor":
            User.objects.filter(pk=person.pk).update(name=f"Айгүл Жээнбекова {role}")
    for school in Institution.objects.all():
        name = f"{school.latin_name} орто мектеби"
        InstitutionName.objects.filter(institution=school).update(text=name, folded=fold(name), language="ky")
        Institution.objects.filter(pk=school.pk).update(place="Өзгөн", region="Ош облусу", latin_name="")
    said = {"title": f"{MARK} и вода", "language": "ru"}
    Wish.objects.update(**said, about=f"{MARK} о классе")
    Proposal.objects.update(**said, words=f"{MARK} пишет", plan=[{"term": "", "title": f"{MARK} рисует", "due": ""}])
    TwinSpace.objects.update(**said)
    PlanItem.objects.update(**said)
    Topic.objects.update(**said)
    Post.objects.update(source=f"{MARK} говорит", html=f"<p>{MARK} говорит</p>", language="ru")
    Message.objects.update(text=f"{MARK} шлёт", language="ru")
    _practice(world)
    for thing in things.values():
        if hasattr(thing, "refresh_from_db") and getattr(thing, "pk", None):
            thing.refresh_from_db()
    return world


def _practice(world: World) -> None:
    teacher, school = world.people["teacher"], world.things["school"]
    text = practices.draft(by=teacher, institution=school, language="ru", title=f"{MARK} у реки", words=f"{MARK} ")
    facts = {"summary": f"{MARK} меряет воду", "time_needed": f"{MARK} шесть уроков", "needs": f"{MARK} и верёвка"}
    added = practices.add(text, by=teacher, content=practices.picture(), name="river.jpg")
    from library.actions.practice_files import describe_files
    from library.actions.writing import save_step

    said = {added.code: {"alt": f"{MARK} река", "caption": f"{MARK} подпись", "holder": "Айгүл", "licence": "cc-by"}}
    describe_files(practice=text, by=teacher, version=practices.again(text).version, said=said)
    first = {**practices.whole_facts(title=f"{MARK} у реки")[1], **facts}
    save_step(practice=text, by=teacher, version=practices.again(text).version, step=1, facts=first)
    found = practices.publish(practices.again(text))
    world.things.update(published_practice=found, river=found)
    world.things["draft_practice"] = practices.draft(
        by=teacher, institution=school, language="ru", title=f"{MARK} в черновике", words=f"{MARK} "
    )
    more = {"practice": found, "language": "ru", "by": teacher}
    Adoption.objects.create(
        **more, institution=world.things["friend"], worked="yes", outcome=f"{MARK} вышло", changed=f"{MARK} иначе"
    )
    Evaluation.objects.create(**more, evaluator="Institute", url="https://example.org/", words=f"{MARK} проверено")


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic(), translation.override("en"):
        yield planted()
        transaction.set_rollback(True)


def spoken(page: HtmlElement) -> Iterator[tuple[str, str]]:
    """(language, words) of every text and every spoken attribute of a page."""

    def walk(element: HtmlElement, language: str) -> Iterator[tuple[str, str]]:
        if not isinstance(element.tag, str) or element.tag in NO_WORDS:
            return
        language = element.get("lang", language)
        for name in SPOKEN_ABOUT:
            if LETTER.search(element.get(name, "")):
                yield language, element.get(name)
        if element.text and LETTER.search(element.text):
            yield language, element.text.strip()
        for child in element:
            yield from walk(child, language)
            if child.tail and LETTER.search(child.tail):
                yield language, child.tail.strip()

    yield from walk(page.find("body"), page.get("lang", ""))


def faults(content: bytes) -> list[tuple[str, str, str]]:
    found = []
    for language, words in spoken(html.document_fromstring(content.decode())):
        if words in OWN_NAMES:
            continue
        if MARK in words and language != "ru":
            found.append(("content", language, words[:80]))
        elif language == "ru" and MARK not in words and not _is_content(words):
            found.append(("interface", language, words[:80]))
        elif language == "en" and has_cyrillic(words) and MARK not in words and not _in_letters_on_purpose(words):
            found.append(("letters", language, words[:80]))
    return found


def _in_letters_on_purpose(words: str) -> bool:
    """Examples of Kyrgyz letters in hints; the language's own name in a label; a name as one mentions it."""
    return "ө, ү, ң" in words or "Көпүрө" in words or words.startswith("@") or words.endswith(tuple(OWN_NAMES))


def _is_content(words: str) -> bool:
    """The story of the practice is long, and not every line of it carries the mark; a path of a file is no word."""
    return words in practices.LONG or words.startswith(("Two classes measure", "https://"))


def test_the_walk_sees_what_it_should() -> None:
    page = f'<html lang="en"><body><article lang="ru"><h2>Steps</h2><p>{MARK}</p></article><p>{MARK} Айгүл</p>Өзгөн'
    assert faults(page.encode()) == [
        ("interface", "ru", "Steps"),
        ("content", "en", f"{MARK} Айгүл"),
        ("letters", "en", "Өзгөн"),
    ]


# Today says titles within its sentences; the style guide shows scripts; settings show one's own name as it is stored.
BESIDE: Final = {"accounts:home", "styleguide", "accounts:settings"}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_every_word_is_in_the_language_that_is_said(world: World, row: list[str]) -> None:
    address = address_of(world, row[0], row[1])
    if not address.startswith("/en/") or row[0] in BESIDE:
        return
    for role, cell in zip(WHO, row[2:9], strict=True):
        if cell == "200":
            answer = ask(world, role, "GET", address)
            if answer.headers.get("Content-Type", "").startswith("text/html") and answer.status_code == 200:
                assert (row[0], role, faults(answer.content)) == (row[0], role, [])
