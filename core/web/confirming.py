"""The page that asks before something is destroyed: buttons link to it, and its form does it. Needs no script.

tests/test_destroying.py says of each address whether it destroys, and finds forms that would do so at one click.
"""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def ask_first(
    request: HttpRequest,
    *,
    title: str,
    text: str,
    action: str,
    back: str,
    about: str = "",
    language: str = "",
    fields: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """The question `title`, what is lost (`text`), the red button `action`; `back` leads away and changes nothing.

    `about` names the thing, in its `language`; `fields` are sent with the answer.
    """
    thing = {"about": about, "language": language, "fields": fields or {}}
    return render(request, "confirm.html", {"title": title, "text": text, "action": action, "back": back, **thing})
