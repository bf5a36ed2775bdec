from typing import Any

import pytest
from django.test import RequestFactory

from core.web.client_address import UNKNOWN, address_of, digest, network, network_of


def seen(proxies: int, settings: Any, *, peer: str = "10.0.0.1", forwarded: str | None = None) -> str:
    settings.PROXY_COUNT = proxies
    more = {} if forwarded is None else {"HTTP_X_FORWARDED_FOR": forwarded}
    return address_of(RequestFactory().get("/", REMOTE_ADDR=peer, **more))


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, None, "10.0.0.1"),
        (0, "1.2.3.4", "10.0.0.1"),  # nobody vouches for what was sent
        (1, "1.2.3.4", "1.2.3.4"),
        (1, "9.9.9.9, 1.2.3.4", "1.2.3.4"),  # the first one is the sender's own invention
        (2, "9.9.9.9, 1.2.3.4, 10.0.0.2", "1.2.3.4"),
        (2, "1.2.3.4", "10.0.0.1"),  # past the proxies
        (1, "nonsense", "10.0.0.1"),
        (1, "", "10.0.0.1"),
        (1, "[2001:db8::1]:443", "2001:db8::1"),
        (1, "1.2.3.4:5678", "1.2.3.4"),
        (1, "::ffff:1.2.3.4", "1.2.3.4"),
        (1, "fe80::1%eth0", "fe80::1"),
    ],
)
def test_the_address_is_the_one_our_proxies_saw(settings: Any, proxies: int, forwarded: str, address: str) -> None:
    assert seen(proxies, settings, forwarded=forwarded) == address


def test_without_an_address_all_are_counted_together(settings: Any) -> None:
    assert seen(0, settings, peer="") == UNKNOWN


def test_a_customer_of_ipv6_is_one_network() -> None:
    assert network("2001:db8:1:2:aaaa::1") == network("2001:db8:1:2:bbbb::2") == "2001:db8:1:2::/64"
    assert network("2001:db8:1:3::1") != network("2001:db8:1:2::1")
    assert network("192.0.2.7") == "192.0.2.7"


def test_host_and_port_do_not_count() -> None:
    for host in ("localhost", "localhost:1", "LOCALHOST:65535", "127.0.0.1"):
        assert network_of(RequestFactory().get("/", HTTP_HOST=host)) == "127.0.0.1"


def test_nothing_can_be_read_from_a_digest() -> None:
    assert len(digest("192.0.2.7")) == 24
    assert digest("192.0.2.7") == digest("192.0.2.7") != digest("192.0.2.8")
