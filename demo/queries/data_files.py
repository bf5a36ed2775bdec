"""Reads the files of demo/data: invented schools, people and texts, and a sample of real registers."""

import gzip
import json
from pathlib import Path
from typing import Any, Final

FOLDER: Final = Path(__file__).resolve().parent.parent / "data"
CREDIT: Final = "Giga and its contributors, CC BY 4.0"
# Country of the register to the code by which its rows name it.
REGISTERS: Final = {"BA": "BIH", "KE": "KEN"}


def _read(name: str) -> Any:
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


def schools() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = _read("schools.json")
    return found


def people() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = _read("people.json")
    return found


def proposals() -> list[dict[str, Any]]:
    """Proposals and what came of them, the oldest first where one stands on another. Times are days before now."""
    found: list[dict[str, Any]] = _read("proposals.json")
    return found


def chats() -> dict[str, list[tuple[float, str, str, str]]]:
    """Room to (days before now, person, language, words)."""
    return {room: [tuple(line) for line in lines] for room, lines in _read("chats.json").items()}


def pages() -> list[dict[str, Any]]:
    """Articles and guidelines with their words in each language, as blocks of the editors' pages."""
    found: list[dict[str, Any]] = _read("pages.json")
    return found


def forum() -> dict[str, list[dict[str, Any]]]:
    """Boards and topics. A post: (days before now, person, language, words, who reacted with what; hidden: the reason).

    In the words #@2 stands for the code of the second post of the topic.
    """
    found: dict[str, list[dict[str, Any]]] = _read("forum.json")
    return found


def practices() -> list[dict[str, Any]]:
    """Works, each with its texts by language. `days` before now they were submitted, `read` days later decided."""
    found: list[dict[str, Any]] = _read("practices.json")
    return found


def adoptions() -> list[dict[str, Any]]:
    """What other schools tell of a practice that they tried, the oldest first for each practice."""
    found: list[dict[str, Any]] = _read("adoptions.json")
    return found


def collection() -> dict[str, Any]:
    """What the curators of the demo put on top of the library: practices by key, and words in each language."""
    found: dict[str, Any] = _read("collection.json")
    return found


def file_of(name: str) -> bytes:
    """A picture or a paper beside the texts."""
    return (FOLDER / name).read_bytes()


def register_file(country: str) -> bytes:
    """The rows of one country, with the header, as a file that somebody would upload."""
    text = gzip.decompress((FOLDER / "registers.csv.gz").read_bytes()).decode()
    header, *lines = text.splitlines(keepends=True)
    return "".join([header, *(line for line in lines if f",{REGISTERS[country]}," in line)]).encode()
