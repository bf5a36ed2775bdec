"""Words of other languages under which a word is found too: learnt translations, school words, and kindred spelling.

Made when a text is put into an index, never when a question is asked: a Kyrgyz practice on суу carries вода and water
in columns of their own, so that no model runs when somebody searches.
"""

import gzip
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from search.analysis.languages import LANGUAGES, TAGS, is_latin_word
from search.analysis.reading import Token, analyse
from search.analysis.tokens import surface_of

_DATA: Final = Path(__file__).resolve().parent / "data"
FILE: Final = _DATA / "lexicon.json.gz"
SCHOOL_WORDS: Final = _DATA / "school-words.tsv"
GRAM: Final = 4
KNOWN: Final = 100_000
PARTS: Final = 100  # weights are kept in hundredths
_LONGEST_PHRASE: Final = 3
_CYRILLIC: Final = frozenset({"ky", "ru"})
_OTHERWISE: Final = "*"  # before a word of the table that means something else as well


class Expansion(NamedTuple):
    """A stem of this language that means the same; 1 is certain. `tagged` is what an index keeps of it."""

    language: str
    stem: str
    weight: float

    @property
    def tagged(self) -> str:
        return self.stem if self.stem.isdigit() else TAGS[self.language] + self.stem


Rows = dict[str, list[tuple[str, float]]]
Pairs = Mapping[str, Mapping[str, Sequence[Sequence[Any]]]]


@lru_cache(maxsize=KNOWN)
def _of_stem(stem: str, language: str) -> tuple[Expansion, ...]:
    if stem.isdigit():
        return ()
    found: dict[tuple[str, str], float] = {}
    for other, rows in _directions().get(language, {}).items():
        for translation, weight in rows.get(stem, ()):
            found[other, translation] = weight
    for other, word in _school_words().get((language, (stem,)), ()):
        found[other, word] = 1.0
    found = {pair: weight for pair, weight in found.items() if pair[1] != stem or pair[0] in _CYRILLIC - {language}}
    rows_ = sorted(found.items(), key=lambda row: (-row[1], row[0]))
    return tuple(Expansion(*pair, weight) for pair, weight in rows_)


def expansions(token: Token, language: str) -> tuple[Expansion, ...]:
    """The words of all languages that mean the same, the surest first. Latin words are English in every text."""
    return _of_stem(token.stem, language_of(token.surface, language))


def phrase_expansions(tokens: Sequence[Token], language: str) -> list[tuple[int, tuple[Expansion, ...]]]:
    """What two or three words mean together: (where they begin, the words). "орто мектеп" is СШ."""
    return [(at, meant) for at, _size, meant in phrases_in(tokens, language)]


def phrases_in(tokens: Sequence[Token], language: str) -> list[tuple[int, int, tuple[Expansion, ...]]]:
    """As `phrase_expansions`, with the number of words. Places are counted without the words that a hyphen joined."""
    stems = [token.stem for token in tokens if not token.joined]
    phrases, found = _school_words(), []
    for at in range(len(stems)):
        for size in range(2, _LONGEST_PHRASE + 1):
            words = phrases.get((language, tuple(stems[at : at + size])))
            if words and at + size <= len(stems):
                found.append((at, size, tuple(Expansion(*word, 1.0) for word in words)))
    return found


def language_of(surface: str, language: str) -> str:
    """The language by which a word was stemmed."""
    if is_latin_word(surface):
        return "en"
    return "ru" if language == "ru" else "ky"


def shipped_pairs() -> Pairs:
    """As learnt: for two languages ("ky-ru") the translations of the first one's stems, weights in hundredths."""
    pairs: Pairs = json.loads(gzip.decompress(FILE.read_bytes()))["pairs"]
    return pairs


@lru_cache(maxsize=1)
def _directions() -> dict[str, dict[str, Rows]]:
    """From each language to each other."""
    found: dict[str, dict[str, Rows]] = {one: {} for one in LANGUAGES}
    for pair, rows in shipped_pairs().items():
        one, other = pair.split("-")
        for stem, others in rows.items():
            for translation, hundredths in others:
                weight = hundredths / PARTS
                found[one].setdefault(other, {}).setdefault(stem, []).append((translation, weight))
                found[other].setdefault(one, {}).setdefault(translation, []).append((stem, weight))
    return found


@lru_cache(maxsize=1)
def _school_words() -> dict[tuple[str, tuple[str, ...]], list[tuple[str, str]]]:
    """(language, stems of a word or phrase) -> (language, stem) of all that means the same.

    What has a star in the table is found by the others, but stands for none of them: ОШ is a basic school, Ош a city.
    """
    found: dict[tuple[str, tuple[str, ...]], list[tuple[str, str]]] = {}
    for row in _school_rows():
        read = [(language, text, phrase) for language, text in row for phrase in _phrases(text, language)]
        phrases = [(language, phrase) for language, _text, phrase in read]
        for language, text, phrase in read:
            if text.startswith(_OTHERWISE):
                continue
            others = [
                (other, stem)
                for other, words in phrases
                if (other, words) != (language, phrase) and (len(words) == 1 or len(phrase) == 1)
                for stem in words
            ]
            found.setdefault((language, phrase), []).extend(dict.fromkeys(others))
    return found


def _phrases(text: str, language: str) -> Iterator[tuple[str, ...]]:
    """Its stems, and once more as one where a hyphen joins them (ата-эне)."""
    tokens = analyse(text, language)
    yield tuple(token.stem for token in tokens if not token.joined)
    yield from ((token.stem,) for token in tokens if token.joined and len(tokens) == text.count("-") + 2)


def _school_rows() -> Iterator[list[tuple[str, str]]]:
    lines = SCHOOL_WORDS.read_text(encoding="utf-8").splitlines()
    for line in lines[1:]:
        cells = line.split("\t")
        yield [
            (language, text.strip())
            for language, cell in zip(LANGUAGES, cells, strict=True)
            for text in cell.split(",")
            if text.strip()
        ]


# --- kindred spelling: names and loans are alike in all three languages once they are written in Latin letters ---
_SOUNDS: Final = str.maketrans({
    **dict(zip("абвгдежзийклмнңоөпрстуүфхыэ", "abvgdejziiklmnnooprstuufhie", strict=True)),
    "ё": "o", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "", "ь": "", "ю": "u", "я": "a",
})  # fmt: skip
_ALIKE: Final = (
    ("kh", "h"), ("ck", "k"), ("ch", "4"), ("c", "k"), ("4", "ch"), ("x", "ks"), ("y", "i"), ("w", "v"),
    ("ph", "f"), ("q", "k"), ("zh", "j"), ("dj", "j"),
)  # fmt: skip
_DOUBLED: Final = re.compile(r"(.)\1+")
_ONCE: Final = r"\1"


@lru_cache(maxsize=KNOWN)
def cognates(word: str) -> tuple[str, ...]:
    """The runs of four Latin letters of a normalised word: директор and director share most of theirs."""
    text = surface_of(word).translate(_SOUNDS)
    for one, other in _ALIKE:
        text = text.replace(one, other)
    text = f"1{_DOUBLED.sub(_ONCE, text)}2"  # figures mark the two ends
    return tuple(dict.fromkeys(text[at : at + GRAM] for at in range(max(1, len(text) - GRAM + 1))))
