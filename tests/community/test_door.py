"""The handshake of a socket is judged before it is accepted."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from channels.testing import WebsocketCommunicator
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client

from accounts.models import Office, OfficeKind, User
from community import wire
from community.consumers import admission
from community.consumers import connection as line_module
from community.routing import sockets
from community.rules.limits import LINES
from core.live.realtime import in_database
from core.models import LimitCount
from core.web.client_address import network_of
from tests.community.committing import committing

pytestmark = committing
MakeUser = Callable[..., User]
HOME = {"host": "localhost", "origin": "http://localhost"}


def session(user: User) -> str:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return str(client.cookies[settings.SESSION_COOKIE_NAME].value)


async def knock(user: User | str | None, *, path: str = "/ws/", **headers: str) -> int:
    """The code of the refusal; 0 where the line is accepted."""
    key = user if isinstance(user, str) else await in_database(session)(user) if user else ""
    said = {**HOME, "cookie": f"{settings.SESSION_COOKIE_NAME}={key}" if key else "", **headers}
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in said.items() if value]
    line = WebsocketCommunicator(sockets, path, headers=raw)
    accepted, code = await line.connect(timeout=20)
    await line.disconnect()
    return 0 if accepted else int(code or 0)


async def test_visitors_are_refused_before_the_line_is_accepted(kadri: User) -> None:
    assert await knock(kadri) == 0
    strangers = ["", "x", "a" * 32, "\xe4", "a" * 5000]
    assert [await knock(key) for key in strangers] == [wire.SIGNED_OUT] * 5
    await in_database(User.objects.filter(pk=kadri.pk).update)(is_active=False)
    assert await knock(kadri) == wire.SIGNED_OUT
    assert await in_database(LimitCount.objects.filter(key__startswith="line:").count)() == 1


async def test_a_session_of_before_the_password_changed(kadri: User) -> None:
    key = await in_database(session)(kadri)

    def change() -> None:
        kadri.set_password("another-one-9")
        kadri.save()

    await in_database(change)()
    assert await knock(key) == wire.SIGNED_OUT


@pytest.mark.parametrize(
    ("origin", "host"),
    [
        ("", "localhost"),
        ("null", "localhost"),
        ("https://localhost", "localhost"),
        ("http://localhost:8000", "localhost"),
        ("http://localhost", "localhost:8000"),
        ("http://127.0.0.1", "localhost"),
        ("http://evil.example", "localhost"),
        ("http://localhost.evil.example", "localhost"),
        ("http://localhost@evil.example", "localhost"),
        ("http://LOCALHOST", "localhost"),
        ("http://localhost/", "localhost"),
        ("http://localhost,http://localhost", "localhost"),
        # The name of another site that leads here: its own page would agree with its own Host.
        ("http://evil.example", "evil.example"),
        ("http://localhost", "local host"),
        ("http://localhost", ""),
    ],
)
async def test_pages_of_other_sites_are_refused(kadri: User, origin: str, host: str) -> None:
    assert await knock(kadri, origin=origin, host=host) == wire.FORBIDDEN


@pytest.mark.parametrize(
    ("origin", "host"),
    [
        ("http://localhost", "localhost"),
        ("http://localhost", "localhost:80"),
        ("http://localhost:8000", "localhost:8000"),
        ("http://[::1]:8000", "[::1]:8000"),
        # The site's address, whatever Host the proxy says.
        ("https://koepueroe.example", "localhost"),
        ("https://koepueroe.example:443", "localhost"),
    ],
)
async def test_pages_of_this_site_are_let_in(kadri: User, settings: Any, origin: str, host: str) -> None:
    settings.SITE_URL = "https://koepueroe.example"
    settings.ALLOWED_HOSTS = ["localhost", "[::1]"]
    assert await knock(kadri, origin=origin, host=host) == 0


async def test_the_scheme_is_what_the_proxy_says(kadri: User, settings: Any) -> None:
    said = {"origin": "https://localhost", "x_forwarded_proto": "https"}
    assert await knock(kadri, **said) == wire.FORBIDDEN
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert await knock(kadri, **said) == 0
    assert await knock(kadri, origin="http://localhost", x_forwarded_proto="https") == wire.FORBIDDEN


async def test_another_path_is_no_socket(kadri: User) -> None:
    assert [await knock(kadri, path=path) for path in ("/", "/ws", "/ws/x")] == [wire.UNKNOWN] * 3


async def test_twenty_lines_a_minute(kadri: User, aida: User) -> None:
    key = await in_database(session)(kadri)
    await in_database(lambda: LimitCount.objects.all().delete())()
    codes = [await knock(key) for _ in range(22)]
    # A minute may have turned meanwhile.
    if codes[20] == 0:
        codes = [await knock(key) for _ in range(22)]
    assert set(codes[-2:]) == {wire.TOO_MUCH}
    counted = await in_database(lambda: list(LimitCount.objects.values_list("count", flat=True)))()
    assert await knock(key) == wire.TOO_MUCH
    # Who knocks on with the same session asks nothing of the database any more.
    assert await in_database(lambda: list(LimitCount.objects.values_list("count", flat=True)))() == counted
    assert await knock(kadri) == wire.TOO_MUCH
    assert await knock(aida) == 0


async def test_open_lines_have_a_bound(kadri: User, aida: User, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twenty a minute, kept open for an hour, would take every descriptor of the process."""
    monkeypatch.setattr(admission, "LINES_OF_A_PERSON", 2)
    key = await in_database(session)(kadri)
    raw = [(b"host", b"localhost"), (b"origin", b"http://localhost"), (b"cookie", f"sessionid={key}".encode())]
    lines = [WebsocketCommunicator(sockets, "/ws/", headers=raw) for _ in range(3)]
    assert [(await line.connect(timeout=20))[0] for line in lines] == [True, True, False]
    assert await knock(aida) == 0
    await lines[0].disconnect()
    assert await knock(key) == 0
    await lines[1].disconnect()


async def test_an_address_has_a_limit_of_its_own(make_user: MakeUser, monkeypatch: pytest.MonkeyPatch) -> None:
    people = [await in_database(make_user)() for _ in range(4)]
    monkeypatch.setattr(admission, "LINES", replace(LINES, figure=2))
    codes = [await knock(person) for person in people]
    if codes.count(0) > 2:
        codes = [await knock(person) for person in people]
    assert codes[-1] == wire.TOO_MUCH


def test_the_network_is_that_of_pages(settings: Any) -> None:
    def told(*forwarded: bytes, client: str = "10.0.0.1") -> str:
        headers = [(b"x-forwarded-for", one) for one in forwarded]
        return network_of(admission.as_request({"headers": headers, "client": [client, 5]}))

    assert told(b"1.2.3.4") == "10.0.0.1"
    assert told(client="10.0.0.2") == "10.0.0.2"
    settings.PROXY_COUNT = 1
    assert told(b"1.2.3.4") == told(b"9.9.9.9, 1.2.3.4") == told(b"9.9.9.9", b"1.2.3.4") == "1.2.3.4"
    assert told(b"nonsense") == told(b"rubbish") == "10.0.0.1"


async def test_an_officer_without_a_second_factor_gets_no_line(kadri: User, settings: Any) -> None:
    settings.DEMO = False
    await in_database(lambda: Office.objects.create(user=kadri, office=OfficeKind.MODERATOR))()
    assert await knock(kadri) == wire.FORBIDDEN
    settings.DEMO = True
    assert await knock(kadri) == 0
    settings.DEMO = False
    factor = await in_database(lambda: Authenticator.objects.create(user=kadri, type="totp", data={}))()
    assert await knock(kadri) == 0
    await in_database(factor.delete)()
    await in_database(lambda: Office.objects.all().delete())()
    assert await knock(kadri) == 0
    await in_database(User.objects.filter(pk=kadri.pk).update)(is_superuser=True)
    assert await knock(kadri) == wire.FORBIDDEN


async def test_a_session_with_an_office_ends_for_lines_too(kadri: User, settings: Any) -> None:
    settings.DEMO = True
    key = await in_database(session)(kadri)

    def age() -> None:
        Office.objects.create(user=kadri, office=OfficeKind.COORDINATOR, country="KG")
        found = Session.objects.get(session_key=key)
        data = {**found.get_decoded(), "office_began": 1}
        Session.objects.filter(pk=key).update(session_data=Session.objects.encode(data))

    await in_database(age)()
    assert await knock(key) == wire.SIGNED_OUT


async def test_who_is_given_an_office_loses_the_line(
    kadri: User, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DEMO = False
    monkeypatch.setattr(line_module, "HEARTBEAT_SECONDS", 0.05)
    key = await in_database(session)(kadri)
    raw = [(b"host", b"localhost"), (b"origin", b"http://localhost"), (b"cookie", f"sessionid={key}".encode())]
    line = WebsocketCommunicator(sockets, "/ws/", headers=raw)
    assert (await line.connect(timeout=20))[0]
    await in_database(lambda: Office.objects.create(user=kadri, office=OfficeKind.ADMINISTRATOR))()
    while (event := await line.receive_output(timeout=5))["type"] != "websocket.close":
        pass
    assert event["code"] == wire.FORBIDDEN
    await line.disconnect()


def test_a_browser_asks_whether_a_line_would_be_given(client: Client, kadri: User, settings: Any) -> None:
    settings.DEMO = False
    assert client.get("/api/line").status_code == 401
    client.force_login(kadri)
    assert client.get("/api/line").status_code == 204
    Office.objects.create(user=kadri, office=OfficeKind.MODERATOR)
    answers = [client.get("/api/line") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [403, 403]
    page = client.get("/en/accounts/2fa/")
    assert page.status_code == 200
    assert "data-barred" in page.text
    assert "set up a second factor first" not in page.text.split("data-no-factor")[0]
    Authenticator.objects.create(user=kadri, type="totp", data={})
    assert client.get("/api/line").status_code == 204
    assert "data-barred" not in client.get("/en/accounts/2fa/").text
