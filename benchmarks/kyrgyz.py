"""How well Kyrgyz words are understood: a Markdown table, and JSON into the file of $OUT.

make bench-kyrgyz DATA=folder     with *.conllu, ntrex*.tsv, sib*.tsv, unimorph*.tsv (lemma, form, features)

No row is measured on text that its weights were learnt from: where a file of the folder was among what the shipped
weights learnt from, they are learnt anew without the half that is asked. One and the same stemmer in all rows.
"""

import json
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.temporary_site import markdown

COLUMNS = ("what", "untreated", "cut at 5", "ours", "reach", "kept aside")


def main() -> None:
    from benchmarks.kyrgyz_measures import table  # noqa: PLC0415 - reads the path above

    folder = Path(os.environ.get("DATA", "") or "data/kyrgyz")
    rows: list[dict[str, object]] = [dict(zip(COLUMNS, row, strict=True)) for row in table(folder)]
    print(markdown(rows))
    if out := os.environ.get("OUT"):
        Path(out).write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
