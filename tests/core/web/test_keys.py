"""Each place of the menu that a letter leads to has one of its own, and says so on every page."""

import re
from collections.abc import Callable

import lxml.html  # type: ignore[import-untyped]  # it has no types
import pytest
from django.test import Client

from accounts.models import OfficeKind, User
from core.registry.menu import _entries

KEYS = [entry.key for entry in _entries if entry.key]
# j and k walk over rows, e is done, g begins a jump.
TAKEN = set("gjke")


def test_no_letter_leads_to_two_places() -> None:
    assert sorted(KEYS) == sorted(set(KEYS))
    assert [key for key in KEYS if not re.fullmatch("[a-z]", key) or key in TAKEN] == []


def test_every_place_of_the_rail_has_a_letter() -> None:
    assert [str(entry.label) for entry in _entries if entry.area in {"main", "bell"} and not entry.key] == []


@pytest.mark.django_db
def test_the_rail_and_the_list_say_the_same_letters(
    make_officer: Callable[..., User], signed_in: Callable[[User], Client]
) -> None:
    page = lxml.html.fromstring(
        signed_in(make_officer(OfficeKind.COORDINATOR, language="en")).get("/en/accounts/home/").content.decode()
    )
    jumps = {link.get("data-jump"): link.get("href") for link in page.xpath("//*[@data-jump]")}
    listed = [row.xpath("string(dt)").split() for row in page.xpath("//dialog[@id='keys']//dl/div")]
    assert jumps["d"] == "/en/desk/"
    assert sorted(row[1] for row in listed if row[0] == "g") == sorted(jumps)
