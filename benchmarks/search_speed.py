"""How fast the search answers and how fast and how large its index is made."""

import random
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.db import connection
from django.test import Client

from benchmarks.search_shelf import Source, document
from benchmarks.search_words import SEED
from benchmarks.temporary_site import analyse as analyse_database
from core.findable import Document
from core.models import LimitCount
from search.analysis.learning.corpora import rows
from search.models import SearchText
from search.queries.search_filters import SearchFilters
from search.queries.search_results import find
from search.showing.facets import facet_groups
from search.showing.hits import shown_hits

Row = tuple[str, str, str, str, str, str]
REACH: Final = {"sqlite": ("25/80", "60/150"), "postgresql": ("40/200", "140/300")}
NOBODY: Final = AnonymousUser()


def rows_of(folder: Path, count: int) -> Iterator[Row]:
    call_command("collectstatic", interactive=False, verbosity=0)
    source, documents = Source(), list(generated(folder, count))
    name = f"{connection.vendor}, {count:,} entries"
    wall, cpu = _took(lambda: source.lay(documents))
    yield _row(f"entries laid a CPU second; a second ({name})", f"{count / cpu:,.0f}; {count / wall:,.0f}", "900")
    analyse_database()
    usual, common_reach = REACH.get(connection.vendor, ("-", "-"))
    rolls = random.Random(SEED)
    words = [word for one in documents[::50] for word in one.title.split() if len(word) > 3]
    titles = [one.title.split() for one in documents[::50]]
    asked = [
        " ".join(rolls.sample(own, min(n % 3 + 1, len(own)))) for n, own in enumerate(rolls.choices(titles, k=300))
    ]
    common = [word for word, _n in Counter(word.casefold() for word in words).most_common(20)]
    anyhow = [" ".join(rolls.sample(words, 3)) for _n in range(100)]  # of different entries: nothing has all of them
    for what, texts, reach in (
        ("one to three words of a title", asked, usual),
        ("the 20 commonest words", common * 5, common_reach),
        ("any-word questions (three words that stand nowhere together)", anyhow, common_reach),
    ):
        yield _times(f"{what}: whole answer, p50/p95 ms wall ({name})", texts, answer, reach)
        yield _times(f"{what}: the whole page ({name})", texts, page(), "-")
    begun = [word[: 3 + n % 3] for n, word in enumerate(words[:200])]
    yield _times(f"suggestions for three to five letters ({name})", begun, suggested(), "p95 15")
    yield from sizes(name)


def answer(text: str) -> None:
    """What the page does before it is written: hits, counts, snippets."""
    asked = SearchFilters(text)
    found = find(asked.question, user=NOBODY, language="ky", facets={})
    facet_groups(asked, found)
    shown_hits(found.groups[:10], asked.question, user=NOBODY, language="ky")


def page(address: str = "/ky/search/") -> Callable[[str], None]:
    client = Client(headers={"host": "localhost"})

    def get(text: str) -> None:
        assert client.get(address, {"q": text}).status_code == 200

    return get


def suggested() -> Callable[[str], None]:
    return page("/ky/search/suggest/")


def _times(what: str, texts: Sequence[str], deed: Callable[[str], None], reach: str) -> Row:
    LimitCount.objects.all().delete()
    deed(texts[0])
    took = []
    for number, text in enumerate(texts):
        if number % 100 == 0:
            LimitCount.objects.all().delete()
        took.append(_took(lambda text=text: deed(text)))  # type: ignore[misc]
    wall, cpu = (sorted(1000 * one[which] for one in took) for which in (0, 1))
    return _row(what, f"{_at(wall)}; CPU {_at(cpu)}", reach)


def _took(deed: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock, and of this process alone (PostgreSQL works in others)."""
    wall, cpu = time.perf_counter(), time.process_time()
    deed()
    return time.perf_counter() - wall, time.process_time() - cpu


def _at(times: Sequence[float]) -> str:
    return f"{times[len(times) // 2]:.0f}/{times[int(len(times) * 0.95)]:.0f}"


def _row(what: str, ours: str, reach: str) -> Row:
    return what, "-", "-", ours, reach, "-"


def sizes(name: str) -> Iterator[Row]:
    """Bytes beside those of the texts: what each column of tokens holds, then what the database needs for it all."""
    text = _bytes("title") + _bytes("body")
    columns = [one.name for one in SearchText._meta.get_fields() if one.name not in {"entry", "title", "body"}]  # noqa: SLF001
    told = ", ".join(f"{one} {_bytes(one) / text:.1f}" for one in sorted(columns))
    yield _row(f"tokens beside text, by column ({name})", told, "-")
    parts = _sqlite_parts() if connection.vendor == "sqlite" else _postgresql_parts()
    told = ", ".join(f"{part} {size / text:.1f}" for part, size in parts.items())
    yield _row(f"index beside text ({name})", f"{sum(parts.values()) / text:.1f}: {told}", "<= 15")


def _bytes(column: str) -> int:
    length = f'length(CAST("{column}" AS BLOB))' if connection.vendor == "sqlite" else f'octet_length("{column}")'
    return _one(f"SELECT coalesce(sum({length}), 0) FROM search_searchtext")


def _sqlite_parts() -> dict[str, int]:
    sql = "SELECT name, sum(pgsize) FROM dbstat WHERE name LIKE 'search_%' GROUP BY name ORDER BY 2 DESC"
    with connection.cursor() as cursor:
        cursor.execute(sql)
        found = {str(name).removeprefix("search_"): int(size) for name, size in cursor.fetchall()}
    return _largest(found)


def _postgresql_parts() -> dict[str, int]:
    found = {}
    for table in ("searchentry", "searchtext", "searchword"):
        found[table] = _one(f"SELECT pg_table_size('search_{table}')")
        found[f"indexes of {table}"] = _one(f"SELECT pg_indexes_size('search_{table}')")
    return _largest(found)


def _largest(found: dict[str, int]) -> dict[str, int]:
    order = sorted(found.items(), key=lambda pair: -pair[1])
    rest = sum(size for _name, size in order[6:])
    return {**dict(order[:6]), **({"others": rest} if rest else {})}


def _one(sql: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return int(cursor.fetchone()[0])


def generated(folder: Path, count: int) -> Iterator[Document]:
    """Entries as institutions, practices and posts have them: a title, some sentences, facets."""
    rolls = random.Random(SEED)
    texts = {lang: _texts(folder, lang) for lang in ("ky", "ru", "en")}
    for n in range(count):
        language = ("ky", "ky", "ru", "en")[n % 4]
        own = rolls.choice(texts[language])
        words = own.split()
        title = " ".join(rolls.sample(words, min(5, len(words))))
        body = f"{own} {rolls.choice(texts[language])}" if n % 3 == 0 else " ".join(words[:12])
        country, kind = rolls.choice(("KG", "KG", "EE", "KE", "DE", "BA")), rolls.choice(("school", "university"))
        yield document(f"e{n:06}", language, title, body, country=(country,), kind=(kind,))


def _texts(folder: Path, language: str) -> list[str]:
    found = [row[language] for path in sorted(folder.glob("ntrex*.tsv")) for row in rows(path)]
    if found:
        return [text for text in found if len(text.split()) > 3]
    words = {
        "ky": "мектеп суу тоо көпүрө мугалим сабак",
        "ru": "школа вода гора мост учитель урок",
        "en": "school water mountain bridge teacher lesson",
    }
    rolls = random.Random(SEED)
    own = [f"{word}{n}" for word in words[language].split() for n in range(300)]
    return [" ".join(rolls.sample(own, 14)) for _ in range(1000)]
