"""What a question asks for: words in every language of the site, phrases, words left out, numbers, Latin typing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import read_question
from search.analysis.latin_typing import in_cyrillic
from search.analysis.lexicon import expansions, phrases_in
from search.analysis.question_pieces import pieces_of
from search.analysis.reading import analyse, tagged
from search.policy import QUESTION_CHARACTERS, QUESTION_WORDS


def terms(text: str) -> set[str]:
    """Of all words, as kind:token."""
    return {f"{term.kind}:{term.token}" for word in read_question(text).words for term in word.terms}


def surfaces(text: str) -> list[str]:
    return [word.surface for word in read_question(text).words]


def stands(text: str, language: str) -> set[str]:
    """What an index holds of a text, as kind:token."""
    tokens = analyse(text, language)
    found = {f"w:{token.surface}" for token in tokens} | {f"k:{token.key}" for token in tokens}
    found |= {f"s:{stem}" for token in tokens for stem in tagged(token, language)}
    found |= {f"x:{one.tagged}" for token in tokens for one in expansions(token, language)}
    return found | {f"p:{one.tagged}" for _at, _size, meant in phrases_in(tokens, language) for one in meant}


def found_in(question: str, text: str, language: str) -> bool:
    """Whether each word of the question stands in the text in some way."""
    here = stands(text, language)
    words = read_question(question).words
    return all(any(f"{term.kind}:{term.token}" in here for term in word.terms) for word in words)


def test_a_word_is_read_in_every_language() -> None:
    assert terms("мектебибизде") >= {"w:мектебибизде", "s:kмектеп", "r:мекте", "k:mekte", "x:kмектеп", "p:kмектеп"}
    assert terms("школами") >= {"s:rшкол", "x:rшкол", "r:школа", "k:skola", "c:1shk"}
    assert terms("Rivers") >= {"w:rivers", "s:eriver", "x:eriver"}
    assert surfaces("Школами, школами") == ["школами"]


@pytest.mark.parametrize("word", ["тоого", "тоо", "сууга", "суу", "көп", "үйдүн"])
def test_a_word_that_is_kyrgyz_to_the_eye_has_no_russian_stem(word: str) -> None:
    assert not [term for term in terms(word) if term.startswith(("s:r", "x:r"))]


@pytest.mark.parametrize("word", ["дни", "лес", "вообще", "зоопарк", "координация", "технологии", "мост"])
def test_a_russian_word_keeps_its_stem(word: str) -> None:
    assert [term for term in terms(word) if term.startswith("s:r")]


@pytest.mark.parametrize(
    ("question", "text", "language"),
    [
        ("№5", "№ 5 орто мектеп", "ky"),
        ("СШ №3", "СШ № 3", "ru"),
        ("сш3", "СШ №3, Нарын", "ru"),
        ("СШ-3", "СШ №3, Нарын", "ru"),
        ("3-мектеп", "№3 мектеби", "ky"),
        ("мектеп 3", "3-мектеп", "ky"),
        ("алатоо", "Ала-Тоо гимназиясы", "ky"),
        ("Ала-Тоо", "Алатоо гимназиясы", "ky"),
        ("ала тоо", "Ала-Тоо гимназиясы", "ky"),
        ("атаэне", "Ата-энелер чогулушу", "ky"),
        ("ата-эне", "атаэнелер үчүн", "ky"),
        ("mektepterde", "Айылдык мектептер", "ky"),
        ("shkolakh", "Школы города", "ru"),
        ("oruk gulu", "Өрүк гүлү", "ky"),
        ("обществознания", "Обществознание в школе", "ru"),
        ("obshchestvoznanie", "Обществознание в школе", "ru"),
        ("emne", "Эмне үчүн", "ky"),
        ("расписания", "Расписание боюнча суроо", "ky"),
    ],
)
def test_names_numbers_and_letters_of_another_keyboard(question: str, text: str, language: str) -> None:
    here = stands(text, language) | {f"r:{token.root}" for token in analyse(text, language)}
    for word in read_question(question).words:
        assert any(f"{term.kind}:{term.token}" in here for term in word.terms), word


@pytest.mark.parametrize(
    ("question", "text", "language"),
    [
        ("ИКТ", "ICT in primary school", "en"),
        ("ICT", "ИКТ боюнча сабак", "ky"),
        ("икт", "Уроки ИКТ", "ru"),
        ("МКТ", "ICT in primary school", "en"),
        ("ЖМК", "Уроки о СМИ", "ru"),
        ("СМИ", "ЖМКлар жөнүндө", "ky"),
        ("media", "ЖМК жана мектеп", "ky"),
        ("headteacher", "Директор школы", "ru"),
        ("headteacher", "The principal writes", "en"),
        ("principals", "Мектеп директору", "ky"),
        ("директор", "A headteacher tells", "en"),
        ("СШ", "№3 орто мектеп", "ky"),
        ("СШ", "Средняя школа № 3", "ru"),
        ("средняя школа", "СШ №3", "ru"),
        ("орто мектеп", "Secondary school", "en"),
        ("СОШ", "Средняя школа № 3", "ru"),
        ("ОШ", "Основна школа „Вук Караџић“", "ru"),
        ("timetable", "Сабактардын жүгүртмөсү", "ky"),
        ("боордош мектеп", "Twin school", "en"),
        ("twin schools", "Боордош мектептер", "ky"),
    ],
)
def test_school_words_and_abbreviations_mean_the_same(question: str, text: str, language: str) -> None:
    assert found_in(question, text, language)


def test_a_city_is_no_school() -> None:
    assert not found_in("основная школа", "Мы живём в городе Ош", "ru")
    assert not found_in("негизги", "Ош шаары", "ky")


@pytest.mark.parametrize(
    ("text", "words", "phrases", "without"),
    [
        ('"суу ченөө" мектеп', ["суу", "ченөө", "мектеп"], [["суу", "ченөө"]], []),
        ("«живая вода»", ["живая", "вода"], [["живая", "вода"]], []),
        ("„zhivaya voda“ “live water”", ["zhivaya", "voda", "live", "water"],
         [["zhivaya", "voda"], ["live", "water"]], []),
        ("суу -тоо", ["суу"], [], ["тоо"]),
        ("суу -ата-эне", ["суу"], [], ["атаэне"]),
        ('"суу ченөө" -тоо -көл', ["суу", "ченөө"], [["суу", "ченөө"]], ["тоо", "көл"]),
        ('суу "тоо', ["суу", "тоо"], [], []),
        ('суу" тоо', ["суу", "тоо"], [], []),
        ('"" суу', ["суу"], [], []),
        ('" " суу', ["суу"], [], []),
        ("-суу", ["суу"], [], []),
        ("суу - тоо", ["суу", "тоо"], [], []),
        ("суу--тоо", ["суу", "тоо"], [], []),
        ("5-класс", ["5", "класс"], [], []),
        ("суу -сш3", ["суу", "сш", "3"], [], []),
        ('суу -"тоо көл"', ["суу", "тоо", "көл"], [["тоо", "көл"]], []),
        ("a AND b OR NOT c* ^d NEAR(e)", ["a", "and", "b", "or", "not", "c", "d", "near", "e"], [], []),
        ("title:суу +тоо !көл ~1 /x/", ["title", "суу", "тоо", "көл", "1", "x"], [], []),
        ('5" түтүк', ["5", "түтүк"], [], []),
    ],
)  # fmt: skip
def test_phrases_words_left_out_and_nothing_else(
    text: str, words: list[str], phrases: list[list[str]], without: list[str]
) -> None:
    question = read_question(text)
    assert [word.surface for word in question.words] == words
    assert [[word.surface for word in phrase] for phrase in question.phrases] == phrases
    assert [word.surface for word in question.without] == without


def test_words_know_where_they_were_typed() -> None:
    text = 'суу "тоо жана көл" -ата-эне мектеп'
    question = read_question(text)
    assert [text[word.start : word.end] for word in question.words] == ["суу", "тоо", "жана", "көл", "мектеп"]
    assert [text[word.start : word.end] for word in question.without] == ["ата-эне"]


def test_all_is_read_up_to_a_bound_that_is_said() -> None:
    short = read_question(" ".join(f"сөз{letter}" for letter in "абвгдежзийклмнопрстуф"))
    assert (len(short.words), short.whole) == (21, True)
    for text in (" ".join(f"a{letter}b" for letter in range(10_000)), "сөз " * 10_000, "я" * (QUESTION_CHARACTERS + 1)):
        question = read_question(text)
        assert (question.whole, len(question.words) <= QUESTION_WORDS, question.text) == (False, True, text)


def test_latin_letters_may_mean_cyrillic_ones() -> None:
    assert in_cyrillic("shcholokh") == ("щолох",)
    assert in_cyrillic("emne") == ("емне", "эмне")
    assert in_cyrillic("oyun") == ("оюн",)
    assert [in_cyrillic(word) for word in ("kol", "мектеп", "škola", "a5b7")] == [()] * 4


@given(st.text(max_size=80) | st.text(alphabet="аб \"«»“”-−'", max_size=40))
def test_pieces_leave_no_gap(text: str) -> None:
    pieces = pieces_of(text)
    assert "".join(text[piece.start : piece.end] for piece in pieces) == text
    assert all(piece.start <= piece.first <= piece.last <= piece.end for piece in pieces)
    question = read_question(text)
    assert bool(question) or not question.without
