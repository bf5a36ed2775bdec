"""No calque and no clumsy phrase of scripts/calques.toml in catalogues, mails, planted pages and the demo."""

import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

import polib

from scripts.check_messages import catalogue_path
from scripts.take_messages import PLURALS, ROOT

LIST: Final = ROOT / "scripts" / "calques.toml"
# Kyrgyz and Russian stand side by side in these; what is said of one language is never found in the other.
MIXED: Final = (
    "demo/data/*.json",
    "demo/data/papers/*.typ",
    "library/migrations/*.json",
    "core/server/daphne_bodies.py",
    "templates/**/*.html",
    "templates/**/*.txt",
    "templates/**/*.typ",
)


class Calque(NamedTuple):
    language: str
    find: re.Pattern[str]
    better: str
    why: str
    catalogue_only: bool


def calques(path: Path = LIST) -> list[Calque]:
    with path.open("rb") as file:
        listed: dict[str, list[dict[str, str]]] = tomllib.load(file)
    return [
        Calque(language, re.compile(one["find"], re.IGNORECASE), one["better"], one["why"], "only" in one)
        for language, ones in listed.items()
        for one in ones
    ]


def found_in(text: str, listed: Iterable[Calque]) -> Iterator[str]:
    for one in listed:
        if hit := one.find.search(text):
            yield f"{hit[0]!r}: better {one.better!r}, since {one.why}"


def texts_of(entry: polib.POEntry) -> set[str]:
    return set(entry.msgstr_plural.values()) if entry.msgid_plural else {entry.msgstr}


def complaints_of_catalogue(catalogue: polib.POFile, listed: Iterable[Calque]) -> Iterator[str]:
    listed = list(listed)
    for entry in catalogue:
        if not entry.obsolete:
            for text in sorted(texts_of(entry)):
                yield from (f"{text!r}: {one}" for one in found_in(text, listed))


def complaints_of_files(root: Path, listed: Iterable[Calque]) -> Iterator[str]:
    listed = [one for one in listed if not one.catalogue_only]
    for path in sorted(path for pattern in MIXED for path in root.glob(pattern)):
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
            yield from (f"{path.relative_to(root)}:{number}: {one}" for one in found_in(line, listed))


def main() -> int:
    listed = calques()
    complaints = []
    for language in PLURALS:
        catalogue = polib.pofile(str(catalogue_path(ROOT, language)))
        ours = [one for one in listed if one.language == language]
        complaints += [f"{language}: {one}" for one in complaints_of_catalogue(catalogue, ours)]
    complaints += complaints_of_files(ROOT, listed)
    print("\n".join(complaints) or "No calque was found.")
    return bool(complaints)


if __name__ == "__main__":
    sys.exit(main())
