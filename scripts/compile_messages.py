"""Compile the message catalogues that are older than their source, without GNU gettext."""

import os
import sys
from pathlib import Path

LOCALE = Path(__file__).resolve().parent.parent / "locale"


def stale(source: Path) -> bool:
    target = source.with_suffix(".mo")
    return not target.exists() or target.stat().st_mtime_ns < source.stat().st_mtime_ns


def compile_catalogue(source: Path) -> None:
    import polib  # noqa: PLC0415 - most starts compile nothing and need no library

    # Beside the target and moved over it: a server that starts at the same moment reads a whole file.
    part = source.with_suffix(f".mo.{os.getpid()}")
    polib.pofile(str(source)).save_as_mofile(str(part))
    part.replace(source.with_suffix(".mo"))


def main() -> int:
    for source in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        if stale(source):
            print(f"Compiling {source.relative_to(LOCALE.parent)} ...", flush=True)
            compile_catalogue(source)
    return 0


if __name__ == "__main__":
    sys.exit(main())
