"""Which position stands for which language, theme, kind of work, country and time zone in a packed row.

The caller keeps it: positions are for ever, new codes go to the end, so that rows packed before stay readable.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import blake2b


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of work; `live` and the `line` it needs (0-3) belong to the term, no wish says them."""

    code: str
    live: bool = False
    line: int = 0


@dataclass(frozen=True)
class Codebook:
    languages: Sequence[str]
    themes: Sequence[str]
    kinds: Sequence[Kind]
    countries: Sequence[str]
    zones: Sequence[str]

    @cached_property
    def language(self) -> Mapping[str, int]:
        return _positions(self.languages)

    @cached_property
    def theme(self) -> Mapping[str, int]:
        return _positions(self.themes)

    @cached_property
    def kind(self) -> Mapping[str, int]:
        return _positions([kind.code for kind in self.kinds])

    @cached_property
    def country(self) -> Mapping[str, int]:
        """From 1 on: 0 is an empty slot."""
        return {code: n + 1 for n, code in enumerate(self.countries)}

    @cached_property
    def zone(self) -> Mapping[str, int]:
        return _positions(self.zones)


def _positions(codes: Sequence[str]) -> Mapping[str, int]:
    return {code: n for n, code in enumerate(codes)}


@lru_cache(maxsize=65536)
def institution_number(code: str) -> int:
    """64 bits of a hash: needs no table, and among a million institutions two meet once in 37 million worlds."""
    return int.from_bytes(blake2b(code.encode(), digest_size=8).digest(), "little")
