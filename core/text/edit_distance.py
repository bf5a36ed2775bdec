"""How alike two short names are: edit distance, for typing slips."""

from collections import Counter
from typing import Final

from core.text.spelling_keys import words

_OTHER_NUMBER: Final = 0.5


def near(a: str, b: str) -> float:
    """1.0 for the same name under `fold`, 0.0 for nothing alike; order of words is forgiven, a number is not.

    1 - d / n, where d is the optimal string alignment distance (insert, delete, change, swap of neighbours)
    and n the length of the longer key. "Школа 5" and "Школа 6" are two schools, however alike: where both
    carry numbers and these differ, the result is halved.
    """
    first, second = words(a), words(b)
    if first == second:
        return 1.0
    alike = max(_alike(" ".join(first), " ".join(second)), _alike(" ".join(sorted(first)), " ".join(sorted(second))))
    numbers, others = _numbers(first), _numbers(second)
    return alike * _OTHER_NUMBER if numbers and others and numbers != others else alike


def _numbers(of: list[str]) -> Counter[str]:
    return Counter(word for word in of if word.isdigit())


def _alike(a: str, b: str) -> float:
    return 1 - distance(a, b) / max(len(a), len(b), 1)


def distance(a: str, b: str) -> int:
    """How many slips part two folded words: optimal string alignment, a column at once in the bits of an integer.

    H. Hyyrö, A Bit-Vector Algorithm for Computing Levenshtein and Damerau Edit Distances,
    Nordic Journal of Computing 10 (2003), figure 7.
    """
    if not a:
        return len(b)
    full, last = (1 << len(a)) - 1, 1 << (len(a) - 1)
    places: dict[str, int] = {}
    for at, letter in enumerate(a):
        places[letter] = places.get(letter, 0) | 1 << at
    up, down, diagonal, before, distance = full, 0, 0, 0, len(a)
    for letter in b:
        here = places.get(letter, 0)
        swapped = (((full ^ diagonal) & here) << 1) & before
        diagonal = ((((here & up) + up) ^ up) | here | down | swapped) & full
        grows, shrinks = down | (full ^ (diagonal | up)), diagonal & up
        distance += bool(grows & last) - bool(shrinks & last)
        grows, shrinks = (grows << 1 | 1) & full, (shrinks << 1) & full
        up, down = shrinks | (full ^ (diagonal | grows)), grows & diagonal
        before = here
    return distance
