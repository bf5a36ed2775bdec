"""Writes what was learnt, always the same bytes for the same text, and remembers what it was learnt from."""

import gzip
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

import polib

from search.analysis.languages import LANGUAGES

LEARNT_FROM: Final = "learnt_from"
_NO_WORDS: Final = re.compile(r"%\(\w+\)\w|%\w|\{\w*\}|<[^>]*>|&\w+;")


def digests(paths: Iterable[Path]) -> dict[str, str]:
    """So that a benchmark knows which files the learnt ones have seen."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(paths)}


def write(path: Path, told: Mapping[str, Any]) -> int:
    """Compressed JSON; returns its size."""
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    packed = gzip.compress(text.encode(), compresslevel=9, mtime=0)
    path.write_bytes(packed)
    return len(packed)


def read(path: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(gzip.decompress(path.read_bytes()))
    return told


def messages(locale: Path) -> list[dict[str, str]]:
    """The site's own sentences, by language: English ones are the keys of the catalogues."""
    found: dict[str, dict[str, str]] = {}
    for path in sorted(locale.glob("*/LC_MESSAGES/django.po")):
        language = path.parents[1].name
        if language not in LANGUAGES:
            continue
        for entry in polib.pofile(str(path)):
            if entry.msgstr and not entry.obsolete and "fuzzy" not in entry.flags:
                row = found.setdefault(entry.msgid, {"en": _NO_WORDS.sub(" ", entry.msgid)})
                row[language] = _NO_WORDS.sub(" ", entry.msgstr)
    return [found[message] for message in sorted(found)]
