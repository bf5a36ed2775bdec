"""Lists for machines what of the forum everybody may read."""

from collections.abc import Sequence
from typing import Any

from community.queries.forum.boards_and_topics import topics_listed
from community.queries.forum.visible import boards_visible_to
from core.registry import ListedPage, Listing, add_listing, add_places
from core.web.machines.addresses import paths_of


def offer() -> None:
    add_places("community:forum")
    add_listing(Listing(name="boards", views=("community:board",), rows=_boards, pages=_board_pages))
    add_listing(Listing(name="topics", views=("community:topic",), rows=_topics, pages=_topic_pages))


def _boards() -> Any:
    return boards_visible_to(None).order_by("pk").values_list("code", flat=True)


def _board_pages(codes: Sequence[str]) -> list[ListedPage]:
    return [ListedPage(paths) for paths in paths_of("community:board", codes)]


def _topics() -> Any:
    return topics_listed().order_by("pk").values_list("code", "last_at")


def _topic_pages(rows: Sequence[tuple[str, Any]]) -> list[ListedPage]:
    paths = paths_of("community:topic", [code for code, _at in rows])
    return [ListedPage(found, at) for found, (_code, at) in zip(paths, rows, strict=True)]
