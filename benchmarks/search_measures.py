"""What benchmarks/search.py measures. Imported when its site stands."""

import random
import statistics
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from functools import partial
from itertools import combinations
from pathlib import Path

from django.contrib.auth.models import AnonymousUser
from django.db import connection

from core import findable
from core.findable import Document
from core.models import Term
from core.text import latin
from search.actions.duties.indexing import rebuild_index
from search.analysis import analyse, read_question
from search.engines import Scope, engine
from search.queries.did_you_mean import did_you_mean
from search.queries.search_filters import SearchFilters
from search.queries.search_results import find
from search.showing.facets import facet_groups
from search.showing.hits import shown_hits
from tests.search.shelf import Things

Row = tuple[str, str, str, str]
Sentences = dict[str, list[tuple[str, str]]]
NOW = datetime(2026, 11, 25, tzinfo=UTC)
PUBLIC = Scope({"things": frozenset({"public"})}, {})
SEED = 20261125
TREEBANK, NTREX = "ky_ktmu-ud-train.conllu", "ntrex_even.tsv"


def pairs(words: Iterable[tuple[str, str]], key: Callable[[str], str]) -> tuple[float, float, float]:
    """(F1, precision, recall) of "these two forms are one word": pairs of different forms under one key or lemma."""
    lemmas: dict[str, set[str]] = defaultdict(set)
    for form, lemma in words:
        lemmas[form].add(lemma)
    by_key: dict[str, list[str]] = defaultdict(list)
    by_lemma: dict[str, set[str]] = defaultdict(set)
    for form, own in lemmas.items():
        by_key[key(form)].append(form)
        for lemma in own:
            by_lemma[lemma].add(form)
    truth = {pair for forms in by_lemma.values() for pair in combinations(sorted(forms), 2)}
    guessed = {pair for forms in by_key.values() for pair in combinations(sorted(forms), 2)}
    right = len(truth & guessed)
    precision, recall = right / max(1, len(guessed)), right / max(1, len(truth))
    return 2 * precision * recall / max(1e-9, precision + recall), precision, recall


def treebank(path: Path) -> Sentences:
    """(form, lemma) of each word, by sentence."""
    found: Sentences = {}
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if line[:1].isdigit()]
        cells = [row for row in rows if row[0].isdigit() and row[3] not in {"PUNCT", "NUM", "SYM", "X"}]
        own = [(tokens[0].surface, row[2].casefold()) for row in cells if len(tokens := analyse(row[1], "ky")) == 1]
        if own:
            found[f"s{len(found):05}"] = own
    return found


def stem_of(form: str) -> str:
    tokens = analyse(form, "ky")
    return tokens[0].stem if tokens else form


def rank_of(text: str, wanted: str, documents: str = "things") -> int:
    found = find(read_question(text), user=AnonymousUser(), language="ky", facets={})
    codes = [group.name for group in found.groups if group.shelf == documents]
    return codes.index(wanted) + 1 if wanted in codes[:10] else 0


def mrr(ranks: Iterable[int]) -> float:
    reciprocal = [1 / rank if rank else 0.0 for rank in ranks]
    return sum(reciprocal) / max(1, len(reciprocal))


def sentences(path: Path, language: str) -> list[tuple[str, str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    column = lines[0].split("\t").index(language)
    return [(f"s{n:05}", line.split("\t")[column].strip('"')) for n, line in enumerate(lines[1:])]


def rare_questions(words: Sentences) -> list[tuple[str, str]]:
    """Three rare words of a sentence, each in another form of its lemma: nobody types the very form. The treebank
    says which forms are one word, so no stemmer chooses its own questions."""
    forms: dict[str, set[str]] = defaultdict(set)
    places: Counter[str] = Counter()
    for own in words.values():
        for form, lemma in own:
            forms[lemma].add(form)
        places.update({lemma for _form, lemma in own})
    rolls = random.Random(SEED)
    asked = []
    for code, own in words.items():
        rare = [
            (f, lemma)
            for f, lemma in dict.fromkeys(own)
            if len(f) > 3 and places[lemma] <= 12 and len(forms[lemma]) > 1
        ]
        if len(rare) >= 3:
            picked = rolls.sample(rare, 3)
            asked.append((code, " ".join(rolls.choice(sorted(forms[lemma] - {f})) for f, lemma in picked)))
    return asked


def same_words(words: Sentences) -> list[tuple[str, str]]:
    """Three words of a sentence as they stand, the rarest that stand in another sentence too."""
    places = Counter(form for own in words.values() for form in {form for form, _lemma in own})
    asked = []
    for code, own in words.items():
        rare = sorted(
            {form for form, _lemma in own if places[form] > 1 and len(form) > 3}, key=lambda f: (places[f], f)
        )
        if len(rare) >= 3:
            asked.append((code, " ".join(rare[:3])))
    return asked


def slip(word: str, rolls: random.Random) -> str:
    if len(word) < 5:
        return word
    at = rolls.randrange(1, len(word) - 1)
    kind = rolls.randrange(3)
    if kind == 0:
        return word[:at] + word[at + 1 :]
    if kind == 1:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + rolls.choice("аеиоуклмнрст") + word[at + 1 :]


def each_word(text: str, change: Callable[[str], str]) -> str:
    return " ".join(change(word) for word in text.split())


def lay(things: Things, documents: list[Document]) -> None:
    """Without a row a thing: what the benchmark lays out is seen by everybody."""
    things.documents = documents
    Term.objects.filter(scheme="test-things").delete()
    Term.objects.bulk_create([Term(scheme="test-things", code=code) for code in {one.code for one in documents}], 1000)
    rebuild_index(say=lambda _line: None)


def document(code: str, language: str, title: str, body: str, **facets: tuple[str, ...]) -> Document:
    return Document(shelf="things", code=code, language=language, title=title, body=body, facets=facets, changed_at=NOW)


def quality(folder: Path, things: Things) -> list[Row]:
    rows = []
    if (folder / TREEBANK).exists():
        rows += _of_treebank(treebank(folder / TREEBANK), things)
    if (folder / NTREX).exists():
        rows += [
            _of_sentences(folder / NTREX, things, *of)
            for of in (("ky", "Kyrgyz"), ("ru", "Russian"), ("en", "English"))
        ]
    return rows


def _of_treebank(words: Sentences, things: Things) -> list[Row]:
    flat = [pair for own in words.values() for pair in own]
    none, cut = pairs(flat, lambda form: form), pairs(flat, stem_of)
    rows = [("same-lemma pairs, KTMU: F1 (precision)", f"{none[0]:.2f}", f"{cut[0]:.2f} ({cut[1]:.2f})", ".74 (.70)")]
    lay(things, [document(code, "ky", "", " ".join(form for form, _l in own)) for code, own in words.items()])
    asked = rare_questions(words)[:400]
    clean = mrr(rank_of(text, code) for code, text in asked)
    surface = {code: {form for form, _lemma in own} for code, own in words.items()}
    bare = mrr(_untreated(text, code, surface) for code, text in asked)
    rows.append(
        (f"three rare words in other forms, KTMU ({len(asked)}): MRR@10", f"{bare:.3f}", f"{clean:.3f}", ".45 (NTREX)")
    )
    same = same_words(words)[:400]
    plain = mrr(rank_of(text, code) for code, text in same)
    rolls = random.Random(SEED)
    changes: dict[str, tuple[Callable[[str], str], str]] = {
        "without ө ү ң": (lambda text: text.translate(str.maketrans("өүң", "оун")), ".99"),
        "one typo a word": (lambda text: _corrected(each_word(text, lambda word: slip(word, rolls))), ".90"),
        "in Latin letters": (_latin, ".95"),
    }
    for what, (change, wanted) in changes.items():
        share = mrr(rank_of(change(text), code) for code, text in same) / plain
        rows.append((f"questions {what}, KTMU: share of the clean MRR", "-", f"{share:.2f}", wanted))
    return rows


def _of_sentences(path: Path, things: Things, language: str, name: str) -> Row:
    lines = sentences(path, language)
    lay(things, [document(code, language, "", text) for code, text in lines])
    words = {code: [(token.surface, "") for token in analyse(text, language)] for code, text in lines}
    asked = same_words(words)[:400]
    bare = mrr(
        _untreated(text, code, {c: {f for f, _l in own} for c, own in words.items()}) for code, text in asked[:100]
    )
    found = mrr(rank_of(text, code) for code, text in asked)
    return f"three words as they stand, NTREX {name}: MRR@10", f"{bare:.2f}", f"{found:.2f}", ".98"


def _untreated(text: str, wanted: str, surface: dict[str, set[str]]) -> int:
    """Words as they stand, the rarest counting most."""
    words = text.split()
    counts = Counter(word for own in surface.values() for word in words if word in own)
    scores = {code: sum(1 / counts[word] for word in words if word in own) for code, own in surface.items()}
    order = sorted((code for code in scores if scores[code]), key=lambda code: (-scores[code], code))[:10]
    return order.index(wanted) + 1 if wanted in order else 0


def _corrected(text: str) -> str:
    return did_you_mean(read_question(text), user=AnonymousUser(), language="ky") or text


def _latin(text: str) -> str:
    return latin(text).replace("ö", "o").replace("ü", "u").replace("ë", "e")


def generated(folder: Path, count: int) -> Iterator[Document]:
    """Entries as institutions, practices and posts have them: a title, some sentences, three facets."""
    rolls = random.Random(SEED)
    texts = {lang: _texts(folder, lang) for lang in ("ky", "ru", "en")}
    for n in range(count):
        language = ("ky", "ky", "ru", "en")[n % 4]
        own = rolls.choice(texts[language])
        words = own.split()
        title = " ".join(rolls.sample(words, min(5, len(words))))
        body = f"{own} {rolls.choice(texts[language])}" if n % 3 == 0 else " ".join(words[:12])
        yield document(
            f"e{n:06}",
            language,
            title,
            body,
            country=(rolls.choice(("KG", "KG", "EE", "KE", "DE", "BA")),),
            kind=(rolls.choice(("school", "university")),),
        )


def _texts(folder: Path, language: str) -> list[str]:
    ntrex = folder / NTREX
    if ntrex.exists():
        return [text for _code, text in sentences(ntrex, language) if len(text.split()) > 3]
    words = {
        "ky": "мектеп суу тоо көпүрө мугалим сабак",
        "ru": "школа вода гора мост учитель урок",
        "en": "school water",
    }
    rolls = random.Random(SEED)
    own = [f"{word}{n}" for word in words[language].split() for n in range(300)]
    return [" ".join(rolls.sample(own, 14)) for _ in range(1000)]


def speed(folder: Path, things: Things, count: int) -> list[Row]:
    documents = list(generated(folder, count))
    began = time.perf_counter()
    lay(things, documents)
    laid = time.perf_counter() - began
    rolls = random.Random(SEED)
    vocabulary = [word for one in documents[::50] for word in one.title.split() if len(word) > 3]
    asked = [" ".join(rolls.sample(vocabulary, n % 3 + 1)) for n in range(300)]
    common = [word for word, _n in Counter(word.casefold() for word in vocabulary).most_common(20)]
    name = f"{connection.vendor}, {count:,} entries"
    rows = [(f"entries laid into the index a second ({name})", "-", f"{count / laid:,.0f}", "-")]
    for what, texts in (("a question of one to three words", asked), ("one of the twenty commonest words", common * 5)):
        times = sorted(_timed(text) for text in texts)
        p50, p95 = statistics.median(times), times[int(len(times) * 0.95)]
        rows.append((f"{what}, the whole answer: p50 / p95 ms ({name})", "-", f"{p50:.0f} / {p95:.0f}", "-"))
    begun = [word[:3] for word in vocabulary[:200]]
    times = sorted(_clocked(partial(engine().suggest, read_question(text), PUBLIC)) for text in begun)
    p50, p95 = statistics.median(times), times[int(len(times) * 0.95)]
    rows.append((f"suggestions for three letters: p50 / p95 ms ({name})", "-", f"{p50:.0f} / {p95:.0f}", "-"))
    return rows


def _timed(text: str) -> float:
    """What the page does: hits, counts, snippets."""

    def answer() -> None:
        asked = SearchFilters(text)
        found = find(asked.question, user=AnonymousUser(), language="ky", facets={})
        facet_groups(asked, found)
        shown_hits(found.groups[:10], asked.question, user=AnonymousUser(), language="ky")

    return _clocked(answer)


def _clocked(deed: Callable[[], object]) -> float:
    began = time.perf_counter()
    deed()
    return (time.perf_counter() - began) * 1000


def tokens_a_second(folder: Path) -> Row:
    texts = _texts(folder, "ky")
    for text in texts:
        analyse(text, "ky")
    began, count = time.process_time(), 0
    while time.process_time() - began < 2:
        count += sum(len(analyse(text, "ky")) for text in texts)
    return "analysis, tokens a second (words known)", "-", f"{count / (time.process_time() - began):,.0f}", "500,000"


def table(folder: Path, count: int) -> list[Row]:
    findable._shelves.clear()  # noqa: SLF001 - the shelves of the rooms would be measured as well
    things = Things()
    findable.add_shelf(things.shelf())
    measured = quality(folder, things) if folder.exists() else []
    return [*measured, *speed(folder, things, count), tokens_a_second(folder)]
