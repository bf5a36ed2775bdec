"""Every form of more than one sentence keeps what is typed: its page saves a draft, and shows it again.

Walks over all addresses as everybody, so that a new form is tried by standing on a page.
"""

from collections.abc import Iterator
from typing import Any

import lxml.html  # type: ignore[import-untyped]  # it has no types
import pytest
from django.db import transaction
from django.utils import translation

from tests.test_addresses import ROWS
from tests.walking import address_of, client_of
from tests.world_of_everyone import World, plant

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("addresses")]
WHO = ("leader", "teacher", "partner", "stranger", "moderator", "coordinator", "administrator", "member")
# Forms that were found when this was written; fewer would mean that the walk sees less.
FOUND = 20
SAID = "Words that nobody has sent yet."


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic(), translation.override("en"):
        yield plant()
        transaction.set_rollback(True)


def test_every_form_of_words_keeps_them(world: World) -> None:
    seen: set[tuple[str, ...]] = set()
    lost = []
    for name, of, *_statuses in ROWS:
        address = address_of(world, name, of)
        if not address.startswith("/en/"):
            continue
        for role in WHO:
            for form in _forms_at(world, role, address):
                key = (name, *sorted(_words_in(form)))
                if key not in seen:
                    seen.add(key)
                    lost += [] if _keeps(world, role, address, form) else [(role, *key)]
    assert lost == []
    assert len(seen) >= FOUND


def _forms_at(world: World, role: str, address: str) -> list[Any]:
    answer = client_of(world, role).get(address)
    if answer.status_code != 200 or not answer.headers["Content-Type"].startswith("text/html"):
        return []
    page = lxml.html.fromstring(answer.content.decode())
    return [form for form in page.forms if form.method == "POST" and _words_in(form)]


def _words_in(form: Any) -> list[str]:
    return [field.name for field in form.iter("textarea") if field.name and "readonly" not in field.attrib]


def _keeps(world: World, role: str, address: str, form: Any) -> bool:
    """What the script of the page sends while somebody types, in another language of the page too."""
    body = form.getroottree().getroot().find("body")
    url = form.get("data-draft") or body.get("data-keeps")
    names = _words_in(form)
    if url is None:
        return False
    data = {**dict(form.form_values()), **dict.fromkeys(names, SAID), "kept-mark": "a" * 32, "kept-number": "1"}
    data.setdefault("kept-page", body.get("data-keeps-page") or address)
    with transaction.atomic():
        client = client_of(world, role)
        kept = client.post(url, data).status_code
        shown = [_shown(client.get(page), names) for page in (address, "/ky/" + address.removeprefix("/en/"))]
        transaction.set_rollback(True)
    return (kept, shown) == (204, [[SAID] * len(names)] * 2)


def _shown(answer: Any, names: list[str]) -> list[str]:
    page = lxml.html.fromstring(answer.content.decode())
    return [field.value.strip() for field in page.iter("textarea") if field.name in names]
