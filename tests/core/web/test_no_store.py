"""What somebody signed in reads is kept by no browser and no proxy; what everybody reads may be."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User

pytestmark = pytest.mark.django_db
PAGES = [
    "/en/accounts/home/",
    "/en/accounts/settings/",
    "/en/forum/",
    "/en/library/",
    "/en/styleguide/",
    "/en/nowhere/",
]


@pytest.mark.parametrize("address", PAGES)
def test_a_page_of_somebody_signed_in_is_not_stored(
    make_user: Callable[..., User], signed_in: Callable[[User], Client], address: str
) -> None:
    assert signed_in(make_user()).get(address).headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("address", ["/en/library/", "/en/styleguide/"])
def test_a_page_of_visitors_may_be(client: Client, address: str) -> None:
    assert "no-store" not in client.get(address).headers.get("Cache-Control", "")
