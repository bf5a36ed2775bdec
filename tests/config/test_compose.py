"""The containers: each has its share of memory, and what it says never fills the disk."""

import re
from typing import Any

import yaml

from config.env import BASE

FOUND: dict[str, Any] = yaml.safe_load((BASE / "docker-compose.yml").read_text(encoding="utf-8"))["services"]
UNITS = {"m": 1, "g": 1024}


def megabytes(text: str) -> int:
    found = re.fullmatch(r"(?:\$\{\w+:-)?(\d+)([mg])\}?", text)
    assert found is not None
    return int(found[1]) * UNITS[found[2]]


def test_each_container_has_a_limit_of_memory() -> None:
    assert len(FOUND) >= 7
    assert all(megabytes(service["mem_limit"]) >= 256 for service in FOUND.values())


def test_what_is_decoded_at_once_fits_into_the_container_that_decodes_it() -> None:
    from core.files.heavy_work import AT_ONCE
    from twinning.actions.duties.reading_registers import MEMORY_MB

    assert megabytes(FOUND["web"]["mem_limit"]) >= AT_ONCE * MEMORY_MB + 4 * 200
    assert megabytes(FOUND["worker"]["mem_limit"]) >= MEMORY_MB + 400


def test_each_container_throws_its_old_words_away() -> None:
    for service in FOUND.values():
        options = service["logging"]["options"]
        assert (service["logging"]["driver"], int(options["max-file"]) <= 10) == ("json-file", True)
        assert megabytes(options["max-size"]) <= 100
