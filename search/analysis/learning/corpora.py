"""Reads what is learnt from: a treebank (*.conllu), parallel texts (*.tsv), catalogues of messages."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from core.text import normalise

CONTENT: Final = frozenset({"NOUN", "VERB", "ADJ", "ADV", "PROPN", "NUM"})
KYRGYZ: Final = re.compile("[а-яөүң]+$")
_WORD: Final = re.compile(r"[^\W\d_]+")
_COLUMNS: Final = {"Аты кыргызча": "ky", "Аты орусча": "ru", "Аты англисче": "en"}


class Word(NamedTuple):
    """A word of a treebank: form and lemma normalised, and its part of speech."""

    form: str
    lemma: str
    part: str


Sentence = list[Word]


def treebank(path: Path) -> list[Sentence]:
    found: list[Sentence] = []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines()]
        words = [Word(normalise(r[1]), normalise(r[2]), r[3]) for r in rows if len(r) > 3 and r[0].isdigit()]  # noqa: PLR2004
        if words:
            found.append(words)
    return found


def lemmas_of(sentences: Iterable[Sentence]) -> dict[str, set[str]]:
    """The lemmas of each form that is a word with a meaning of its own."""
    found: dict[str, set[str]] = {}
    for sentence in sentences:
        for word in sentence:
            if word.part in CONTENT and KYRGYZ.match(word.form):
                found.setdefault(word.form.rstrip("ь"), set()).add(word.lemma.rstrip("ь"))
    return found


def rows(path: Path) -> list[dict[str, str]]:
    """A table of parallel texts: a row for each sentence, a column for each language."""
    with path.open(encoding="utf-8", newline="") as file:
        lines = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    head = [_COLUMNS.get(name, name) for name in lines[0]]
    return [dict(zip(head, line, strict=False)) for line in lines[1:]]


def tables(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*.tsv") if not path.name.startswith("unimorph"))


def treebanks(folder: Path) -> list[Path]:
    """Those to learn from; others (TueCL, test halves) are for tests alone."""
    return sorted(folder.glob("*train*.conllu"))


def kyrgyz_texts(folder: Path) -> Iterator[str]:
    """Every Kyrgyz text of the tables: which suffixes a stem has is learnt from words without lemmas too."""
    for path in tables(folder):
        yield from (row.get("ky", "") for row in rows(path))


def text_of(sentences: Iterable[Sentence]) -> Iterator[str]:
    return (" ".join(word.form for word in sentence) for sentence in sentences)


def vocabulary(texts: Iterable[str]) -> Counter[str]:
    """How often each Kyrgyz word stands there."""
    return Counter(word for text in texts for one in _WORD.findall(text) if KYRGYZ.match(word := normalise(one)))
