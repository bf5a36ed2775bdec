"""Errors under /api/ as JSON: a stable code for programs, a sentence for whoever reads it in the caller's language."""

import json
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from core.errors import Text

API: Final = "/api/"
# By status: the code, and the sentence where the one who refuses has none of its own.
SAID: Final[dict[int, tuple[str, Text]]] = {
    400: ("invalid", _("We could not read this request")),
    401: ("signed_out", _("You are signed out. Sign in and try again.")),
    403: ("refused", _("You may not do this")),
    404: ("not_found", _("There is no such page")),
    405: ("wrong_method", _("This address does not know this method.")),
    409: ("conflict", _("This is not possible any more")),
    413: ("too_large", _("That is too large")),
    422: ("invalid", _("Something in this request cannot be used.")),
    429: ("too_many", _("Too many tries in a short time")),
    500: ("error", _("Something broke on our side")),
    503: ("unavailable", _("The site is being looked after")),
}


def of_api(request: HttpRequest) -> bool:
    return request.path_info.startswith(API)


def caller_language(request: HttpRequest) -> str:
    """Addresses of the API carry no language: `lang` names it, else the browser."""
    asked = request.GET.get("lang", "")
    return asked if asked in dict(settings.LANGUAGES) else translation.get_language() or settings.LANGUAGE_CODE


def said_of(status: int) -> str:
    """In the active language, for a proxy that has to say it while the site is away."""
    code, text = SAID[status]
    return json.dumps({"code": code, "text": str(text)}, ensure_ascii=False)


def machine_error(request: HttpRequest, status: int, **more: Any) -> JsonResponse:
    """`more` stands beside code and text or takes their place; what is empty is left out."""
    code, text = SAID.get(status, SAID[400])
    with translation.override(caller_language(request)):
        body = {"code": code, "text": text, **{name: value for name, value in more.items() if value}}
        said = {name: value if isinstance(value, int | list) else str(value) for name, value in body.items()}
    return JsonResponse(said, status=status, json_dumps_params={"ensure_ascii": False})
