"""The practices of the demo as they lie in its data: complete, in their language, within every limit."""

import io
from collections import Counter
from typing import Any

import pytest
from PIL import Image

from core.models import Term
from demo.queries import data_files
from library.judging.personal_data_and_links import personal_data
from library.models import GRADES, PARTS, Adoption, Evidence, Licence, Practice, PracticeAuthor, PracticeFile

MOST_PICTURE_BYTES = 40_000
MOST_PAPER_BYTES = 40_000
LEAST_WORDS, MOST_WORDS = 250, 520
QUEUE = {
    "grandfathers-talk": "waiting",
    "words-on-the-wall": "claimed",
    "water-diary": "waiting",
    "three-minute-english": "returned",
    "choir-of-two-shifts": "returned",
    "safe-way-map": "resubmitted",
    "cartoon-voices": "draft",
    "forest-friday": "draft",
    "board-of-honour": "taken_down",
}
WORKS = data_files.practices()
LIBRARY = [work for work in WORKS if work["key"] not in QUEUE]
TEXTS = [(work, text) for work in WORKS for text in work["texts"]]
WHOLE = [(work, text) for work, text in TEXTS if work["key"] != "cartoon-voices"]
PUBLISHED = [(work, text) for work in LIBRARY for text in work["texts"]]
PEOPLE = {row["key"]: row for row in data_files.people()}
SCHOOLS = {row["key"]: row for row in data_files.schools()}
KYRGYZ, CYRILLIC = set("өүң"), set("абвгдежзийклмнопрстуфхцчшщъыьэюя")


def name_of(case: tuple[dict[str, Any], dict[str, Any]]) -> str:
    return f"{case[0]['key']}-{case[1]['language']}"


def story(text: dict[str, Any]) -> str:
    return "\n".join(text[part] for part in PARTS)


def longest(model: Any, field: str) -> int:
    most = model._meta.get_field(field).max_length
    assert isinstance(most, int)
    return most


def test_eighteen_works_six_of_each_language_and_sixteen_siblings_at_least() -> None:
    assert len(LIBRARY) == 18
    assert Counter(work["texts"][0]["language"] for work in LIBRARY) == {"ky": 6, "ru": 6, "en": 6}
    assert len(PUBLISHED) >= 34
    siblings = [len(work["texts"]) for work in LIBRARY if len(work["texts"]) > 1]
    assert len(siblings) >= 8
    assert siblings.count(3) == 6
    assert len({work["key"] for work in WORKS}) == len(WORKS)


def test_the_queue_holds_each_state() -> None:
    found = {work["key"]: text["state"] for work, text in TEXTS if work["key"] in QUEUE}
    assert found == QUEUE
    assert {text["state"] for _work, text in PUBLISHED} == {"published"}
    reasons = [text["review"]["reason"] for _work, text in TEXTS if "review" in text]
    assert sorted(reasons) == ["consent", "incomplete", "licence"]


@pytest.mark.parametrize("case", WHOLE, ids=name_of)
def test_each_text_is_complete_and_within_its_limits(case: tuple[dict[str, Any], dict[str, Any]]) -> None:
    work, text = case
    for name in ("title", "summary", *PARTS, "time_needed", "needs"):
        assert 0 < len(text[name]) <= longest(Practice, name), name
        assert text[name] == text[name].strip()
        assert list(personal_data(text[name])) == []
    assert set(text["roles"]) == set(work["authors"])
    assert max(map(len, text["roles"].values())) <= longest(PracticeAuthor, "role")
    steps = text["steps"].split("\n")
    assert [line.partition(".")[0] for line in steps] == [str(number) for number in range(1, len(steps) + 1)]


@pytest.mark.parametrize("case", PUBLISHED, ids=name_of)
def test_each_published_text_tells_a_whole_story(case: tuple[dict[str, Any], dict[str, Any]]) -> None:
    _work, text = case
    assert LEAST_WORDS <= len(story(text).split()) <= MOST_WORDS
    assert any(sign.isdigit() for sign in text["result"])


@pytest.mark.parametrize("case", WHOLE, ids=name_of)
def test_each_text_is_in_its_language(case: tuple[dict[str, Any], dict[str, Any]]) -> None:
    _work, text = case
    words = " ".join([text["title"], text["summary"], story(text), text["needs"]]).lower()
    signs = Counter(words)
    cyrillic = sum(signs[sign] for sign in CYRILLIC | KYRGYZ)
    latin = sum(count for sign, count in signs.items() if "a" <= sign <= "z")
    if text["language"] == "en":
        assert cyrillic == 0
    else:
        assert latin < cyrillic / 50
        # Kyrgyz is full of them; Russian has none but in names.
        shares = {sign: signs[sign] for sign in KYRGYZ}
        assert all(shares.values()) if text["language"] == "ky" else sum(shares.values()) == 0


@pytest.mark.django_db
def test_each_code_person_and_school_is_known() -> None:
    terms = set(Term.objects.values_list("scheme", "code"))
    for work, text in TEXTS:
        assert ("practice_kind", work["kind"]) in terms
        for name, scheme in (("subjects", "subject"), ("audience", "audience"), ("fits", "setting")):
            assert {(scheme, code) for code in work[name]} <= terms
        assert set(work["grades"]) <= set(GRADES)
        assert work["licence"] in {*Licence.values, ""}
        assert work["evidence"] in {Evidence.IDEA, Evidence.ONCE, Evidence.REPEATED, None}
        assert PEOPLE[text["by"]]["at"] == work["at"]
        assert all("at" in PEOPLE[key] for key in work["authors"])
        assert SCHOOLS[work["at"]].get("state", "verified") == "verified"
        if "review" in text:
            assert ("review_reason", text["review"]["reason"]) in terms
            assert text["review"]["words"]
            assert text["review"]["note"]
        if "down" in text:
            assert ("report", text["down"]["reason"]) in terms


def test_time_goes_forward_on_the_desk() -> None:
    for _work, text in TEXTS:
        days = [text["days"], text["days"] - text.get("read", 0), text.get("again"), text.get("claimed")]
        days.append(text["down"]["days"] if "down" in text else None)
        known = [day for day in days if day is not None]
        assert known == sorted(known, reverse=True)
        assert min(known) > 0
    for work in WORKS:
        days = [text["days"] for text in work["texts"]]
        assert days == sorted(days, reverse=True), work["key"]


def test_pictures_are_small_and_described_in_the_language_of_the_text() -> None:
    files = [(text, row) for _work, text in TEXTS for row in text.get("files", [])]
    assert len({row["file"] for _text, row in files if row["file"].startswith("pictures/")}) == 6
    for text, row in files:
        content = data_files.file_of(row["file"])
        if row["file"].startswith("papers/"):
            assert content.startswith(b"%PDF-")
            assert len(content) <= MOST_PAPER_BYTES
            assert f".{text['language']}." in row["file"]
            continue
        assert len(content) <= MOST_PICTURE_BYTES
        assert Image.open(io.BytesIO(content)).size == (1200, 675)
        assert 0 < len(row["alt"]) <= longest(PracticeFile, "alt")
        assert not row["caption"].endswith(".")  # the page goes on with who drew it
        assert 0 < len(row["caption"]) <= longest(PracticeFile, "caption")
        cyrillic = any(sign in CYRILLIC for sign in row["alt"].lower())
        assert cyrillic == (text["language"] != "en")


def test_other_schools_tell_of_what_they_tried() -> None:
    published = {f"{work['key']}:{text['language']}": (work, text) for work, text in PUBLISHED}
    rows = data_files.adoptions()
    assert 4 <= len(rows) <= 10
    assert len({(row["practice"], row["at"]) for row in rows}) == len(rows)
    abroad = 0
    for row in rows:
        work, text = published[f"{row['practice']}:{row['language']}"]
        makers = {PEOPLE[key]["at"] for key in work["authors"]}
        assert row["at"] not in makers
        assert PEOPLE[row["by"]]["at"] == row["at"]
        assert text["days"] - text["read"] > row["tried"] > row["days"] > 0
        assert row["worked"] in Adoption.Worked.values
        for name, field in (("changed", "changed"), ("outcome", "outcome")):
            assert 0 < len(row[name]) <= longest(Adoption, field)
        abroad += SCHOOLS[row["at"]]["country"] != SCHOOLS[work["at"]]["country"]
    assert abroad >= 1
