"""Lists for machines what the directory shows to everybody."""

from collections.abc import Sequence
from typing import Any

from core.registry import ListedPage, Listing, add_listing, add_places
from core.web.machines.addresses import paths_of
from twinning.queries.visibility import institutions_in_directory


def offer() -> None:
    add_places("twinning:directory", "twinning:rules")
    add_listing(Listing(name="institutions", views=("twinning:institution",), rows=_rows, pages=_pages))


def _rows() -> Any:
    return institutions_in_directory().order_by("pk").values_list("code", flat=True)


def _pages(codes: Sequence[str]) -> list[ListedPage]:
    return [ListedPage(paths) for paths in paths_of("twinning:institution", codes)]
