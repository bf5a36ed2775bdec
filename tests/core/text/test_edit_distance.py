from hypothesis import given
from hypothesis import strategies as st

from core.text import fold, near
from core.text.edit_distance import distance

NAMES = st.text(st.sampled_from("абвш kмектеп 567-өo"), max_size=30)
SHORT = st.text(st.sampled_from("abcd"), max_size=9)


def by_the_book(a: str, b: str) -> int:
    """Optimal string alignment as a plain table: slow, and easy to check by eye."""
    table = [[i + j if 0 in (i, j) else 0 for j in range(len(b) + 1)] for i in range(len(a) + 1)]
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            changed = table[i - 1][j - 1] + (a[i - 1] != b[j - 1])
            table[i][j] = min(table[i - 1][j] + 1, table[i][j - 1] + 1, changed)
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
    return table[-1][-1]


def test_spellings_of_one_name_are_the_same() -> None:
    assert near("Јавна школа", "Javna škola") == 1.0
    assert near("Өзгөн", "озгон") == 1.0


def test_one_slip_costs_one_letter() -> None:
    assert near("Токмок", "Токмак") == 1 - 1 / 6
    assert near("Бишкек", "Бшикек") == 1 - 1 / 6
    assert near("Kalinovik", "Kalinvik") == 1 - 1 / 9


def test_words_may_change_places() -> None:
    assert near("Талас орто мектеп", "орто мектеп Талас") == 1.0


def test_other_names_are_far() -> None:
    assert near("Špionica", "Tušanj") < 0.4
    assert near("Нарын", "Кочкор") < 0.4


def test_another_number_is_another_school() -> None:
    assert near("Школа 5", "Школа 6") < 0.5
    assert near("Школа 5", "Школа") > 0.7
    assert near("№5 мектеп", "мектеп № 5") == 1.0


def test_nothing_is_like_nothing_only() -> None:
    assert near("", "...") == 1.0
    assert near("", "Ош") == 0.0


@given(SHORT, SHORT)
def test_the_distance_is_that_of_the_book(a: str, b: str) -> None:
    assert distance(a, b) == by_the_book(a, b)


@given(NAMES, NAMES)
def test_likeness_has_no_direction_and_stays_within_bounds(a: str, b: str) -> None:
    assert near(a, b) == near(b, a)
    assert 0.0 <= near(a, b) <= 1.0
    assert (near(a, b) == 1.0) == (sorted(fold(a).split()) == sorted(fold(b).split()))


@given(st.text())
def test_each_name_is_like_itself(a: str) -> None:
    assert near(a, a) == 1.0
