"""The signed cookie that outlives a session: which browser this is, and whose account was last signed in in it."""

from collections.abc import Mapping
from typing import Final

from django.core import signing
from django.http import HttpRequest

COOKIE: Final = "browser"
COOKIE_AGE: Final = 30 * 24 * 3600


def browser_of(request: HttpRequest) -> tuple[str, str]:
    """(random name of this browser, code of the account that was last signed in here); empty where unknown."""
    try:
        signed = request.get_signed_cookie(COOKIE, salt=COOKIE, max_age=COOKIE_AGE)
    except (KeyError, signing.BadSignature):
        return "", ""
    browser, _colon, account = (signed or "").partition(":")
    return browser, account


def is_browser(cookies: Mapping[str, str]) -> bool:
    """Whether somebody was signed in in this browser within the last month, as its signed cookie says."""
    try:
        signing.get_cookie_signer(salt=COOKIE + COOKIE).unsign(cookies.get(COOKIE, ""), max_age=COOKIE_AGE)
    except signing.BadSignature:
        return False
    return True
