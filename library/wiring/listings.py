"""Lists for machines what the library shows to everybody."""

from core.registry import Listing, add_listing, add_places
from library.queries.listed import collections_listed, pages_listed, practices_listed
from library.showing.listed import collection_pages, editorial_pages, practice_pages


def offer() -> None:
    add_places("library:library")
    add_listing(Listing(name="practices", views=("library:practice",), rows=practices_listed, pages=practice_pages))
    add_listing(
        Listing(name="collections", views=("library:collection",), rows=collections_listed, pages=collection_pages)
    )
    add_listing(Listing(name="pages", views=("wagtail_serve",), rows=pages_listed, pages=editorial_pages))
