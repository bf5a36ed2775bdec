"""An HTTP client with a session for the attacks, and the server's own counts to assert on."""

import re
import urllib.error
import urllib.parse
import urllib.request
from contextlib import suppress
from http.client import HTTPMessage
from pathlib import Path
from typing import NamedTuple

from tests.server import Server

# Any secret will do, as long as cookie and form agree.
TOKEN = "k" * 32
SESSION = """
from django.conf import settings
from django.test import Client
from accounts.models import User
client = Client()
client.force_login(User.objects.get(email={email!r}), backend="allauth.account.auth_backends.AuthenticationBackend")
print(client.cookies[settings.SESSION_COOKIE_NAME].value)
"""

PEOPLE = """
from uuid import uuid4
from django.conf import settings
from django.test import Client
from accounts.models import User
from accounts.queries.site_rules import RULES_VERSION
for _ in range({count}):
    client = Client()
    user = User.objects.create_user(f"{{uuid4().hex}}@example.org", "koepueroe-demo", name="Stranger", language="en",
        rules_version=RULES_VERSION)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    print(client.cookies[settings.SESSION_COOKIE_NAME].value)
"""


class Answer(NamedTuple):
    status: int
    headers: HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode(errors="replace")


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args: object) -> None:
        return None


def session_of(site: Server, email: str) -> str:
    """The key of a session of this person, made beside the server."""
    return site.run(SESSION.format(email=email)).splitlines()[-1]


def sessions_of_new_people(site: Server, count: int) -> list[str]:
    """Keys of sessions of people who signed up and may do no more: each has limits of their own."""
    return site.run(PEOPLE.format(count=count)).splitlines()[-count:]


class Hand:
    """An HTTP client that sends any request and follows no redirect. May be shared by threads."""

    def __init__(self, site: Server, session: str = "") -> None:
        self.site, self.session = site, session
        self._opener = urllib.request.build_opener(_Stay)

    def get(self, path: str, *, patience: float = 60, **headers: str) -> Answer:
        return self.send(path, None, patience=patience, **headers)

    def post(self, path: str, fields: dict[str, str], *, patience: float = 60, **headers: str) -> Answer:
        """A form, with the token that its page would have."""
        body = urllib.parse.urlencode({**fields, "csrfmiddlewaretoken": TOKEN}).encode()
        return self.send(path, body, patience=patience, **headers)

    def send(self, path: str, body: bytes | None, *, patience: float = 60, **headers: str) -> Answer:
        """Any body; headers with underscores for hyphens, over those of a browser."""
        said = {"Cookie": self._cookie(), **{name.replace("_", "-"): value for name, value in headers.items()}}
        request = urllib.request.Request(self.site.url + path, data=body, headers=said)
        try:
            with self._opener.open(request, timeout=patience) as answer:
                return Answer(answer.status, answer.headers, answer.read())
        except urllib.error.HTTPError as refused:
            with refused:
                return Answer(refused.code, refused.headers, refused.read())

    def _cookie(self) -> str:
        pairs = {"sessionid": self.session, "csrftoken": TOKEN}
        return "; ".join(f"{name}={value}" for name, value in pairs.items() if value)


def memory_mb(site: Server) -> float:
    """Resident memory of the server's process and its children, in MB."""
    return sum(_resident(pid) for pid in _family(site.pid)) / 1024


def _family(pid: int) -> list[int]:
    """The process and its descendants, whichever of its threads started them."""
    kin: list[int] = []
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):  # the thread, or the process, has just ended
            kin += [int(one) for one in children.read_text().split()]
    return [pid, *(below for one in kin for below in _family(one))]


def _resident(pid: int) -> int:
    """kB."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    found = re.search(r"VmRSS:\s+(\d+)", status)
    return int(found[1]) if found else 0
