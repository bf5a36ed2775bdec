"""How well and how fast the search finds: a Markdown table, and JSON into the file of $OUT.

make bench-search                     on SQLite, or on PostgreSQL where KOEPUEROE_DATABASE_URL names it
make bench-search DATA=folder         with the tuning data (KTMU's treebank, NTREX); without it quality is left out
make bench-search ENTRIES=10000       another size
"""

import json
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.temporary_site import markdown, temporary_site

COLUMNS = ("what", "untreated", "cut at 5", "reach")


def main() -> None:
    folder = Path(os.environ.get("DATA", "") or "data/kyrgyz")
    count = int(os.environ.get("ENTRIES", "") or 100_000)
    with temporary_site():
        from benchmarks.search_measures import table  # noqa: PLC0415 - Django is set up now

        rows: list[dict[str, object]] = [dict(zip(COLUMNS, row, strict=True)) for row in table(folder, count)]
    print(markdown(rows))
    if out := os.environ.get("OUT"):
        Path(out).write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
