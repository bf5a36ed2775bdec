"""Nearly the same text: the marks are the same on every machine, and a few changed words leave some of them."""

from hypothesis import given
from hypothesis import strategies as st

from library.judging.near_duplicates import BANDS, likeness, marks, shingles

WORDS = " ".join(f"word{n}" for n in range(400))


def test_marks_never_change() -> None:
    """What is stored must stay comparable: a literal."""
    said = "Ар бир жума сайын эки окуучу өлчөйт, экөө жазат."
    assert marks(shingles(said))[0] == "15d04c3b3c896442"
    assert marks(shingles(said)) == marks(shingles("ар бир  ЖУМА сайын эки окуучу өлчөйт экөө жазат"))
    assert len(marks(shingles(WORDS))) == BANDS


def test_nothing_to_compare() -> None:
    assert (marks(shingles("")), marks(shingles("two words")), likeness(frozenset(), frozenset())) == ([], [], 0.0)


def test_few_edited_words_are_found_and_other_texts_are_not() -> None:
    edited = " ".join("other" if n % 50 == 0 else word for n, word in enumerate(WORDS.split()))  # two of a hundred
    one, two = shingles(WORDS), shingles(edited)
    assert likeness(one, two) > 0.8
    assert set(enumerate(marks(one))) & set(enumerate(marks(two)))
    other = shingles(" ".join(f"thing{n}" for n in range(400)))
    assert (likeness(one, other), set(enumerate(marks(one))) & set(enumerate(marks(other)))) == (0.0, set())


@given(st.text(max_size=400))
def test_any_text_is_like_itself(text: str) -> None:
    grams = shingles(text)
    assert likeness(grams, grams) == (1.0 if grams else 0.0)
    assert len(marks(grams)) == (BANDS if grams else 0)
