"""The picture of the house is drawn from the imports, and the one in docs/ is what they say now."""

import pytest

from scripts.draw_house import SHEETS, drawing
from scripts.house_plan import Piece, furniture, pieces_of, plan, rounded


@pytest.mark.parametrize(
    ("count", "told"), [(0, 0), (1, 1), (9, 9), (11, 10), (24, 20), (99, 80), (100, 100), (367, 300), (1999, 1500)]
)
def test_counts_are_rounded_down_to_a_step(count: int, told: int) -> None:
    assert rounded(count) == told


def test_packages_of_one_layer_are_one_piece() -> None:
    layers = furniture(["(apps) : (urls)", "(views) : (forms)", "(actions)", "(models)"])
    assert layers == {
        "models": "models",
        "actions": "actions",
        "views": "doors",
        "forms": "doors",
        "apps": "wiring",
        "urls": "wiring",
    }
    modules = {"a", "a.forms", "a.views.one", "a.views", "a.models", "a.migrations.0001", "a.engines.x", "b.models"}
    assert pieces_of("a", modules, layers) == (Piece("models", 1), Piece("doors", 3), Piece("engines", 1, pure=True))


def test_the_pictures_in_docs_are_what_the_imports_say() -> None:
    rooms = plan()
    assert drawing(rooms, *SHEETS[0][1:]) == drawing(plan(), *SHEETS[0][1:])
    stale = [
        path.name for path, width, margin in SHEETS if path.read_text(encoding="utf-8") != drawing(rooms, width, margin)
    ]
    assert stale == [], "make house"
