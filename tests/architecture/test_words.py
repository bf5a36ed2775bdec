"""docs/words.md holds the word of every model, and its Kyrgyz and Russian words are those of the catalogues."""

import re
from pathlib import Path
from typing import Final

import polib
import pytest
from django.apps import apps

BASE: Final = Path(__file__).resolve().parents[2]
PAGE: Final = (BASE / "docs" / "words.md").read_text(encoding="utf-8")
COLUMNS: Final = {"ky": 2, "ru": 3}


def rows() -> list[list[str]]:
    """The cells of the first table, without its head."""
    table = PAGE.split("\n\n")[2]
    return [[cell.strip() for cell in line.split("|")] for line in table.splitlines()[2:]]


def as_words(name: str) -> str:
    """PracticeReview: practice review."""
    return re.sub(r"(?<!^)(?=[A-Z])", " ", name).lower()


def test_every_model_has_its_word() -> None:
    ours = [model for model in apps.get_models() if (BASE / model.__module__.split(".")[0] / "models").exists()]
    ours += [model for model in apps.get_models() if model.__module__ == "core.models"]
    names = {as_words(model.__name__) for model in ours}
    assert len(names) > 70
    assert {name for name in names if not re.search(rf"\b{name}s?\b", PAGE.lower())} == set()


@pytest.mark.parametrize("language", list(COLUMNS))
def test_the_words_are_those_of_the_catalogue(language: str) -> None:
    catalogue = polib.pofile(str(BASE / "locale" / language / "LC_MESSAGES" / "django.po"))
    said = "\n".join(text for entry in catalogue for text in (entry.msgstr, *entry.msgstr_plural.values())).lower()
    cells = [re.sub(r"\(.*?\)", "", row[COLUMNS[language]]) for row in rows()]
    listed = [word for cell in cells for word in re.findall(r"\w+", cell.lower())]
    assert len(listed) > 80
    # A word that changes its end is known by its beginning.
    assert [word for word in listed if word[: max(3, len(word) - 3)] not in said] == []


def test_each_row_has_its_four_cells() -> None:
    assert [row for row in rows() if len(row) != 6 or not all(row[1:5])] == []
