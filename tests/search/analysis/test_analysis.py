from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import analyse, marked, read_question, snippet
from search.analysis.marking import in_sentences


def surfaces(text: str, language: str = "ky") -> list[str]:
    return [token.surface for token in analyse(text, language)]


def test_kyrgyz_has_a_stem_and_a_folded_root() -> None:
    (token,) = analyse("Көпүрөлөр", "ky")
    assert (token.surface, token.stem, token.key) == ("көпүрөлөр", "көпүрө", "kopur")
    assert [t.stem for t in analyse("мектептер мектебибизде", "ky")] == ["мектеп", "мектеп"]


def test_russian_and_english_have_snowball() -> None:
    assert [t.stem for t in analyse("школами школах", "ru")] == ["школ", "школ"]
    assert [t.stem for t in analyse("measuring measured rivers", "en")] == ["measur", "measur", "river"]
    assert [t.stem for t in analyse("running", "ky")] == ["run"]


def test_tokens_know_their_places() -> None:
    text = "Биз «мек\u00adтеп» деп жаздык: don’t, Facebook’тун, 5-класс 😀."
    tokens = analyse(text, "ky")
    assert [text[t.start : t.end] for t in tokens] == [
        "Биз", "мек\u00adтеп", "деп", "жаздык", "don’t", "Facebook", "тун", "5", "класс",
    ]  # fmt: skip
    assert surfaces(text)[:2] == ["биз", "мектеп"]


def test_words_with_lookalikes_are_repaired() -> None:
    assert surfaces("мeктeп") == ["мектеп"]  # the e is Latin


def test_long_words_are_cut() -> None:
    assert [len(word) for word in surfaces("я" * 500)] == [60]


def test_the_form_that_stands_in_the_text_is_marked() -> None:
    pieces = marked("Биздин мектептерде суу ченөө", "ky", read_question("мектеп суулар"))
    assert [piece.text for piece in pieces if piece.hit] == ["мектептерде", "суу"]
    assert "".join(piece.text for piece in pieces) == "Биздин мектептерде суу ченөө"


@pytest.mark.parametrize(
    ("asked", "text", "language", "hits"),
    [
        ("мектебибиз", "Айылдык мектептерде", "ky", ["мектептерде"]),
        ("расписания", "Расписание боюнча", "ky", ["Расписание"]),
        ("копуро", "Жаңы көпүрөлөр", "ky", ["көпүрөлөр"]),
        ("mektep", "Айылдык мектептерде", "ky", ["мектептерде"]),
        ("вода", "Суунун сапаты", "ky", ["Суунун"]),
        ("water", "О воде в реках", "ru", ["воде"]),
        ("СШ", "№3 орто мектепте", "ky", ["орто", "мектепте"]),
        ("headteacher", "Пишет директор школы", "ru", ["директор"]),
        ("алатоо", "Биздин Ала-Тоо гимназиясы", "ky", ["Ала-Тоо"]),
        ("атаэне", "Ата-энелер чогулду", "ky", ["Ата-энелер"]),
        ("ала-тоо", "Алатоо гимназиясы", "ky", ["Алатоо"]),
        ("сш3", "СШ №3 в Нарыне", "ru", ["СШ", "3"]),
        ("мектептер", "mektepter", "und", ["mektepter"]),
        ("тоого", "То, что нужно", "ru", []),
    ],
)
def test_what_matched_is_marked_however_it_matched(asked: str, text: str, language: str, hits: list[str]) -> None:
    pieces = marked(text, language, read_question(asked))
    assert [piece.text for piece in pieces if piece.hit] == hits


def test_a_snippet_lies_around_what_was_asked_for() -> None:
    text = "Башында башка сөз. " * 40 + "Мугалим мектептерге барат. " + "Аягында дагы сөз. " * 40
    pieces = snippet(text, "ky", read_question("мугалимге мектепте"))
    assert [piece.text for piece in pieces if piece.hit] == ["Мугалим", "мектептерге"]
    assert (pieces[0].text, pieces[-1].text) == ("… ", " …")
    assert 100 < sum(len(piece.text) for piece in pieces) < 260
    assert [piece.text for piece in snippet("Кыска", "ky", read_question("жок"))] == ["Кыска"]
    assert snippet("", "ky", read_question("жок")) == []


@given(text=st.text(max_size=300), asked=st.text(max_size=40))
def test_nothing_is_lost_or_added(text: str, asked: str) -> None:
    question = read_question(asked)
    for language in ("ky", "ru", "en", "und"):
        tokens = analyse(text, language)
        assert all(text[t.start : t.end] and t.surface and t.stem and t.key for t in tokens)
        assert all(a.end <= b.start for a, b in pairwise(t for t in tokens if not t.joined))
        assert all(" " not in form for t in tokens for form in (t.surface, t.stem, t.key))
        assert "".join(piece.text for piece in marked(text, language, question)) == text
        inner = "".join(p.text for p in snippet(text, language, question)).removeprefix("… ").removesuffix(" …")
        assert inner in text


def said(text: str, asked: str, language: str = "ru") -> str:
    return "".join(piece.text for piece in in_sentences(snippet(text, language, read_question(asked))))


def test_a_snippet_begins_and_ends_with_sentences() -> None:
    around = "Мы считали птиц во дворе и записали всё в таблицу. "
    text = around * 9 + "Река течёт у самой школы. Дети меряют воду каждую неделю. " + around * 9
    shown = said(text, "река")
    inner = shown.removeprefix("… ").removesuffix(" …")
    assert shown == f"… {inner} …"
    assert inner.startswith("Река течёт")
    assert inner.endswith("таблицу.")
    assert len(inner) <= 230


@pytest.mark.parametrize("before", ["Это было в 2026 г. ", "Так пишет Т. ", "Там был А. С. "])
def test_short_forms_end_no_sentence(before: str) -> None:
    start = "Прежде мы долго искали тех, с кем можно работать вместе и надолго. " * 3
    shown = said(f"{start}{before}Пушкинский мост через реку. {start}", "мост")
    assert shown.startswith(f"… {before}Пушкинский мост")


def test_no_word_is_cut_in_two() -> None:
    words = [f"слово{number}" for number in range(400)]
    for asked in (words[0], words[150], words[399]):
        inner = said(" ".join(words), asked).removeprefix("… ").removesuffix(" …").split()
        assert [word for word in inner if word not in words] == []
        assert asked in inner


def test_one_long_word_is_shown_all_the_same() -> None:
    assert 100 < len(said("https://example.org/" + "x" * 900, "example")) < 260
    assert said("а" * 2000 + " мост", "мост").endswith("мост")


def test_lines_read_as_sentences() -> None:
    assert said("Суу дептери\n\nКласс ченейт.\nКерек: калем,\nдаптар\nАк-Талаа", "суу", "ky") == (
        "Суу дептери. Класс ченейт. Керек: калем, даптар. Ак-Талаа"
    )


@given(text=st.text(alphabet="аб .\n!»", max_size=700), asked=st.sampled_from(["а", "аб", "ба б"]))
def test_words_stay_whole_wherever_sentences_lie(text: str, asked: str) -> None:
    inner = "".join(piece.text for piece in snippet(text, "ky", read_question(asked)))
    shown = inner.removeprefix("… ").removesuffix(" …")
    assert len(shown) <= 230 or not any(letter.isspace() for letter in shown[:140])
    at = text.find(shown)
    assert at >= 0
