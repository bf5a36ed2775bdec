"""Runs the table forwards: the forms of a stem with given suffixes, and whole paradigms."""

from collections.abc import Iterator, Sequence
from functools import cache
from random import Random
from typing import Final

from search.analysis.kyrgyz.irregular import STEMS_OF
from search.analysis.kyrgyz.parsing import final_vowels, fused
from search.analysis.kyrgyz.sounds import SOFTENED, is_vowel, left_of, realised, spell, spread
from search.analysis.kyrgyz.suffixes import NOUN, START, TABLE, VERB, Suffix

_HARDENED: Final = {soft: hard for hard, soft in SOFTENED.items()}
_RARE: Final = frozenset(
    [
        "softener",
        "question",
        "where-3",
        "when",
        "-chilik",
        "-lik",
        "-luu",
        "-siz",
        "-chi",
        "-raak",
        "-inchi",
        "passive",
        "reflexive",
        "causative",
        "causative-t",
        "causative-r",
    ]
)
# Of voices only "together" stays, which makes the third person plural. Of what is declined only his and hers.
_LEFT_OUT: Final = {
    NOUN: _RARE,
    VERB: _RARE | frozenset(["owner-12", "being", "like", "like-3", "limit", "dative-12", "ablative-12"]),
}
_PLAIN_CASES: Final = frozenset(["genitive", "accusative", "dative", "locative", "ablative", "limit", "like", "where"])
_BEING: Final = frozenset({("being",), ("plural", "being"), ("locative", "being")})
_LONGEST: Final = {NOUN: 3, VERB: 5}  # suffixes of a form in a paradigm

Way = tuple[tuple[Suffix, str], ...]


def generate(stem: str, kind: str, suffixes: Sequence[str]) -> frozenset[str]:
    """The forms of a stem with suffixes of these names, from the stem outwards; none where the table has no such way.

    A name stands for its group ("past" for all its persons), so there may be several.
    """
    found = set()
    for way in _ways_of(kind, tuple(suffixes)):
        form = form_of(stem, kind, way)
        if form:
            found.add(form)
    return frozenset(found)


def form_of(stem: str, kind: str, way: Way) -> str:
    """The stem with each template of `way`, spelt by the rule; "" where one of them cannot stand there."""
    word = spread(stem)
    for number, (suffix, template) in enumerate(way):
        if number == 0:
            word = _shape(word, kind, suffix)
        vowel = is_vowel(word[-1])
        if (suffix.after == "v" and not vowel) or (suffix.after == "c" and vowel):
            return ""
        word = _with(word, template)
        if not word:
            return ""
    return spell(word)


def paradigm(stem: str, kind: str, count: int, rolls: Random) -> list[str]:
    """`count` different forms at most, for training and tests: half of a verb's forms are finite."""
    pools = [list(pool.values()) for pool in _paradigm_ways(kind) if pool]
    found: dict[str, None] = {}
    for number in range(count * 8):
        ways = rolls.choice(pools[number % len(pools)])
        form = form_of(stem, kind, rolls.choice(ways))
        if form:
            found[form] = None
        if len(found) == count:
            break
    return list(found)


def whole_paradigm(stem: str, kind: str, *, finite: bool = True) -> list[str]:
    """Every form with few suffixes; of a verb the finite ones, or those that are declined."""
    conjugated, declined = _paradigm_ways(kind)
    pool = conjugated if finite and kind == VERB else declined
    forms = (form_of(stem, kind, way) for ways in pool.values() for way in ways)
    return sorted({form for form in forms if form})


def _shape(word: str, kind: str, suffix: Suffix) -> str:
    irregular = STEMS_OF.get((word, kind))
    return irregular.shape if irregular and suffix.name in irregular.before else word


def _with(word: str, template: str) -> str:
    if template.startswith("W"):
        if is_vowel(word[-1]):
            harmonious = len(word) > 1 and word[-1] in final_vowels(left_of(word[:-1]))
            return word[:-1] + fused(word[-1], template)[0] if harmonious else ""
        template = f"UU{template[1:]}"
    text = realised(template, left_of(word))[0]
    if is_vowel(text[0]) and word[-1] in _HARDENED and len(word) > 1 and is_vowel(word[-2]):
        word = word[:-1] + _HARDENED[word[-1]]
    return word + text


@cache
def _ways_of(kind: str, names: tuple[str, ...]) -> tuple[Way, ...]:
    """The ways through the table whose suffixes have these names."""
    return tuple(_named(START, kind, names))


def _named(slot: str, kind: str, names: tuple[str, ...]) -> Iterator[Way]:
    if slot not in TABLE:
        if slot == kind and not names:
            yield ()
        return
    for one in TABLE[slot]:
        if not one.name:
            yield from _named(one.inner, kind, names)
        elif names and one.name == names[-1]:
            for inner in _named(one.inner, kind, names[:-1]):
                yield from ((*inner, (one, template)) for template in one.templates)


Pool = dict[tuple[str, ...], list[Way]]


@cache
def _paradigm_ways(kind: str) -> tuple[Pool, Pool]:
    """The ways of a paradigm by the names of their suffixes: those that end a sentence, and those that are declined."""
    conjugated: Pool = {}
    declined: Pool = {}
    finite = {one.name for one in TABLE["ending"]} - {"", "being"}
    for way in _short_ways(START, kind, 0):
        names = tuple(suffix.name for suffix, _template in way)
        if _usual(names):
            pool = conjugated if finite & set(names) else declined
            pool.setdefault(names, []).append(way)
    return conjugated, declined


def _short_ways(slot: str, kind: str, count: int) -> Iterator[Way]:
    if slot not in TABLE:
        if slot == kind:
            yield ()
        return
    for one in TABLE[slot]:
        if not one.name:
            yield from _short_ways(one.inner, kind, count)
        elif count < _LONGEST[kind] and one.name not in _LEFT_OUT[kind]:
            for inner in _short_ways(one.inner, kind, count + 1):
                yield from ((*inner, (one, template)) for template in one.templates)


def _usual(names: tuple[str, ...]) -> bool:
    """Nothing follows "where is"; "I am" follows the bare noun, its plural or its place; his are declined as his."""
    if "where" in names[:-1] or ("being" in names and names not in _BEING):
        return False
    return not ("owner-3" in names and _PLAIN_CASES & set(names))
