"""How large a body may be, by where it goes and who sends it. Asked by core.server.daphne_bodies and by a middleware.

Imports no model: the server of sockets is made before models are loaded.
"""

import re
from collections.abc import Mapping
from typing import Final

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.utils.module_loading import import_string

from core.server.browser_cookie import is_browser

# What a page, a form or a message needs; more only where files are sent (deploy/nginx says the same).
LIMIT = 2_000_000
LARGER: Final = (
    (re.compile(rb"^/[a-z-]+/desk/registers/new/"), 150_000_000),  # a national register
    (re.compile(rb"^/[a-z-]+/practices/[a-z]+/files/"), 105_000_000),  # files of a practice
    (re.compile(rb"^/admin/documents/"), 105_000_000),  # documents of the editors
    (re.compile(rb"^/admin/"), 12_000_000),  # their pictures
)
# Visitors are asked for a few lines; even nonsense of this size gets a sentence in its form.
VISITOR: Final = 256 * 1024


def limit_of(path: bytes) -> int:
    """How large a body this address takes from people who are signed in."""
    return next((limit for pattern, limit in LARGER if pattern.match(path)), LIMIT)


def limit_for(path: bytes, cookies: Mapping[str, str]) -> int:
    """How large a body this sender may send there. Reads the database."""
    if is_signed_in(cookies):
        return limit_of(path)
    # What was typed when a session had ended is kept for its person (core.web.saved_forms).
    return LIMIT if is_browser(cookies) else VISITOR


def is_signed_in(cookies: Mapping[str, str]) -> bool:
    key = cookies.get(settings.SESSION_COOKIE_NAME, "")
    return bool(key) and SESSION_KEY in import_string(f"{settings.SESSION_ENGINE}.SessionStore")(key).load()
