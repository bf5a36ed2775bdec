"""Tokens with their places, stems by language, words of the same meaning: as the engines will read them."""

from itertools import pairwise
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from search.analysis import lexicon
from search.analysis.kyrgyz import learnt
from search.analysis.languages import tagged_stems
from search.analysis.learning.corpora import lemmas_of, treebank
from search.analysis.learning.files import LEARNT_FROM, read
from search.analysis.learning.lexicon_learning import translations
from search.analysis.learning.training import Settings, learn
from search.analysis.reading import analyse

BASE = Path(__file__).resolve().parents[3]
DATA = BASE / "search" / "analysis" / "data"


def surfaces(text: str, language: str = "ky") -> list[str]:
    return [token.surface for token in analyse(text, language)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("№5", ["5"]), ("СШ №3", ["сш", "3"]), ("сш3", ["сш", "3"]), ("СШ№3", ["сш", "3"]),
        ("3-мектеп", ["3", "мектеп"]), ("3мектеп", ["3", "мектеп"]), ("7«Б»", ["7", "б"]), ("COVID-19", ["covid", "19"]),
        ("Ала-Тоо", ["ала", "тоо", "алатоо"]), ("алатоо", ["алатоо"]), ("ата-эне", ["ата", "эне", "атаэне"]),
        ("Жалал-Абадда", ["жалал", "абадда", "жалалабадда"]), ("Ала\u2011Тоо", ["ала", "тоо", "алатоо"]),
        ("суу - жашоо", ["суу", "жашоо"]), ("-а-", ["а"]), ("Facebook’тун", ["facebook", "тун"]),
        ("Facebookтун", ["facebook", "тун"]), ("мeктeп", ["мектеп"]), ("2025-жылы", ["2025", "жылы"]),
        ("а-б-в-г-д-е", ["а", "б", "в", "г", "д", "е"]),
    ],
)  # fmt: skip
def test_numbers_names_and_joined_words(text: str, found: list[str]) -> None:
    assert surfaces(text) == found


def test_a_joined_word_is_marked_and_covers_its_parts() -> None:
    ala, too, both = analyse("Ала-Тоо", "ky")
    assert ((ala.start, ala.end), (too.start, too.end), (both.start, both.end)) == ((0, 3), (4, 7), (0, 7))
    assert [one.joined for one in (ala, too, both)] == [False, False, True]
    assert analyse("ата-энелер", "ky")[-1].stem == analyse("атаэне", "ky")[0].stem


def test_stem_root_and_key_differ() -> None:
    (token,) = analyse("Көпүрөлөрдү", "ky")
    assert (token.surface, token.stem, token.root, token.key) == ("көпүрөлөрдү", "көпүрө", "көпүр", "kopur")


@pytest.mark.parametrize(("word", "stem"), [("АКШга", "акш"), ("ЖМКлар", "жмк"), ("БУУнун", "буу"), ("КМШдагы", "кмш")])
def test_an_abbreviation_is_its_own_stem(word: str, stem: str) -> None:
    assert [token.stem for token in analyse(word, "ky")] == [stem]


def test_a_stem_meets_only_stems_of_its_language() -> None:
    assert tagged_stems("тоого", "ky") == ("kтоо",)
    assert tagged_stems("того", "ru") == ("rтог",)
    assert tagged_stems("школами", "und") == ("k" + learnt.stem("школами"), "rшкол")
    assert tagged_stems("projects", "ky") == tagged_stems("project", "ru") == ("eproject",)
    assert tagged_stems("2025", "ky") == ("2025",)


def test_a_russian_word_in_a_kyrgyz_text_is_met_by_its_root() -> None:
    (one,), (other,) = analyse("расписание", "ky"), analyse("расписания", "ru")
    assert one.root == other.root
    assert one.key == other.key


@settings(deadline=None, max_examples=80)
@given(text=st.text(max_size=200), language=st.sampled_from(["ky", "ru", "en", "und", "", "de-AT"]))
def test_any_text_is_read(text: str, language: str) -> None:
    tokens = analyse(text, language)
    assert all(0 <= one.start < one.end <= len(text) for one in tokens)
    assert all(form and " " not in form for one in tokens for form in one[2:6])
    parts = [one for one in tokens if not one.joined]
    assert all(one.end <= other.start for one, other in pairwise(parts))
    for one in tokens:
        assert all(told.tagged for told in lexicon.expansions(one, language))
        assert lexicon.cognates(one.stem)


@pytest.mark.parametrize("text", ["", "\0", "😀😀", "?! ...", "\u200f\u200d", "-", "'’ʼ"])
def test_nothing_is_found_in_nothing(text: str) -> None:
    assert analyse(text, "ky") == []


def test_right_to_left_and_ten_thousand_words() -> None:
    assert len(analyse("مدرسة في بيشкек", "ky")) >= 3
    assert len(analyse("мектептерде " * 10_000, "ky")) == 10_000


# --- words of the same meaning ---


def meanings(word: str, language: str) -> set[str]:
    (token,) = analyse(word, language)
    return {one.tagged for one in lexicon.expansions(token, language)}


@pytest.mark.parametrize(
    ("word", "language", "wanted"),
    [
        ("headteacher", "en", {"eprincip", "kдиректор", "rдиректор"}),
        ("директор", "ky", {"eprincip", "eheadteach", "rдиректор"}),
        ("ИКТ", "ky", {"eict"}),
        ("ICT", "en", {"kикт", "rикт"}),
        ("мектептерге", "ky", {"eschool", "rшкол"}),
        ("школами", "ru", {"kмектеп", "eschool"}),
        ("СШ", "ru", {"kмектеп", "eschool"}),
    ],
)
def test_words_of_the_same_meaning(word: str, language: str, wanted: set[str]) -> None:
    assert wanted <= meanings(word, language)


def test_a_joined_word_has_a_meaning_of_its_own_and_a_figure_has_none() -> None:
    tokens = analyse("ата-энелер 5", "ky")
    assert "eparent" in {one.tagged for one in lexicon.expansions(tokens[2], "ky")}
    assert lexicon.expansions(tokens[3], "ky") == ()


def test_phrases_mean_their_abbreviation() -> None:
    tokens = analyse("Ош шаарындагы орто мектептер", "ky")
    found = dict(lexicon.phrase_expansions(tokens, "ky"))
    assert "сш" in {one.stem for one in found[2]}


def test_kindred_words_share_their_letters() -> None:
    for one, other in (("директор", "director"), ("университет", "university"), ("Нарын", "Naryn")):
        mine, theirs = set(lexicon.cognates(one)), set(lexicon.cognates(other))
        assert len(mine & theirs) * 2 >= len(mine)


def test_translations_are_learnt_from_sentences() -> None:
    both = [(["суу", "таза"], ["water", "clean"]), (["суу"], ["water"]), (["таза", "аба"], ["clean", "air"])] * 3
    learnt_pairs = translations(both)
    assert {word: rows[0][0] for word, rows in learnt_pairs.items()} == {"суу": "water", "таза": "clean", "аба": "air"}


# --- what is learnt ---

SENTENCES = """
1\tМектепте\tмектеп\tNOUN
2\tмектептер\tмектеп\tNOUN
3\tбалдар\tбала\tNOUN

1\tокуйт\tоку\tVERB
2\tокуган\tоку\tVERB
3\tсуунун\tсуу\tNOUN
4\t.\t.\tPUNCT
"""


def test_weights_are_learnt_from_a_treebank_and_written(tmp_path: Path) -> None:
    (tmp_path / "small-train.conllu").write_text(SENTENCES.strip(), encoding="utf-8")
    sentences = treebank(tmp_path / "small-train.conllu")
    assert lemmas_of(sentences)["балдар"] == {"бала"}
    known = learn(sentences, {"мектепте": 1, "мектептер": 1, "суунун": 1}, Settings(forms=2, rounds=0, epochs=2))
    again = learnt.unpacked(learnt.packed(known))
    assert again.lemmas["мектеп"] == 2
    assert set(again.weights) <= set(known.weights)


def test_the_commands_refuse_an_empty_folder(db: None, tmp_path: Path) -> None:
    for command in ("train_kyrgyz", "learn_lexicon"):
        with pytest.raises(CommandError, match="No "):
            call_command(command, str(tmp_path), to=tmp_path / "out.gz")
    assert list(tmp_path.iterdir()) == []


def test_a_lexicon_is_learnt_by_its_command(db: None, tmp_path: Path, settings: object) -> None:
    settings.LOCALE_PATHS = [tmp_path]
    rows = ["ky\tru\ten", "суу\tвода\twater", "таза суу\tчистая вода\tclean water", "таза\tчистая\tclean"]
    (tmp_path / "own.tsv").write_text("\n".join(rows), encoding="utf-8")
    call_command("learn_lexicon", str(tmp_path), to=tmp_path / "out.gz", verbosity=0)
    told = read(tmp_path / "out.gz")
    assert told["pairs"]["ky-en"]["суу"][0][0] == "water"
    assert set(told[LEARNT_FROM]) == {"own.tsv"}


def test_analysis_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("analyse", "мектептеримден Ала-Тоо 5")
    shown = capsys.readouterr().out
    assert "мектеп N plural + owner-12 + ablative" in shown
    assert "stem мектеп  root мекте  key mekte" in shown
    assert "алатоо" in shown
    assert "en school" in shown


def test_what_is_learnt_ships_small_and_with_its_licence() -> None:
    assert (DATA / "kyrgyz-weights.json.gz").stat().st_size <= 300_000
    notice = (BASE / "NOTICE").read_text(encoding="utf-8")
    for path in DATA.iterdir():
        if path.suffix != ".license":
            told = (DATA / f"{path.name}.license").read_text(encoding="utf-8")
            assert "Title: " in told
            assert "Licence: " in told
        if path.suffix == ".gz":
            assert "CC BY-SA 4.0" in told
            assert "Changed: " in told
            assert f"search/analysis/data/{path.name}" in notice
    assert (BASE / "LICENSES" / "CC-BY-SA-4.0.txt").read_text(encoding="utf-8").startswith("Attribution-ShareAlike 4.0")
    assert {"!NOTICE", "!LICENSES"} <= set((BASE / ".dockerignore").read_text(encoding="utf-8").splitlines())
