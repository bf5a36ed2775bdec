from hypothesis import given
from hypothesis import strategies as st

from library.judging.text_differences import GONE, NEW, SAME, pieces, shared_between
from library.showing.changes import changes_between

TEXT = st.text(st.sampled_from("абө \n.,x1"), max_size=80)


@given(TEXT, TEXT)
def test_pieces_hold_both_texts(before: str, after: str) -> None:
    found = pieces(before, after)
    assert "".join(p.text for p in found if p.kind != NEW) == before
    assert "".join(p.text for p in found if p.kind != GONE) == after


@given(TEXT, TEXT)
def test_texts_side_by_side_stay_whole_and_mark_the_same(one: str, other: str) -> None:
    left, right = shared_between(one, other)
    assert ("".join(p.text for p in left), "".join(p.text for p in right)) == (one, other)
    assert [p.text for p in left if p.kind == SAME] == [p.text for p in right if p.kind == SAME]


@given(TEXT)
def test_what_did_not_change_is_not_told(text: str) -> None:
    assert changes_between({"title": text, "grades": [1]}, {"title": text, "grades": [1]}) == []


def test_a_changed_word_is_told_as_a_word() -> None:
    (change,) = changes_between({"title": "We measure the river"}, {"title": "We measure the lake"})
    assert (str(change.label), [(p.kind, p.text) for p in change.pieces]) == (
        "Title",
        [(SAME, "We measure the "), (GONE, "river"), (NEW, "lake")],
    )


def test_long_unchanged_stretches_are_cut() -> None:
    before = "word " * 200 + "river" + " word" * 200
    (change,) = changes_between({"steps": before}, {"steps": before.replace("river", "lake")})
    assert [p.kind for p in change.pieces if not p.cut and p.kind != SAME] == [GONE, NEW]
    assert (sum(p.cut for p in change.pieces), len("".join(p.text for p in change.pieces)) < 200) == (2, True)


def test_a_text_of_ten_thousand_words_is_compared_line_by_line() -> None:
    before = "\n".join(f"line {n} of a long text" for n in range(2000))
    found = pieces(before, before.replace("line 7 ", "row 7 "))
    assert [p.text for p in found if p.kind == NEW] == ["row 7 of a long text\n"]


def test_lists_are_told_entry_by_entry_in_words(db: None) -> None:
    before = {"grades": [1, 2], "offline": False, "evidence": 1, "licence": "", "authors": [{"name": "A", "role": "r"}]}
    after = {
        "grades": [2, 3],
        "offline": True,
        "evidence": 2,
        "licence": "cc-by",
        "authors": [{"name": "", "school": "S"}],
    }
    told = {str(c.label): [(p.kind, p.text) for p in c.pieces] for c in changes_between(before, after)}
    assert told == {
        "Grades": [(GONE, "1"), (NEW, "3")],
        "Evidence": [(GONE, "An idea"), (NEW, "Tried once")],
        "Works without internet": [(GONE, "no"), (NEW, "yes")],
        "Authors": [(GONE, "A, r"), (NEW, "a person who has left, S")],
        "Licence": [(NEW, "CC BY 4.0")],
    }


def test_files_are_told_with_what_is_said_of_them(db: None) -> None:
    file = {"code": "x", "name": "river.webp", "alt": "A river", "people": False, "consent": False, "licence": "cc-by"}
    (change,) = changes_between({"files": [file]}, {"files": [file | {"people": True, "consent": True}]})
    assert [(p.kind, p.text) for p in change.pieces] == [
        (GONE, "river.webp: A river; CC BY 4.0"),
        (NEW, "river.webp: A river; CC BY 4.0; people can be recognised; they agreed"),
    ]


def test_a_snapshot_of_another_release_breaks_nothing(db: None) -> None:
    assert changes_between({}, {"title": "New", "evidence": 99, "unknown": object}) != []
