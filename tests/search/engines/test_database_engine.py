"""The same suite on SQLite (FTS5) and on PostgreSQL (GIN and statistics): the scores are written here once for both."""

import math
from collections.abc import Callable
from typing import Any

from django.db import connection

from search.analysis import read_question
from search.engines import Scope, engine, postgresql_gin, sqlite_fts5
from search.engines.database_engine import DatabaseEngine
from search.models import SearchEntry, SearchTotal, SearchWord
from tests.search.shelf import Things

PUBLIC = Scope({"things": frozenset({"public"})}, {})
Index = Callable[[], int]


def found(text: str, *, every: bool = True, scope: Scope = PUBLIC) -> list[tuple[str, float]]:
    rows = engine().find(read_question(text), scope, every=every).rows
    return [(row.code, row.score) for row in sorted(rows, key=lambda row: (row.step, -row.score, row.code))]


def some_things(things: Things) -> None:
    things.put("a", "Мектептер", "Айылдык мектептер жөнүндө")
    things.put("b", "Суу", "Мектепте суу ченөө, суунун сапаты")
    things.put("c", "Тоо", "Тоодогу жайлоо", country=("KG",))
    things.put("d", "Горы", "О горах и реках", language="ru", country=("KZ",))
    things.put("e", "Rivers", "Measuring a river", language="en", country=("EE",))
    things.put("f", "Көпүрө", "Көпүрө курулду")


def bm25(idf: float, counts: float, size: int, mean: float) -> float:
    return idf * counts * 2.2 / (counts + 1.2 * (0.25 + 0.75 * size / mean))


def test_the_score_is_bm25_of_three_fields(things: Things, indexed: Index) -> None:
    some_things(things)
    indexed()
    total = SearchTotal.objects.get()
    assert total.entries == 6
    mean = total.size / total.entries
    one = math.log((6 - 1 + 0.5) / 1.5)
    size = SearchEntry.objects.get(code="f").size
    # көпүрө stands once in the title, once in the body: (3 + 1) times 2, 1 and 0.5, each rare as one of six.
    expected = sum(bm25(one, 4 * weight, size, mean) for weight in (2, 1, 0.5))
    # The Russian stem of the question is another one, which stands nowhere.
    rows = DatabaseEngine().find(read_question("көпүрө"), PUBLIC).rows
    assert [(row.code, row.score) for row in rows] == [("f", float(f"{expected:.9g}"))]


def test_a_word_is_found_in_each_form(things: Things, indexed: Index) -> None:
    some_things(things)
    indexed()
    assert [code for code, _score in found("мектебибизде")] == ["a", "b"]
    assert [code for code, _score in found("мектепке")] == ["a", "b"]
    assert [code for code, _score in found("кОпуронун")] == ["f"]
    assert [code for code, _score in found("kopuro")] == ["f"]
    assert sorted(code for code, _score in found("гора")) == ["c", "d"]  # тоо means the same
    assert [code for code, _score in found("measured")] == ["e"]


def test_every_word_or_some(things: Things, indexed: Index) -> None:
    some_things(things)
    indexed()
    assert [code for code, _score in found("мектеп суу")] == ["b"]
    assert [code for code, _score in found("мектеп жайлоо")] == []
    # Nothing has both: first what has the rarer word, жайлоо.
    assert [code for code, _score in found("мектеп жайлоо", every=False)] == ["c", "a", "b"]
    assert engine().find(read_question("мектеп жайлоо"), PUBLIC).lost == ()


def test_words_that_stand_nowhere_are_told_and_left_out(things: Things, indexed: Index) -> None:
    some_things(things)
    things.put("s", "Купуя", "жашыруундар", audience="members")
    indexed()
    rows = engine().find(read_question("суу мектеп ыкчыныл"), PUBLIC)
    assert ([row.code for row in rows.rows], rows.every, rows.lost) == (["b"], False, (2,))
    # What stands in a place closed to this person stands nowhere.
    assert engine().find(read_question("суу жашыруундар"), PUBLIC).lost == (1,)
    assert engine().find(read_question("суу жашыруундар"), Scope({"things": None}, {})).lost == ()
    assert engine().find(read_question("ыкчыныл"), PUBLIC).rows == []


def test_a_phrase_and_a_word_left_out(things: Things, indexed: Index) -> None:
    things.put("a", "Эки тилдүү мектеп", "Ала-Тоо мектеби")
    things.put("b", "Тилдүү эки мектеп", "мектеп №5 жана 3-мектеп")
    things.put("c", "Эки мектеп", "тилдүү балдар")
    indexed()
    assert [code for code, _score in found('"эки тилдүү"')] == ["a"]
    assert sorted(code for code, _score in found("эки тилдүү")) == ["a", "b", "c"]
    assert [code for code, _score in found('"ала-тоо мектеби"')] == ["a"]
    assert [code for code, _score in found('"мектеп №5"')] == ["b"]
    assert [code for code, _score in found('"3-мектеп"')] == ["b"]
    assert sorted(code for code, _score in found("мектеп -балдар")) == ["a", "b"]
    assert sorted(code for code, _score in found("эки -балага")) == ["a", "b"]


def test_what_is_like_a_thing(things: Things, indexed: Index) -> None:
    things.put("a", "Суунун сапатын ченөө", "Окуучулар дарыядан суу алып, сапатын ченешет")
    things.put("b", "Дарыянын суусу", "Биз дарыядагы суунун сапатын ченедик")
    things.put("c", "Вода в реке", "Ученики измеряют качество воды", language="ru")
    things.put("d", "Шахмат ийрими", "Балдар шахмат ойношот")
    things.put("m", "Суунун сапаты", "Мүчөлөр үчүн дарыянын суусу", audience="members")
    indexed()
    assert [row.code for row in engine().similar("things", "a", PUBLIC).rows] == ["c", "b"]
    assert "m" in [row.code for row in engine().similar("things", "a", Scope({"things": None}, {})).rows]
    assert engine().similar("things", "nothing", PUBLIC).rows == []


def test_a_title_counts_more(things: Things, indexed: Index) -> None:
    things.put("a", "Башка", "Ченөө жана башка сөздөр")
    things.put("b", "Ченөө", "Жана башка сөздөр дагы")
    for n in range(5):
        things.put(f"x{n}", "Эч нерсе", "дагы эле эч нерсе")
    indexed()
    assert [code for code, _score in found("ченөө")] == ["b", "a"]


def test_facets_and_audiences_narrow(things: Things, indexed: Index) -> None:
    some_things(things)
    things.put("g", "Мүчөлөр көпүрөсү", audience="members")
    indexed()
    kg = Scope(PUBLIC.audiences, {"country": ("KG", "EE")})
    assert [code for code, _score in found("тоолор горы river", every=False, scope=kg)] == ["c", "e"]
    assert [code for code, _score in found("тоодогу", scope=kg)] == ["c"]
    assert [code for code, _score in found("тоодогу", scope=Scope(PUBLIC.audiences, {"country": ("EE",)}))] == []
    assert [code for code, _score in found("көпүрө")] == ["f"]
    members = Scope({"things": frozenset({"public", "members"})}, {})
    assert [code for code, _score in found("көпүрө", scope=members)] == ["f", "g"]
    assert [code for code, _score in found("көпүрө", scope=Scope({"things": None}, {}))] == ["f", "g"]
    assert found("көпүрө", scope=Scope({"things": frozenset()}, {})) == []
    assert found("көпүрө", scope=Scope({"other": None}, {})) == []
    assert found("көпүрө", scope=Scope({}, {})) == []


def test_what_changes_is_written_and_counted_and_the_rest_is_left(things: Things, indexed: Index) -> None:
    some_things(things)
    indexed()
    before = dict(SearchEntry.objects.values_list("code", "pk"))
    changed = things.put("a", "Китепкана", "Китептер")
    assert engine().index("things", ["a", "b"], [d for d in things.documents if d.code in {"a", "b"}]) == 1
    after = dict(SearchEntry.objects.values_list("code", "pk"))
    assert {code for code in after if after[code] != before[code]} == {"a"}
    engine().deliver()
    assert (found("айылдык"), [code for code, _score in found("китеп")]) == ([], ["a"])
    assert SearchWord.objects.filter(word="айылдык").exists() is False
    counted = sorted(SearchWord.objects.values_list("kind", "word", "entries", "public"))
    engine().tidy()
    assert sorted(SearchWord.objects.values_list("kind", "word", "entries", "public")) == counted
    assert engine().index("things", ["a"], [changed]) == 0
    assert engine().index("things", ["a"], []) == 1
    assert found("китеп") == []
    engine().deliver()
    assert engine().faults() == []


def test_faults_are_seen_and_mended(things: Things, indexed: Index) -> None:
    some_things(things)
    indexed()
    SearchTotal.objects.update(entries=99)
    assert len(engine().faults()) == 1
    engine().tidy()
    assert engine().faults() == []


def test_suggestions_begin_words_of_titles(things: Things, indexed: Index) -> None:
    some_things(things)
    indexed()

    def begun(text: str) -> list[str]:
        return sorted(row.code for row in engine().suggest(read_question(text), PUBLIC).rows)

    assert begun("мек") == ["a"]
    assert begun("коп") == ["f"]
    assert begun("ri") == ["e"]
    assert begun("айыл") == []
    assert begun("суу мек") == []


NASTY = [
    "\0", "AND", "NOT a", 'NEAR("a", 2)', "a*", "^a", "title_surface:a", "-a", "{a b}:c", '"', "''", "\\", "%s", "a:*",
    "& | ! ( )", "<->", "😀🏔️", "सङ्घ", "\ud800", "мектеп\u0301", "ʼ", "x" * 5000, "сөз " * 10000, "١٢٣", "帯広", "ﬁ ǅ İ ß",
]  # fmt: skip


def test_whatever_is_typed_is_data(things: Things, indexed: Index) -> None:
    for number, text in enumerate(NASTY):
        things.put(
            f"n{number}",
            text.replace("\0", "").replace("\ud800", "")[:200],
            text.replace("\0", "").replace("\ud800", ""),
        )
    indexed()
    for text in NASTY:
        question = read_question(text)
        if question:
            engine().find(question, PUBLIC, every=True)
            engine().find(question, PUBLIC, every=False)
            engine().suggest(question, PUBLIC)
    assert engine().faults() == []
    assert [code for code, _score in found("帯広")] == [f"n{NASTY.index('帯広')}"]


def test_a_question_that_takes_too_long_is_ended(things: Things, indexed: Index, monkeypatch: Any) -> None:
    for n in range(300):
        things.put(f"t{n:03}", "Көпүрө жана мектеп", "суу тоо жол " * 20)
    indexed()
    monkeypatch.setattr(sqlite_fts5, "LONGEST_WAIT", -1)
    monkeypatch.setattr(sqlite_fts5, "STEPS", 10)
    monkeypatch.setattr(postgresql_gin, "LONGEST_WAIT", 1)
    ended = DatabaseEngine().find(read_question("көпүрө мектеп суу тоо жол"), PUBLIC)
    assert ended.tally is None or connection.vendor == "postgresql"
    monkeypatch.undo()
    assert len(engine().find(read_question("көпүрө"), PUBLIC).rows) == 300
