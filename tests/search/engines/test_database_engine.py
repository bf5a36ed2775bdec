"""The same suite on SQLite (FTS5) and on PostgreSQL (GIN and statistics): the scores are written here once for both."""

import math
from collections.abc import Callable

from search.analysis import read_question
from search.engines import Scope, engine
from search.models import SearchEntry, SearchTotal, SearchWord
from tests.search.shelf import Things

PUBLIC = Scope({"things": frozenset({"public"})}, {})
Index = Callable[[], int]


def found(text: str, *, every: bool = True, scope: Scope = PUBLIC) -> list[tuple[str, float]]:
    rows = engine().find(read_question(text), scope, every=every).rows
    return [(row.code, row.score) for row in sorted(rows, key=lambda row: (-row.score, row.code))]


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
    assert found("көпүрө") == [("f", float(f"{expected:.9g}"))]


def test_a_word_is_found_in_each_form(things: Things, indexed: Index) -> None:
    some_things(things)
    indexed()
    assert [code for code, _score in found("мектебибизде")] == ["a", "b"]
    assert [code for code, _score in found("мектепке")] == ["a", "b"]
    assert [code for code, _score in found("кОпуронун")] == ["f"]
    assert [code for code, _score in found("kopuro")] == ["f"]
    assert [code for code, _score in found("гора")] == ["d"]
    assert [code for code, _score in found("measured")] == ["e"]


def test_every_word_or_some(things: Things, indexed: Index) -> None:
    some_things(things)
    indexed()
    assert [code for code, _score in found("мектеп суу")] == ["b"]
    assert [code for code, _score in found("мектеп суу", every=False)] == ["b", "a"]


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
    assert [code for code, _score in found("тоолор горы river", every=False, scope=kg)] == ["e"]
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
    assert (found("айылдык"), [code for code, _score in found("китеп")]) == ([], ["a"])
    assert SearchWord.objects.filter(word="айылдык").exists() is False
    counted = sorted(SearchWord.objects.values_list("kind", "word", "entries", "public"))
    engine().tidy()
    assert sorted(SearchWord.objects.values_list("kind", "word", "entries", "public")) == counted
    assert engine().index("things", ["a"], [changed]) == 0
    assert engine().index("things", ["a"], []) == 1
    assert found("китеп") == []
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


def test_the_nearest_word_is_public(things: Things, indexed: Index) -> None:
    some_things(things)
    things.put("s", "Купуялык", "Жашыруун купуялык сөзү", audience="members")
    indexed()

    def meant(text: str) -> list[str]:
        return engine().did_you_mean(read_question(text))

    assert meant("мектептер айлдык") == ["мектептер", "айылдык"]
    assert meant("кыпуялык") == ["кыпуялык"]  # a secret word is offered to nobody
    assert meant("rivrs") == ["rivers"]
    assert meant("суу 2026 аб") == ["суу", "2026", "аб"]


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
            engine().did_you_mean(question)
    assert engine().faults() == []
    assert [code for code, _score in found("帯広")] == [f"n{NASTY.index('帯広')}"]
