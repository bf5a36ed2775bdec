"""What the imports say of the house: its rooms, their furniture, and how much each leans on which."""

import tomllib
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import grimp

ROOT = Path(__file__).resolve().parent.parent
# What a layer of several packages is called, by one of them.
GROUPS = {"apps": "wiring", "views": "doors"}
# Parts that Django or Wagtail ask for and that hold no code of a layer.
SILENT = {"migrations", "locale", "data"}
STEPS = (10, 12, 15, 20, 25, 30, 40, 50, 60, 80)
# A new room says here what it is about.
PURPOSES = {
    "config": "settings, addresses, servers",
    "demo": "a sample world, never in production",
    "insights": "whether this server can do its work",
    "search": "how people find anything",
    "library": "practices, editorial pages, the review desk",
    "twinning": "institutions, wishes, matches, agreements",
    "community": "forum, chat, notices, moderation",
    "accounts": "who people are: profile, sign-in, privacy",
    "core": "words without business meaning",
}


class Piece(NamedTuple):
    name: str
    modules: int
    pure: bool = False


class Room(NamedTuple):
    name: str
    purpose: str
    pieces: tuple[Piece, ...]
    # Rooms below this one, and how many imports go there.
    leans: tuple[tuple[str, int], ...]
    # Modules that stand beside the pieces; named in core alone.
    words: tuple[str, ...] = ()


def rounded(count: int) -> int:
    """The next lower step of 10, 12, 15, 20, 25, 30, 40 …: the picture changes with the house, not with each import."""
    scale = 1
    while count >= 100 * scale:
        scale *= 10
    return max((step * scale for step in STEPS if step * scale <= count), default=count)


def linter() -> dict[str, list[str]]:
    """The layers of each contract of the import linter, by what it is about: floors, core or furniture."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    found = {}
    for contract in settings["contracts"]:
        if contract["type"] == "layers":
            containers = contract.get("containers", [])
            kind = "floors" if not containers else "core" if containers == ["core"] else "furniture"
            found[kind] = contract["layers"]
    return found


def furniture(layers: list[str]) -> dict[str, str]:
    """The piece that a package of a room belongs to, lowest layer first: {"models": "models", "forms": "doors"}."""
    found = {}
    for layer in reversed(layers):
        names = [name.strip(" ()") for name in layer.replace("|", ":").split(":")]
        title = next((GROUPS[name] for name in names if name in GROUPS), names[0])
        found.update(dict.fromkeys(names, title))
    return found


def pieces_of(room: str, modules: set[str], layers: dict[str, str]) -> tuple[Piece, ...]:
    """The pieces of a room in the order in which they may lean, then those that stand outside the order."""
    counts: Counter[str] = Counter()
    for module in modules:
        parts = module.split(".")
        if parts[0] == room and len(parts) > 1 and parts[1] not in SILENT:
            counts[layers.get(parts[1], "doors" if parts[1] == "templatetags" else parts[1])] += 1
    order = list(dict.fromkeys(layers.values()))
    known = [Piece(name, counts.pop(name)) for name in order if counts.get(name)]
    return (*known, *(Piece(name, counts[name], pure=True) for name in sorted(counts)))


def core_of(modules: set[str], layers: list[str]) -> tuple[tuple[Piece, ...], tuple[str, ...]]:
    """The rooms within core, each leaning on those before it alone, and the modules at its root."""
    counts = Counter(module.split(".")[1] for module in modules if module.startswith("core."))
    packages = {name for name in counts if any(module.startswith(f"core.{name}.") for module in modules)}
    order = [name.strip(" ()") for layer in reversed(layers) for name in layer.replace("|", ":").split(":")]
    rooms = sorted(
        packages - SILENT - {"management", "templatetags"},
        key=lambda name: (order.index(name) if name in order else len(order), name),
    )
    words = tuple(sorted(set(counts) - packages))
    return tuple(Piece(name, counts[name]) for name in rooms), words


def plan() -> list[Room]:
    """The rooms from the roof down; asked of the imports of this checkout."""
    layers = linter()
    names = layers["floors"]
    graph = grimp.build_graph(names[0], *names[1:], cache_dir=None)
    weights = Counter(
        (module.split(".")[0], other.split(".")[0])
        for module in graph.modules
        for other in graph.find_modules_directly_imported_by(module)
    )
    rooms = []
    for place, name in enumerate(names):
        leans = tuple((other, weights[name, other]) for other in names[place + 1 :] if weights[name, other])
        if name == "core":
            pieces, words = core_of(graph.modules, layers.get("core", []))
        else:
            pieces, words = pieces_of(name, graph.modules, furniture(layers["furniture"])), ()
        rooms.append(Room(name, PURPOSES[name], pieces, leans, words))
    return rooms
