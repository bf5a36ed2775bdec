"""The log-in under hostile hands: no spelling gives new tries, no stranger locks anybody out, known and new look alike."""

import re
import time

import pytest

from tests.attacks.hands import TOKEN, Answer, Hand
from tests.server import Server

PASSWORD = "koepueroe-demo"
LOGIN = "/en/accounts/login/"
FILL = "from django.core.cache import cache\nfor n in range(400): cache.set(f'x{n}', n)\ncache.clear()"
BESIDE = """
from django.test import Client
form = {{"login": {email!r}, "password": {password!r}}}
print(Client(HTTP_HOST="localhost").post("/en/accounts/login/", form).status_code)
"""


def sign_in(hand: Hand, email: str, password: str, **headers: str) -> Answer:
    return hand.post(LOGIN, {"login": email, "password": password}, **headers)


@pytest.mark.parametrize(
    ("who", "header", "spellings"),
    [
        ("teacher@example.org", "Host", ["localhost", "localhost:1", "LOCALHOST:2", "LocalHost", "localhost:65535"]),
        ("leader-kg@example.org", "X_Forwarded_For", ["1.2.3.4", "5.6.7.8, 9.9.9.9", "::1", "x", "10.0.0.1:80"]),
    ],
)
def test_no_header_gives_new_tries(visitor: Hand, who: str, header: str, spellings: list[str]) -> None:
    statuses = [sign_in(visitor, who, "wrong", **{header: spellings[n % 5]}).status for n in range(30)]
    assert (statuses.count(200), statuses.count(429)) == (5, 25)
    refused = [sign_in(visitor, who, PASSWORD, **{header: one}) for one in spellings]
    assert {one.status for one in refused} == {429}
    assert all(int(one.headers["Retry-After"]) <= 60 for one in refused)
    assert "Too many wrong passwords for this account from here (5 in a row)" in refused[0].text


def test_a_full_cache_and_another_process_forget_nothing(site: Server, visitor: Hand) -> None:
    email = "moderator@example.org"
    assert [sign_in(visitor, email, "wrong").status for _ in range(5)] == [200] * 5
    site.run(FILL)
    assert sign_in(visitor, email, PASSWORD).status == 429
    assert site.run(BESIDE.format(email=email, password=PASSWORD)).splitlines()[-1] == "429"


def test_who_is_slowed_comes_in_by_the_mailed_link(site: Server, visitor: Hand) -> None:
    email = "coordinator@example.org"
    for _ in range(8):
        sign_in(visitor, email, "wrong")
    assert sign_in(visitor, email, PASSWORD).status == 429
    assert visitor.post("/en/accounts/link/", {"email": email}).headers["Location"] == "/en/accounts/link/sent/"
    link = mailed(site, email)
    assert visitor.get(link).status == 200
    came = visitor.post(link, {})
    assert (came.status, came.headers["Location"].endswith("/accounts/home/")) == (302, True)
    assert visitor.post(link, {}).status == 410


def test_a_known_device_is_not_hindered_by_strangers(site: Server, visitor: Hand) -> None:
    email = "admin@example.org"
    came = sign_in(visitor, email, PASSWORD)
    home = visitor.get("/en/accounts/home/", Cookie=f"csrftoken={TOKEN}; {cookie(came, 'sessionid')}")
    device = cookie(home, "device")
    assert device
    statuses = [sign_in(visitor, email, "wrong").status for _ in range(8)]
    assert statuses.count(429) == 3
    assert sign_in(visitor, email, PASSWORD).status == 429
    assert sign_in(visitor, email, PASSWORD, Cookie=f"csrftoken={TOKEN}; {device}").status == 302


def test_nobody_floods_a_mail_box(site: Server, visitor: Hand) -> None:
    email = "flooded@example.org"
    answers = [visitor.post("/en/accounts/link/", {"email": email}) for _ in range(20)]
    assert {(one.status, one.headers["Location"]) for one in answers} == {(302, "/en/accounts/link/sent/")}
    assert waiting(site) == 0
    assert site.rows('SELECT count(*) FROM demo_demomail WHERE "to" = %s', email)[0][0] == 6


def test_known_and_new_addresses_get_the_same_answer(visitor: Hand) -> None:
    for path in ("/en/accounts/password/reset/", "/en/accounts/link/"):
        known, new = (visitor.post(path, {"email": f"{who}@example.org"}) for who in ("leader-ee", "nobody"))
        assert (known.status, known.headers["Location"]) == (new.status, new.headers["Location"])
    form = {"name": "Айгүл", "password1": "tunuk suu agat", "accepted": "on"}
    known, new = (
        visitor.post("/en/accounts/signup/", {**form, "email": f"{who}@example.org"}) for who in ("teacher", "fresh")
    )
    assert (known.status, known.headers["Location"]) == (new.status, new.headers["Location"])


def cookie(answer: Answer, name: str) -> str:
    said = [value for key, value in answer.headers.items() if key.lower() == "set-cookie"]
    return next((one.partition(";")[0] for one in said if one.startswith(f"{name}=")), "")


def waiting(site: Server) -> int:
    """Mails that the task worker has not sent yet, after a while."""
    for _ in range(150):
        left = int(site.rows("SELECT count(*) FROM accounts_waitingmail")[0][0])
        if not left:
            break
        time.sleep(0.1)
    return left


def mailed(site: Server, email: str) -> str:
    assert waiting(site) == 0
    (text,) = site.rows('SELECT text FROM demo_demomail WHERE "to" = %s ORDER BY id DESC LIMIT 1', email)[0]
    found = re.search(r"http://localhost:\d+(/\S+/accounts/link/\S+)", text)
    assert found
    return found[1]
