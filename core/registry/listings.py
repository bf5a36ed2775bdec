"""What machines may read: a room lists its public pages here, for the sitemap and for the heads of these pages."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class ListedPage:
    """`addresses`: the path in each language that the page has, "" for one that has none before its path."""

    addresses: Mapping[str, str]
    changed: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """`rows()`: what visitors may read, ordered, never fetched as a whole: a queryset, or a short list.
    `pages(rows)` are those of some of these rows, in a constant number of queries.

    `views` are the names of the views that show them. A visitor's page of any other view is kept out of search engines.
    """

    name: str
    views: tuple[str, ...]
    rows: Callable[[], Any]
    pages: Callable[[Sequence[Any]], list[ListedPage]]


_listings: list[Listing] = []
_places: list[str] = []


def add_listing(listing: Listing) -> None:
    _listings.append(listing)


def add_places(*views: str) -> None:
    """Pages that stand once, such as a list: their views take no arguments."""
    _places.extend(views)


def places() -> tuple[str, ...]:
    return tuple(_places)


def listings() -> tuple[Listing, ...]:
    return tuple(_listings)


def is_listed(view: str) -> bool:
    """Whether pages of this view are for everybody."""
    return view in _places or any(view in listing.views for listing in _listings)
