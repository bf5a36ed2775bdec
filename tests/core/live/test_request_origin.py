"""Parsing of the Origin header: only what a browser can send is accepted."""

import pytest

from core.live.request_origin import Origin, at, of_address, origin_of


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("http://localhost:8000", Origin("http", "localhost", 8000)),
        ("http://localhost", Origin("http", "localhost", 80)),
        ("https://koepueroe.example", Origin("https", "koepueroe.example", 443)),
        ("https://koepueroe.example:443", Origin("https", "koepueroe.example", 443)),
        ("https://xn--kpr-1na0b.example:8443", Origin("https", "xn--kpr-1na0b.example", 8443)),
        ("http://[::1]:8000", Origin("http", "[::1]", 8000)),
    ],
)
def test_what_browsers_say(text: str, found: Origin) -> None:
    assert origin_of(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "localhost:8000",
        "//localhost:8000",
        "http://",
        "http:///",
        "http://localhost:8000/",
        "http://localhost:8000/ky/",
        "http://localhost:8000?",
        "http://localhost:8000#x",
        "http://localhost:",
        "http://localhost:08000",
        "http://localhost:800000",
        "http://localhost:8000\n",
        " http://localhost:8000",
        "HTTP://localhost:8000",
        "http://LOCALHOST:8000",
        "http://user@localhost:8000",
        "http://localhost:8000@evil.example",
        "http://localhost:8000, http://evil.example",
        "http://localhost:8000 http://evil.example",
        "http://evil.example\\@localhost:8000",
        "http://loc\u0430lhost:8000",
        "http://::1:8000",
        "ws://localhost:8000",
        "ftp://localhost:8000",
        "file://",
        "http://localhost:\u0661\u0662",
    ],
)
def test_odd_spellings_are_none(text: str) -> None:
    assert origin_of(text) is None


def test_of_a_host_and_of_an_address() -> None:
    assert at("https", "Koepueroe.example:443") == origin_of("https://koepueroe.example")
    assert at("http", "localhost:443") != at("https", "localhost:443")
    assert of_address("https://koepueroe.example/ky/") == at("https", "koepueroe.example")
    assert of_address("") is None
