"""Reads a word backwards through the table: which stems and suffixes could it be made of?"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from search.analysis.kyrgyz.irregular import STEMS, WORDS
from search.analysis.kyrgyz.sounds import (
    FUSED,
    SOFTENED,
    Left,
    is_vowel,
    last_vowel,
    left_of,
    lefts,
    realised,
    spell,
    spread,
)
from search.analysis.kyrgyz.suffixes import NOUN, START, TABLE, VERB, Suffix

MOST_SUFFIXES: Final = 7
IRREGULAR: Final = "irregular"
_LEAST: Final = 2  # letters of a stem


class Reading(NamedTuple):
    """A stem, its kind (NOUN, VERB), and the names of its suffixes from the stem outwards."""

    stem: str
    kind: str
    suffixes: tuple[str, ...]


class _Edge(NamedTuple):
    """A suffix as spelt, after these left sides; `swallowed` is the vowel of the stem that the suffix took in."""

    name: str
    after: frozenset[Left]
    swallowed: str
    inner: str


class _Slot(NamedTuple):
    """A slot with all that it is passed to: kinds of stems that may be reached, suffixes by their spelling."""

    stems: tuple[str, ...]
    edges: dict[str, tuple[_Edge, ...]]
    lengths: tuple[int, ...]


def parse(word: str) -> tuple[Reading, ...]:
    """All readings of a normalised word, in a steady order; the bare word is always among them."""
    found: set[Reading] = {Reading(word, NOUN, ())}
    for letters in _as_heard(word):
        found.update(_readings(letters))
    if word in WORDS:
        found.add(Reading(WORDS[word], NOUN, (IRREGULAR,)))
    return tuple(sorted(found))


def _as_heard(word: str) -> tuple[str, ...]:
    """ё is е in normalised words, so кое may be койо too."""
    heard = spread(word)
    return (heard, heard.replace("ое", "ойо")) if "ое" in heard else (heard,)


def _readings(word: str) -> Iterator[Reading]:
    slots = _slots()
    todo: list[tuple[str, str, tuple[str, ...]]] = [(word, START, ())]
    seen = set()
    while todo:
        here = todo.pop()
        if here in seen:
            continue
        seen.add(here)
        left, name, suffixes = here
        slot = slots[name]
        for kind in slot.stems:
            yield from _stems(left, kind, suffixes)
        if len(suffixes) < MOST_SUFFIXES:
            _step(left, slot, suffixes, todo)


def _step(word: str, slot: _Slot, suffixes: tuple[str, ...], todo: list[tuple[str, str, tuple[str, ...]]]) -> None:
    """One suffix further in, in every way."""
    size = len(word)
    for length in slot.lengths:
        if length > size - _LEAST + 1:
            break
        edges = slot.edges.get(word[size - length :])
        if edges is None:
            continue
        left = word[: size - length]
        heard = (left[-1], last_vowel(left))
        for edge in edges:
            if heard in edge.after:
                grown = (edge.name, *suffixes)
                if edge.swallowed:
                    todo.append((left + edge.swallowed, edge.inner, grown))
                    continue
                todo.append((left, edge.inner, grown))
                if heard[0] in SOFTENED and is_vowel(word[size - length]) and is_vowel(left[-2:-1] or "т"):
                    todo.append((left[:-1] + SOFTENED[heard[0]], edge.inner, grown))


def _stems(word: str, kind: str, suffixes: tuple[str, ...]) -> Iterator[Reading]:
    if kind == VERB and not suffixes:
        return
    if len(word) >= _LEAST:
        yield Reading(spell(word), kind, suffixes)
    if suffixes:
        for stem, names in _shapes().get((word, kind), ()):
            if suffixes[0] in names:
                yield Reading(stem, kind, suffixes)


@lru_cache(maxsize=1)
def _shapes() -> dict[tuple[str, str], list[tuple[str, frozenset[str]]]]:
    found: dict[tuple[str, str], list[tuple[str, frozenset[str]]]] = {}
    for one in STEMS:
        found.setdefault((one.shape, one.kind), []).append((one.stem, one.before))
    return found


@lru_cache(maxsize=1)
def _slots() -> dict[str, _Slot]:
    ends = {kind: _Slot((kind,), {}, ()) for kind in (NOUN, VERB)}
    return ends | {name: _compiled(name) for name in TABLE}


def _compiled(name: str) -> _Slot:
    stems, suffixes = _closure(name)
    edges: dict[str, dict[tuple[str, str, str], set[Left]]] = {}
    for suffix in suffixes:
        for template in suffix.templates:
            for text, swallowed, left in _spellings(template, suffix.after):
                edges.setdefault(text, {}).setdefault((suffix.name, swallowed, suffix.inner), set()).add(left)
    told = {
        text: tuple(_Edge(name, frozenset(after), swallowed, inner) for (name, swallowed, inner), after in ways.items())
        for text, ways in edges.items()
    }
    return _Slot(tuple(stems), told, tuple(sorted({len(text) for text in told})))


def _closure(name: str) -> tuple[list[str], list[Suffix]]:
    """The stems that a slot reaches while nothing is cut off, and the suffixes on the way."""
    stems, suffixes = [], []
    for one in TABLE[name]:
        if one.name:
            suffixes.append(one)
        elif one.inner in TABLE:
            further, more = _closure(one.inner)
            stems += further
            suffixes += more
        else:
            stems.append(one.inner)
    return stems, suffixes


def _spellings(template: str, after: str) -> Iterator[tuple[str, str, Left]]:
    """(the suffix as spelt, the vowel it swallowed, what must stand before it)."""
    for left in lefts():
        if not template.startswith("W"):
            if not left.vowel or after in {"", "v" if is_vowel(left.last) else "c"}:
                yield from ((text, "", left) for text in realised(template, left))
        else:
            if not is_vowel(left.last):
                yield from ((text, "", left) for text in realised(f"UU{template[1:]}", left))
            for vowel in final_vowels(left):
                yield from ((text, vowel, left) for text in fused(vowel, template))


def fused(vowel: str, template: str) -> tuple[str, ...]:
    """A stem's last vowel together with a template that begins with W."""
    long = FUSED[vowel]
    return tuple(long + rest for rest in realised(template[1:], left_of(long)))


def final_vowels(left: Left) -> Iterator[str]:
    """The vowels in which a stem may end after `left`."""
    for vowel in FUSED:
        if vowel in realised("A", left) or vowel in realised("I", left):
            yield vowel
