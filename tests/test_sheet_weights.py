"""How much of sheets a page loads: one page of each route, for people of each kind."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

import pytest
from django.db import transaction
from django.utils import translation

from core.server.squeezing import squeezed
from core.web.sheets import FOLDER
from tests.test_addresses import ROWS
from tests.walking import address_of, ask
from tests.world_of_everyone import World, plant

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("sheet weights")]
LINK: Final = re.compile(r'<link rel="stylesheet"\s+href="[^"]*css/([\w-]+)\.css">')
MOST: Final = 25_000
HEAVIEST: Final = {"twinning:space", "library:library"}


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic(), translation.override("en"):
        yield plant()
        transaction.set_rollback(True)


def weights(world: World) -> dict[str, int]:
    """The bytes of all sheets of each page, the heaviest of those that these people see."""
    found: dict[str, int] = {}
    for name, said, *_statuses in ROWS:
        for role in ("visitor", "leader", "moderator", "coordinator", "administrator"):
            address = address_of(world, name, said)
            answer = ask(world, role, "GET", address)
            if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
                page = re.sub(r"<noscript>.*?</noscript>", "", answer.content.decode(), flags=re.DOTALL)
                weight = sum(_weight(sheet) for sheet in set(LINK.findall(page)))
                found[name] = max(weight, found.get(name, 0))
    return found


@cache
def _weight(sheet: str) -> int:
    return len(squeezed((FOLDER / f"{sheet}.css").read_text(encoding="utf-8")).encode())


def test_no_page_but_the_heaviest_two_loads_more_than_25_kilobytes_of_sheets(world: World) -> None:
    """As a browser unpacks them. The style guide shows everything, and is nobody's page."""
    over = {name: weight for name, weight in weights(world).items() if weight > MOST}
    assert {name: weight for name, weight in over.items() if name not in {*HEAVIEST, "styleguide"}} == {}
