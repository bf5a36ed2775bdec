"""What a search engine or a preview of a link says of a page: on each page, once, in words."""

import re
from collections.abc import Iterator
from typing import Any, Final

import pytest
from django.db import transaction
from django.utils import translation

from tests.test_addresses import ROWS
from tests.walking import address_of, ask
from tests.world_of_everyone import World, plant

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("descriptions")]
SAID: Final = re.compile(r'<meta name="description"\s+content="([^"]*)"\s*>')


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic(), translation.override("en"):
        yield plant()
        transaction.set_rollback(True)


def test_each_page_describes_itself_once(world: World) -> None:
    odd: dict[str, list[str]] = {}
    for name, said, *_statuses in ROWS:
        answer = ask(world, "visitor", "GET", address_of(world, name, said))
        kind = answer.headers.get("Content-Type", "")
        if answer.status_code == 200 and kind.startswith("text/html") and "<head>" in (page := answer.content.decode()):
            found = [words.strip() for words in SAID.findall(page)]
            if len(found) != 1 or len(found[0]) < 20:
                odd[name] = found
    assert odd == {}
