import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.text import clean

# Surrogates included: a broken client can send them, and no database can store them.
ANY_TEXT = st.text(st.characters(exclude_categories=()))


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Биздин мектеп", "Биздин мектеп"),
        ("  Биздин\tмектеп \r\n", "Биздин мектеп"),
        ("a\x00b\x07c\x1bd", "abcd"),
        ("мугалим\u202egro.live", "мугалимgro.live"),
        ("\u2067шарик\u2069", "шарик"),
        ("\ufeffАты", "Аты"),
        ("e\u0301cole", "école"),
        ("и\u0306од", "йод"),
        ("a\ud800b", "ab"),
        ("a\U000e0041b", "ab"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("", ""),
        ("\x00\x00", ""),
    ],
)
def test_one_line_is_kept_without_what_harms(written: str, kept: str) -> None:
    assert clean(written) == kept


ENGLAND, KYRGYZSTAN, FAMILY = (
    "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "🇰🇬",
    "👩\u200d👧\u200d👦",
)


@pytest.mark.parametrize("multiline", [True, False])
@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (f"{ENGLAND} {KYRGYZSTAN} {FAMILY} ❤\ufe0f", f"{ENGLAND} {KYRGYZSTAN} {FAMILY} ❤\ufe0f"),
        (ENGLAND * 3, ENGLAND * 3),
        (ENGLAND[:-1], "\U0001f3f4"),
        (ENGLAND[1:], ""),
        (f"x{ENGLAND[1:]}", "x"),
        ("\U0001f3f4" + "\U000e0061" * 7 + "\U000e007f", "\U0001f3f4"),
        ("\U0001f3f4\U000e0061\U000e0020\U000e0061\U000e007f", "\U0001f3f4"),
    ],
)
def test_flags_survive_and_hidden_text_does_not(written: str, kept: str, multiline: bool) -> None:
    assert clean(written, multiline=multiline) == kept


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("сөз \u2068שלום\u2069.", "сөз \u2068שלום\u2069."),
        ("\u2067a \u2066b\u2069 c\u2069", "\u2067a \u2066b\u2069 c\u2069"),
        ("\u2067a", "a"),
        ("a\u2069b", "ab"),
        ("\u2067a\nb\u2069", "a\nb"),
        ("\u2067a\u2066b\u2069", "a\u2066b\u2069"),
        ("\u2067a\r\nb\u2069", "a\nb"),
        ("\u2067\u202ea\u202c\u2069", "\u2067a\u2069"),
        ("\u2066" * 9 + "a" + "\u2069" * 9, "\u2066" * 8 + "a" + "\u2069" * 8),
    ],
)
def test_isolates_stay_where_they_close_on_their_line(written: str, kept: str) -> None:
    assert clean(written, multiline=True) == kept


def test_line_ends_and_tabs_stay_where_a_text_may_have_lines() -> None:
    assert clean("бир\r\nэки\rүч\n\n\tтөрт\u2028беш\n", multiline=True) == "бир\nэки\nүч\n\n\tтөрт\nбеш"


@given(ANY_TEXT, st.booleans())
def test_cleaning_twice_changes_nothing_more(text: str, multiline: bool) -> None:
    once = clean(text, multiline=multiline)
    assert clean(once, multiline=multiline) == once


@given(ANY_TEXT)
def test_what_is_kept_can_be_stored_and_shown(text: str) -> None:
    kept = clean(text)
    assert kept.encode().decode() == kept
    assert [letter for letter in kept if letter in "\0\n\r\t\u202e\u2066"] == []
