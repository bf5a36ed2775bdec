"""Whether the search finds what was meant: rare words, whole sentences, other spellings, other languages.

"ours" goes through the running search (search.queries); the two other columns are plain FTS5. Rare words and whole
sentences look for the document that a sentence was taken out of; across languages a sentence looks for itself in
another language.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

from django.contrib.auth.models import AnonymousUser

from benchmarks.search_halves import CUT, UNTREATED, Index, Sentence, halves, taught
from benchmarks.search_shelf import Source, document
from benchmarks.search_words import SEED, TIMES, Row, interval, seen
from core.text import latin
from search.analysis import read_question
from search.analysis.kyrgyz import learnt
from search.analysis.learning.corpora import rows
from search.analysis.reading import analyse
from search.queries.did_you_mean import did_you_mean
from search.queries.search_results import find

RARE: Final = 3  # documents at most in which a rare word stands as written
DIRECTIONS: Final = (("ru", "ky"), ("en", "ky"), ("ky", "ru"), ("ky", "en"))
REACH: Final = {"rare": "cut at 5 + .02", "sentence": ".81", "bare": ".99", "slips": ".87", "latin": ".98"}
NOBODY: Final = AnonymousUser()
Found = dict[str, list[float]]


class Asked(NamedTuple):
    rows: list[Sentence]
    documents: frozenset[str]
    rare: dict[tuple[str, int], str]  # by document and place


def finding_rows(folder: Path) -> Iterator[Row]:
    source, found, aside = Source(), Found(), "all of it"
    for path in sorted(folder.glob("ntrex*.tsv")):
        own = rows(path)
        rare = rare_words(own)
        if seen(path, learnt.FILE):
            aside = "each half in turn, by documents"
        for half in halves(folder, path):
            with taught(half):
                _ask_all(source, Asked(own, half.asked, rare), found)
    yield from _inside(found, aside)
    yield from _spelt(found, aside)
    yield from _across(found, aside)


def rank(text: str, wanted: str, language: str) -> float:
    """One by the rank among the first ten, by the running search."""
    found = find(read_question(text), user=NOBODY, language=language, facets={})
    codes = [group.name for group in found.groups[:10]]
    return 1 / (codes.index(wanted) + 1) if wanted in codes else 0.0


def _ask_all(source: Source, asked: Asked, found: Found) -> None:
    for name, way in (("untreated", UNTREATED), ("cut", CUT)):
        _plain(asked, way, name, found)
    for language, name in (("ky", "ours"), ("en", "english")):
        _ours(source, asked, language, name, found)
    own = [row for row in asked.rows if row["document"] in asked.documents]
    for target in ("ky", "ru", "en"):
        sources = [one for one, other in DIRECTIONS if other == target]
        source.lay(document(f"s{n:05}", target, "", row[target]) for n, row in enumerate(own))
        plain = {name: Index(way, [row[target] for row in own], target) for name, way in _PLAIN.items()}
        for one in sources:
            for n, row in enumerate(own):
                _add(found, f"{one}>{target} ours", rank(row[one], f"s{n:05}", one))
                for name, index in plain.items():
                    _add(found, f"{one}>{target} {name}", index.rank(row[one], one, n))


_PLAIN: Final = {"untreated": UNTREATED, "cut": CUT}


def _texts(asked: Asked, language: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in asked.rows:
        found.setdefault(row["document"], []).append(row[language])
    return found


def _plain(asked: Asked, way: Sequence[object], name: str, found: Found) -> None:
    texts = _texts(asked, "ky")
    index = Index(way, [" ".join(own) for own in texts.values()], "ky")  # type: ignore[arg-type]
    for number, (code, own) in enumerate(texts.items()):
        if code in asked.documents:
            for at, text in enumerate(own):
                index.put(number, " ".join([*own[:at], *own[at + 1 :]]))
                _add(found, f"sentence {name}", index.rank(text, "ky", number))
                if rare := asked.rare[code, at]:
                    _add(found, f"rare {name}", index.rank(rare, "ky", number))
            index.put(number, " ".join(own))


def _ours(source: Source, asked: Asked, language: str, name: str, found: Found) -> None:
    texts = _texts(asked, language)
    codes = {given: f"d{number:04}" for number, given in enumerate(texts)}
    source.lay(document(codes[given], language, "", " ".join(own)) for given, own in texts.items())
    rolls = Random(SEED)
    for given in sorted(asked.documents & set(texts)):
        own, code = texts[given], codes[given]
        for at, text in enumerate(own):
            rare = asked.rare[given, at] if language == "ky" else ""
            if rare:
                _spellings(rare, code, rolls, found)
            source.put(document(code, language, "", " ".join([*own[:at], *own[at + 1 :]])))
            _add(found, f"sentence {name}", rank(text, code, language))
            if rare:
                _add(found, f"rare {name}", rank(rare, code, language))
        source.put(document(code, language, "", " ".join(own)))


def _spellings(text: str, code: str, rolls: Random, found: Found) -> None:
    """The words as they stand, and as they are mistyped; slips are mended as on the page, without a click."""
    _add(found, "clean", rank(text, code, "ky"))
    _add(found, "bare", rank(_mended(text.translate(_PLAIN_LETTERS)), code, "ky"))
    _add(found, "slips", rank(_mended(each_word(text, lambda word: slip(word, rolls))), code, "ky"))
    _add(found, "latin", rank(_mended(_latin(text)), code, "ky"))


_PLAIN_LETTERS: Final = str.maketrans("өүң", "оун")


def _mended(text: str) -> str:
    return did_you_mean(read_question(text), user=NOBODY, language="ky") or text


def _latin(text: str) -> str:
    return latin(text).replace("ö", "o").replace("ü", "u").replace("ë", "e")


def slip(word: str, rolls: Random) -> str:
    """A letter lost, two changed about, or another letter; never the first."""
    if len(word) < 4:
        return word
    at, kind = rolls.randrange(1, len(word) - 1), rolls.randrange(3)
    if kind == 0:
        return word[:at] + word[at + 1 :]
    if kind == 1:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + rolls.choice("аеиоуклмнрст") + word[at + 1 :]


def each_word(text: str, change: Callable[[str], str]) -> str:
    return " ".join(change(word) for word in text.split())


def rare_words(own: list[Sentence]) -> dict[tuple[str, int], str]:
    """By document and place; chosen as written, so that no stemmer chooses its own questions."""
    surfaces = [_long_words(row["ky"]) for row in own]
    places: dict[str, set[str]] = {}
    for row, words in zip(own, surfaces, strict=True):
        for word in words:
            places.setdefault(word, set()).add(row["document"])
    rolls, counts, chosen = Random(SEED), Counter[str](), {}
    for row, words in zip(own, surfaces, strict=True):
        at = counts[row["document"]]
        counts[row["document"]] += 1
        rare = [word for word in dict.fromkeys(words) if len(places[word]) <= RARE]
        chosen[row["document"], at] = " ".join(rolls.sample(rare, 3)) if len(rare) >= 3 else ""
    return chosen


def _long_words(text: str) -> list[str]:
    return [one.surface for one in analyse(text, "ky") if len(one.surface) > 3 and one.surface.isalpha()]


def _add(found: Found, name: str, value: float) -> None:
    found.setdefault(name, []).append(value)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / max(1, len(values))


def _spread(values: Sequence[float]) -> str:
    rolls = Random(SEED)
    return interval([_mean(rolls.choices(values, k=len(values))) for _time in range(TIMES)])


def _share_spread(values: Sequence[float], clean: Sequence[float]) -> str:
    rolls, pairs, again = Random(SEED), list(zip(values, clean, strict=True)), []
    for _time in range(TIMES):
        drawn = rolls.choices(pairs, k=len(pairs))
        again.append(_mean([one for one, _all in drawn]) / max(1e-9, _mean([every for _one, every in drawn])))
    return interval(again)


def _cells(found: Found, name: str) -> tuple[str, str, str]:
    """untreated, cut at 5, ours; "-" where nothing was asked."""
    told = [found.get(f"{name} {way}", []) for way in ("untreated", "cut", "ours")]
    if not told[2]:
        return "-", "-", "-"
    return f"{_mean(told[0]):.3f}", f"{_mean(told[1]):.3f}", f"{_mean(told[2]):.3f} [{_spread(told[2])}]"


def _inside(found: Found, aside: str) -> Iterator[Row]:
    counts = {name: len(found.get(f"{name} ours", ())) for name in ("rare", "sentence")}
    yield (f"three rare ky words ({counts['rare']}): MRR@10", *_cells(found, "rare"), REACH["rare"], aside)
    gain = [ours - cut for ours, cut in zip(found.get("rare ours", ()), found.get("rare cut", ()), strict=True)]
    more = f"{_mean(gain):+.3f} [{_spread(gain)}]" if gain else "-"
    yield ("three rare ky words: more than cut at 5", "-", "-", more, "+.02, above 0", aside)
    yield (f"whole ky sentences ({counts['sentence']}): MRR@10", *_cells(found, "sentence"), REACH["sentence"], aside)
    ours, english = found.get("sentence ours", []), found.get("sentence english", [])
    ratio = f"{_mean(ours) / max(1e-9, _mean(english)):.3f} [{_share_spread(ours, english)}]" if ours else "-"
    yield ("whole sentences: ky by en", "-", "-", ratio, ".98", aside)


def _spelt(found: Found, aside: str) -> Iterator[Row]:
    clean = found.get("clean", [])
    for name, what in (
        ("bare", "without ө ү ң"),
        ("slips", "a slip a word, no click"),
        ("latin", "in Latin letters"),
    ):
        own = found.get(name, [])
        share = f"{_mean(own) / max(1e-9, _mean(clean)):.3f} [{_share_spread(own, clean)}]" if own else "-"
        yield (f"{what}: share of the clean MRR ({_mean(clean):.3f})", "-", "-", share, REACH[name], aside)


def _across(found: Found, aside: str) -> Iterator[Row]:
    means = []
    for one, other in DIRECTIONS:
        yield (f"a sentence finds itself, {one} to {other}: MRR@10", *_cells(found, f"{one}>{other}"), ".84", aside)
        means.append(found.get(f"{one}>{other} ours", []))
    mean = f"{_mean([_mean(own) for own in means]):.3f} [{_mean_spread(means)}]" if means[0] else "-"
    yield ("across languages, mean of the four", "-", "-", mean, ".87", aside)


def _mean_spread(all_of: Sequence[Sequence[float]]) -> str:
    """Each sentence is drawn with its four directions together."""
    rolls, rows_ = Random(SEED), list(zip(*all_of, strict=True))
    return interval([_mean([_mean(row) for row in rolls.choices(rows_, k=len(rows_))]) for _time in range(TIMES)])
