"""Which schools are of one kind."""

import pytest

from library.judging.school_likeness import SchoolKind, alike, kind_of

VILLAGE = SchoolKind(town=False, shifts=True, size=1)


@pytest.mark.parametrize(
    ("classes", "shifts", "size"),
    [
        ([], None, None),
        ([(1, 20)], False, 0),
        ([(1, 20), (2, 22)], True, 1),
        ([(1, 35)], False, 1),
        ([(3, 36)], True, 2),
    ],
)
def test_a_kind_is_told_by_its_classes(classes: list[tuple[int, int]], shifts: bool | None, size: int | None) -> None:
    assert kind_of(town=True, classes=classes) == SchoolKind(True, shifts, size)


@pytest.mark.parametrize(
    ("theirs", "expected"),
    [
        (VILLAGE, True),
        (SchoolKind(town=True, shifts=True, size=1), True),
        (SchoolKind(town=False, shifts=False, size=0), False),
        (SchoolKind(town=False, shifts=True), True),
        (SchoolKind(town=False), False),
        (SchoolKind(), False),
    ],
)
def test_two_facts_must_agree(theirs: SchoolKind, expected: bool) -> None:
    assert (alike(VILLAGE, theirs), alike(theirs, VILLAGE)) == (expected, expected)


def test_what_nobody_said_agrees_with_nothing() -> None:
    silent = SchoolKind(town=False)
    assert (alike(silent, silent), silent.known, SchoolKind(shifts=False, size=0).known) == (False, False, True)
