"""How well and how fast the search finds: a Markdown table, and JSON into the file of $OUT.

make bench-search                     all of it on data/kyrgyz, if that is there, else speed alone
make bench-search DATA=folder         with *.conllu, ntrex*.tsv, sib*.tsv, unimorph*.tsv (lemma, form, features)
make bench-search PARTS="words"       only some of: words (stems), finding, speed
make bench-search ENTRIES=10000       speed at another size

On SQLite, or on PostgreSQL where KOEPUEROE_DATABASE_URL names it. All rows are of the stemmer and the engine that the
running search uses; "untreated" and "cut at 5" are plain FTS5 over the same texts. No row is measured on text that its
weights were learnt from: where a file of the folder was among what the shipped weights learnt from, they are learnt
anew without the half that is asked. A row without its file prints "-". In brackets 95 % of the bootstrap.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.temporary_site import markdown, temporary_site

COLUMNS = ("what", "untreated", "cut at 5", "ours", "reach", "kept aside")
PARTS = ("words", "finding", "speed")
Row = tuple[str, ...]


def main() -> None:
    folder = Path(os.environ.get("DATA", "") or "data/kyrgyz")
    wanted = os.environ.get("PARTS", "").split() or PARTS
    rows: list[dict[str, object]] = []
    with temporary_site():
        for part in PARTS:
            if part in wanted:
                began = time.perf_counter()
                rows += [dict(zip(COLUMNS, row, strict=True)) for row in _parts()[part](folder)]
                print(f"{part}: {time.perf_counter() - began:.0f} s", file=sys.stderr)
    print(markdown(rows))
    if out := os.environ.get("OUT"):
        Path(out).write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")


def _parts() -> dict[str, Callable[[Path], list[Row]]]:
    """Imported when the site stands."""
    from benchmarks.search_finding import finding_rows  # noqa: PLC0415
    from benchmarks.search_speed import rows_of  # noqa: PLC0415
    from benchmarks.search_words import speed_rows, word_rows  # noqa: PLC0415

    count = int(os.environ.get("ENTRIES", "") or 100_000)
    return {
        "words": lambda folder: list(word_rows(folder)),
        "finding": lambda folder: list(finding_rows(folder)),
        "speed": lambda folder: [*rows_of(folder, count), *speed_rows(folder)],
    }


if __name__ == "__main__":
    main()
