"""Somebody at a browser, as far as plain HTTP goes: signs in by the form, follows forms, trusts one certificate."""

import hashlib
import hmac
import json
import re
import ssl
import struct
import time
from base64 import b32decode
from typing import Any

import requests
import websockets.sync.client as sockets
from bs4 import BeautifulSoup, Tag
from websockets.typing import Origin

from scripts.containers.installation import Installation

PASSWORD, SECRET = "a-long-password-for-tests", "JBSWY3DPEHPK3PXP"

PATIENCE = 90


class Person:
    def __init__(self, site: Installation, name: str = "") -> None:
        self.site, self.name = site, name
        self.http = requests.Session()
        self.http.verify = str(site.certificate)
        # Else certificates that the environment names count for more than this one.
        self.http.trust_env = False
        if name:
            self._sign_in()

    def get(self, path: str, **more: Any) -> requests.Response:
        return self.http.get(self.site.url + path, timeout=PATIENCE, **more)

    def page(self, path: str) -> BeautifulSoup:
        answer = self.get(path)
        assert answer.status_code == 200, f"{path}: {answer.status_code}"
        return BeautifulSoup(answer.text, "html.parser")

    def send(self, path: str, said: dict[str, Any], *, form: str = "", files: Any = None) -> requests.Response:
        """Fill in a form of a page, the one that has these fields and leads to an address with this end, and send it."""
        found = self._form(path, {*said, *(files or ())}, form)
        target = str(found.get("action") or path)
        referer = {"Referer": self.site.url + path}
        sent = {**_values(found), **said}
        return self.http.post(self.site.url + target, data=sent, files=files, headers=referer, timeout=PATIENCE)

    def socket(self) -> sockets.ClientConnection:
        cookie = "; ".join(f"{one.name}={one.value}" for one in self.http.cookies)
        trusted = ssl.create_default_context(cafile=str(self.site.certificate))
        address = self.site.url.replace("https", "wss") + "/ws/?lang=en"
        # As patient as with a page: how fast it is shows the benchmark, and a machine may stand still for seconds.
        return sockets.connect(
            address,
            ssl=trusted,
            origin=Origin(self.site.url),
            additional_headers={"Cookie": cookie},
            open_timeout=PATIENCE,
        )

    def _form(self, path: str, names: set[str], end: str) -> Tag:
        for found in self.page(path).find_all("form", method=re.compile("^post$", re.IGNORECASE)):
            held = {str(field.get("name")) for field in found.find_all(["input", "select", "textarea", "button"])}
            if names <= held and str(found.get("action") or path).endswith(end):
                return found
        raise AssertionError(f"{path} has no form with {sorted(names)} that leads to …{end}")

    def _sign_in(self) -> None:
        email = f"{self.name.lower()}@example.org"
        answer = self.send("/en/accounts/login/", {"login": email, "password": PASSWORD})
        if "authenticate" in answer.url:
            path = answer.url.removeprefix(self.site.url)
            answer = self.send(path, {"code": code_now()})
        assert answer.status_code == 200, answer.status_code
        assert not re.search("login|authenticate", answer.url), answer.url


def _values(form: Tag) -> dict[str, str]:
    """What a browser would send of a form that nobody has touched."""
    found: dict[str, str] = {}
    for field in form.find_all(["input", "select", "textarea"]):
        name, kind = str(field.get("name") or ""), str(field.get("type") or "")
        if not name or kind in {"file", "submit", "checkbox", "radio"}:
            continue
        if field.name == "select":
            chosen = field.find("option", selected=True)
            found[name] = str(chosen.get("value") or "") if chosen else ""
        else:
            found[name] = field.text if field.name == "textarea" else str(field.get("value") or "")
    return found


def complaints(answer: requests.Response) -> list[str]:
    """What a page says against a form."""
    found = BeautifulSoup(answer.text, "html.parser").find_all(class_=re.compile("error|problem"))
    return [" ".join(one.get_text(" ").split())[:300] for one in found]


def code_now() -> str:
    """The six figures that an app would show (RFC 6238)."""
    digest = hmac.new(b32decode(SECRET), struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at : at + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def until(what: Any, patience: float = PATIENCE) -> Any:
    """The first answer of `what()` that is true."""
    deadline = time.monotonic() + patience
    while not (found := what()):
        assert time.monotonic() < deadline, f"not within {patience} s: {what}"
        time.sleep(0.4)
    return found


def heard(line: sockets.ClientConnection, kind: str, patience: float = 30) -> dict[str, Any]:
    """The next frame of this kind."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        frame: dict[str, Any] = json.loads(line.recv(timeout=patience))
        if frame["kind"] == kind:
            return frame
    raise AssertionError(f"no {kind}")
