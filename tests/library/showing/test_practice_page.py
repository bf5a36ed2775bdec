"""The page of a practice: what stands there for everybody, for its authors, and for machines."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from core.errors import Conflict, Invalid, Refused
from core.findable import shelves
from library.actions.translating import begin_translation
from library.models import Adoption, Practice, PracticeReview
from library.queries.snapshots import snapshot_of
from library.wiring.findable.practices import documents, hits
from tests.library.shelf_world import published
from tests.walking import joined

pytestmark = pytest.mark.django_db


@pytest.fixture
def school(make_institution: Callable[..., Any]) -> Any:
    return make_institution("Ak-Talaa")


def read(address: str, client: Client | None = None) -> tuple[int, str]:
    answer = (client or Client()).get(address)
    return answer.status_code, answer.content.decode()


def test_a_practice_is_read_by_everybody(school: Any) -> None:
    river = published(school, "River <script>alert(1)</script>", evidence=5)
    status, page = read(f"/en/library/{river.code}/")
    assert status == 200
    assert "<script>alert" not in page
    for words in ("River &lt;script&gt;", "CC BY-SA 4.0", river.short_code, "Aigul", "Primary school", "5–7"):
        assert words in page
    assert 'aria-current="step"><span>Repeated with results' in joined(page)


def test_drafts_are_missing_and_what_was_taken_down_is_gone(school: Any) -> None:
    draft = published(school, "Draft", state=Practice.State.DRAFT)
    down = published(school, "Down", state=Practice.State.TAKEN_DOWN)
    for way in ("", "sheet/", "tried/"):
        assert Client().get(f"/en/library/{draft.code}/{way}").status_code == (302 if way == "tried/" else 404)
    assert [read(f"/en/library/{down.code}/{way}")[0] for way in ("", "sheet/", "qr.svg")] == [410, 410, 404]
    assert [Client().get(f"/p/{practice.short_code}/").status_code for practice in (draft, down)] == [404, 410]
    assert "Down" not in read(f"/en/library/{down.code}/")[1]


def test_an_author_reads_the_draft_with_a_note(
    school: Any, make_user: Callable[..., User], signed_in: Callable[[User], Client]
) -> None:
    author = make_user()
    draft = published(school, "Draft", state=Practice.State.DRAFT, owner=author)
    status, page = read(f"/en/library/{draft.code}/", signed_in(author))
    assert (status, "Not published yet" in page, 'content="noindex"' in page) == (200, True, True)


def test_machines_read_what_people_read(school: Any) -> None:
    key = uuid4()
    river = published(school, 'River "</script><b>', key=key)
    sibling = published(school, "Дарыя", language="ky", key=key)
    page = read(f"/en/library/{river.code}/")[1]
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert block is not None
    told = json.loads(block[1])
    assert {name: told[name] for name in ("@type", "name", "inLanguage", "license", "typicalAgeRange")} == {
        "@type": "LearningResource",
        "name": 'River "</script><b>',
        "inLanguage": "en",
        "license": "https://creativecommons.org/licenses/by-sa/4.0/",
        "typicalAgeRange": "11-14",
    }
    assert told["workTranslation"] == [
        {"@type": "LearningResource", "@id": f"http://testserver/ky/library/{sibling.code}/"}
    ]
    assert told["creator"] == [
        {"@type": "Person", "name": "Aigul", "affiliation": {"@type": "Organization", "name": "Ak-Talaa"}}
    ]
    assert re.findall(r'rel="alternate" hreflang="(\w+)" href="([^"]+)"', page) == [
        ("en", f"http://testserver/en/library/{river.code}/"),
        ("ky", f"http://testserver/ky/library/{sibling.code}/"),
    ]


def test_the_short_code_leads_to_the_readers_language(school: Any) -> None:
    key = uuid4()
    river, sibling = published(school, key=key), published(school, "Дарыя", language="ky", key=key)
    answer = Client().get(f"/p/{river.short_code.lower()}/", headers={"accept-language": "ky"})
    assert answer.headers["Location"] == f"/ky/library/{sibling.code}/"
    answer = Client().get(f"/p/{river.short_code}/", headers={"accept-language": "ru"})
    assert answer.headers["Location"] == f"/ru/library/{river.code}/"
    assert Client().get("/p/NOTHNG/").status_code == 404


def test_the_code_on_paper_is_a_picture(school: Any) -> None:
    river = published(school)
    answer = Client().get(f"/en/library/{river.code}/qr.svg")
    assert (answer.headers["Content-Type"], answer.content[:4]) == ("image/svg+xml", b"<svg")
    assert river.short_code in read(f"/en/library/{river.code}/sheet/")[1]


def _edition(practice: Practice, number: int, **words: str) -> None:
    """Published once more with other words, as the desk would leave it."""
    for name, value in words.items():
        setattr(practice, name, value)
    practice.edition = number
    practice.save()
    PracticeReview.objects.create(
        practice=practice,
        round=number,
        asked_at=timezone.now(),
        due_at=timezone.now(),
        decided_at=timezone.now(),
        verdict="published",
        revision=practice.save_revision(clean=False),
        snapshot=snapshot_of(practice),
    )


def test_an_older_edition_can_be_read(school: Any) -> None:
    river = published(school)
    _edition(river, 1)
    _edition(river, 2, result="Everybody explains the flood.", title="A river diary")
    page = read(f"/en/library/{river.code}/")[1]
    for words in ("Edition 2", "Changed: title and result", f"/en/library/{river.code}/editions/1/"):
        assert words in page
    status, old = read(f"/en/library/{river.code}/editions/1/")
    assert (status, "They explain the flood." in old, "Everybody explains" in old) == (200, True, False)
    assert [read(f"/en/library/{river.code}/editions/{number}/")[0] for number in (0, 2, 3, 10**12)] == [404] * 4


def test_a_source_that_is_not_public_is_not_named(school: Any) -> None:
    secret = published(school, "Planted secret", state=Practice.State.DRAFT)
    river = published(school, "River", based_on=secret)
    assert "Planted secret" not in read(f"/en/library/{river.code}/")[1]


def test_trials_of_others_stand_there(school: Any, make_institution: Callable[..., Any]) -> None:
    river, kool = published(school), make_institution("Kool", country="EE")
    Adoption.objects.create(practice=river, institution=kool, language="et", outcome="Väga hea <b>", worked="partly")
    page = read(f"/en/library/{river.code}/")[1]
    for words in ("Kool", "Estonia", "It worked in part", "Väga hea &lt;b&gt;"):
        assert words in page


@pytest.mark.parametrize("rows", [1, 3, 50])
def test_the_page_costs_the_same_however_many_trials(
    school: Any, make_institution: Callable[..., Any], rows: int
) -> None:
    river = published(school)
    for number in range(rows):
        kool = make_institution(f"Kool {number}", country="EE")
        Adoption.objects.create(practice=river, institution=kool, language="et", outcome="Hea")
    client, address = Client(), f"/en/library/{river.code}/"
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        page = client.get(address)
    assert (len(asked), page.status_code) == (24, 200)


def test_a_translation_is_begun_once(
    school: Any, make_institution: Callable[..., Any], make_user: Callable[..., User], make_staff: Callable[..., Any]
) -> None:
    river, kool = published(school), make_institution("Kool", country="EE")
    translator, other, nobody = make_user("Kadri"), make_user("Other"), make_user("Nobody")
    make_staff(translator, kool)
    make_staff(other, kool)
    with pytest.raises(Refused):
        begin_translation(practice=river, language="ky", by=nobody)
    with pytest.raises(Invalid):
        begin_translation(practice=river, language="en", by=translator)
    made = begin_translation(practice=river, language="ky", by=translator)
    assert begin_translation(practice=river, language="ky", by=translator) == made
    with pytest.raises(Conflict):
        begin_translation(practice=river, language="ky", by=other)
    assert (made.translation_key, made.language, made.live, made.state) == (
        river.translation_key,
        "ky",
        False,
        "draft",
    )
    assert [author.name for author in made.authors.all()] == ["Aigul", "Kadri"]
    assert ([row.grade for row in made.grades.all()], [t.code for t in made.subjects.all()]) == (
        [5, 6, 7],
        ["geography"],
    )
    assert (made.code != river.code, made.short_code != river.short_code, Practice.objects.count()) == (True, True, 2)


def test_a_language_is_held_by_work_not_by_beginning(
    school: Any, make_institution: Callable[..., Any], make_user: Callable[..., User], make_staff: Callable[..., Any]
) -> None:
    river, kool = published(school), make_institution("Kool", country="EE")
    squatter, other = make_user("Squatter"), make_user("Other")
    make_staff(squatter, kool)
    make_staff(other, kool)
    held = begin_translation(practice=river, language="ky", by=squatter)
    worked, idle = timezone.now() - timedelta(days=13), timezone.now() - timedelta(days=15)
    Practice.objects.filter(pk=held.pk).update(changed_at=worked)
    with pytest.raises(Conflict):
        begin_translation(practice=river, language="ky", by=other)
    Practice.objects.filter(pk=held.pk).update(changed_at=idle)
    made = begin_translation(practice=river, language="ky", by=other)
    held.refresh_from_db()
    assert (made.translation_key, made.owner) == (river.translation_key, other)
    assert (held.owner, held.based_on, held.translation_key != river.translation_key) == (squatter, river, True)


def test_three_translations_are_begun_at_a_time(
    school: Any, make_user: Callable[..., User], make_staff: Callable[..., Any]
) -> None:
    translator = make_user()
    make_staff(translator, school)
    rivers = [published(school, f"River {number}") for number in range(4)]
    for river in rivers[:3]:
        begin_translation(practice=river, language="ky", by=translator)
    with pytest.raises(Conflict):
        begin_translation(practice=rivers[3], language="ky", by=translator)
    assert Practice.objects.filter(owner=translator, live=False).count() == 3


def test_who_may_translate_is_offered_the_missing_languages(
    school: Any, make_user: Callable[..., User], make_staff: Callable[..., Any], signed_in: Callable[[User], Client]
) -> None:
    river, translator = published(school), make_user()
    make_staff(translator, school, role="teacher")
    client = signed_in(translator)
    page = read(f"/en/library/{river.code}/", client)[1]
    assert re.findall(r'name="language" value="(\w+)"', page) == ["ky", "ru"]
    answer = client.post(f"/en/library/{river.code}/translate/", {"language": "ky"})
    made = Practice.objects.get(locale__language_code="ky")
    assert answer.headers["Location"] == f"/en/practices/{made.code}/write/1/"
    page = read(f"/en/library/{river.code}/", client)[1]
    assert (re.findall(r'name="language" value="(\w+)"', page), "being written" in page) == (["ru"], True)


def test_the_search_finds_published_texts_alone(school: Any) -> None:
    river = published(school)
    published(school, "Planted secret", state=Practice.State.DRAFT)
    found = list(documents(None))
    assert [(doc.code, doc.language, doc.facets["subject"]) for doc in found] == [(river.code, "en", ("geography",))]
    assert list(documents([])) == []
    assert [shelf.name for shelf in shelves() if shelf.name == "practices"] == ["practices"]
    hit = hits([river.code], None)[river.code]
    assert (hit.title, hit.url, hit.lang) == ("A water diary", f"/en/library/{river.code}/", "")
    assert hit.meta == f"{school.latin_name}, Kyrgyzstan."


@pytest.mark.parametrize("rows", [1, 3])
def test_hits_cost_the_same_however_many(school: Any, rows: int) -> None:
    codes = [published(school, f"Practice {number}").code for number in range(rows)]
    with CaptureQueriesContext(connection) as asked:
        found = hits(codes, None)
    assert (len(found), len(asked)) == (rows, 4)
