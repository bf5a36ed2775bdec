import pytest
from django.test import Client

pytestmark = pytest.mark.django_db  # the foot of the page asks which pages are open


def test_the_choice_is_kept_and_shown(client: Client) -> None:
    response = client.post("/theme/", {"theme": "dark", "next": "/en/styleguide/?a=1"})
    assert (response.status_code, response["Location"]) == (302, "/en/styleguide/?a=1")
    assert '<html lang="en" data-theme="dark">' in client.get("/en/styleguide/").content.decode()


def test_the_device_decides_again(client: Client) -> None:
    client.post("/theme/", {"theme": "light"})
    client.post("/theme/", {"theme": "auto"})
    assert '<html lang="en">' in client.get("/en/styleguide/").content.decode()


@pytest.mark.parametrize("elsewhere", ["https://example.com/", "//example.com", "javascript:alert(1)", ""])
def test_nobody_is_sent_elsewhere(client: Client, elsewhere: str) -> None:
    assert client.post("/theme/", {"theme": "dark", "next": elsewhere})["Location"] == "/"


def test_nonsense_in_the_cookie_is_no_theme(client: Client) -> None:
    client.cookies["theme"] = '"><script>'
    assert '<html lang="en">' in client.get("/en/styleguide/").content.decode()


def test_it_cannot_be_asked_for_by_a_link(client: Client) -> None:
    assert client.get("/theme/", {"theme": "dark"}).headers["Location"] == "/"
    assert "theme" not in client.cookies
