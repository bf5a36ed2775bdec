"""A request that lies about the host gets nobody's link to lead elsewhere."""

import re
import time
from urllib.parse import urlsplit

import pytest

from tests.attacks.hands import Hand
from tests.server import Server


def arrived(site: Server, before: set[str], count: int) -> list[str]:
    """A task sends them, so that the answer takes as long for whom nobody knows."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        sent = [text for code, text in site.rows("SELECT code, text FROM demo_demomail") if code not in before]
        if len(sent) >= count:
            return sent
        time.sleep(0.2)
    pytest.fail(f"fewer than {count} mails")


@pytest.mark.parametrize("said", ["localhost:6666", "LOCALHOST:80"])
def test_links_in_mails_lead_to_the_site(site: Server, visitor: Hand, said: str) -> None:
    before = {code for (code,) in site.rows("SELECT code FROM demo_demomail")}
    new = {
        "name": "New Person",
        "email": f"new-{said.partition(':')[2]}@example.org",
        "password1": "tunuk suu agat",
        "accepted": "on",
    }
    assert visitor.post("/en/accounts/signup/", new, Host=said).status == 302
    for address in ("teacher@example.org", "nobody@example.org"):
        answer = visitor.post("/en/accounts/password/reset/", {"email": address}, Host=said)
        assert answer.status == 302
    sent = arrived(site, before, 3)
    links = [link for text in sent for link in re.findall(r"https?://\S+", text)]
    assert len(links) >= 4
    assert {urlsplit(link).netloc for link in links} == {urlsplit(site.url).netloc}


def test_a_strange_host_is_refused_before_anything_is_sent(site: Server, visitor: Hand) -> None:
    before = site.rows("SELECT count(*) FROM demo_demomail")
    answer = visitor.post("/en/accounts/password/reset/", {"email": "teacher@example.org"}, Host="evil.example")
    assert answer.status == 400
    assert site.rows("SELECT count(*) FROM demo_demomail") == before
