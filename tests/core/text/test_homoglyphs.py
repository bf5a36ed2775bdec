import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.text import mixes_scripts, repair_lookalikes

LETTERS = st.text(st.sampled_from("aceopxyijsABCEHKMOPTXkmthbdfсаеорхуіјѕАВСЕНКМОРТХбгджзлшщңөү ё-5"))


@pytest.mark.parametrize(
    ("written", "repaired"),
    [
        ("Jaвна установа основна школа", "Јавна установа основна школа"),  # row 325 of the register of Bosnia
        ("JУ Музичка школа", "ЈУ Музичка школа"),
        ("кыpгыз тили", "кыргыз тили"),
        (
            "Capы-Oзoн",
            "Capы-Oзoн".replace("C", "С").replace("a", "а").replace("p", "р").replace("O", "О").replace("o", "о"),
        ),
        ("мɵңгү", "мөңгү"),
        ("Tаllinn", "Tallinn"),
        ("sсhооl", "school"),
        ("Школа № 5", "Школа № 5"),
        ("Škola Kalinovik", "Škola Kalinovik"),
        ("COOP", "COOP"),
        ("СООР", "СООР"),
        ("Facebookтун", "Facebookтун"),
        ("IT-мектеп", "IT-мектеп"),
        ("", ""),
    ],
)
def test_a_mixed_word_comes_into_the_script_it_can_be_written_in(written: str, repaired: str) -> None:
    assert repair_lookalikes(written) == repaired


def test_a_word_of_look_alikes_alone_goes_with_the_majority() -> None:
    assert repair_lookalikes("CAСЕ") == "САСЕ"
    assert repair_lookalikes("CAPС") == "CAPC"


@pytest.mark.parametrize("word", ["Jaвна", "Mьller", "Љkola", "Josй"])
def test_a_mixed_word_is_told(word: str) -> None:
    assert mixes_scripts(word) is True


@pytest.mark.parametrize("word", ["Javna", "Јавна", "Өзгөн", "Łódź", "IT-мектеп", "A Б", "5б", "", "帯広"])
def test_a_word_of_one_script_is_not_mixed(word: str) -> None:
    assert mixes_scripts(word) is False


def test_western_text_read_as_cp1251_is_told() -> None:
    assert mixes_scripts("Collège Sévigné".encode("cp1252").decode("cp1251")) is True


@given(LETTERS)
def test_repairing_twice_changes_nothing_more(text: str) -> None:
    assert repair_lookalikes(repair_lookalikes(text)) == repair_lookalikes(text)


@given(LETTERS)
def test_a_text_of_one_script_stays(text: str) -> None:
    if not mixes_scripts(text):
        assert repair_lookalikes(text) == text


@given(LETTERS)
def test_a_repair_keeps_every_letter_in_its_place(text: str) -> None:
    assert len(repair_lookalikes(text)) == len(text)
