"""Lays templates out: lines that a person reads, without a change of what a browser shows.

    python -m scripts.lay_out [--check] [template ...]

A line is broken between attributes, beside block elements and where a blank stands already; never where a new blank
would be seen, never in `pre`, `textarea`, `script`, `style`, nor in a text that is translated as it stands. Breaks that
somebody made stay. Lines have at most 140 characters, but for one tag or one text. Other formatters (djlint, djade,
prettier) break between inline elements or keep lines as they are.
"""

import argparse
import sys
from pathlib import Path
from typing import Final

from scripts.layout.blanks import mark_backwards, mark_forwards
from scripts.layout.lines import deepen, force_breaks, lines_of
from scripts.layout.nodes import flat
from scripts.layout.reading import pieces_of, tree_of

ROOT: Final = Path(__file__).resolve().parent.parent


def lay_out(source: str) -> str:
    """The same template in lines; once more changes nothing."""
    for _turn in range(8):
        laid = _once(source)
        if laid == source:
            break
        source = laid
    return source


def _once(source: str) -> str:
    nodes = tree_of(list(pieces_of(source)))
    mark_forwards(nodes, after=source.startswith(("{% extends", "<!doctype")))
    mark_backwards(nodes, before=False)
    deepen(nodes, 0)
    force_breaks(nodes, 0)
    lines = [line.rstrip() for line in lines_of(list(flat(nodes)))]
    return "\n".join(lines).strip("\n") + ("\n" if source.endswith("\n") else "")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="change nothing, end with 1 if something would be")
    parser.add_argument("template", nargs="*", type=Path)
    chosen = parser.parse_args()
    wrong = []
    for path in chosen.template or sorted((ROOT / "templates").rglob("*.html")):
        source = path.read_text(encoding="utf-8")
        laid = lay_out(source)
        if laid != source:
            wrong.append(path)
            if not chosen.check:
                path.write_text(laid, encoding="utf-8")
    for path in wrong:
        print(f"{'not laid out' if chosen.check else 'laid out'}: {path}")
    return bool(wrong and chosen.check)


if __name__ == "__main__":
    sys.exit(main())
