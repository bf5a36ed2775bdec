"""The HTTP API: one OpenAPI document, to which each room adds its router."""

from typing import Any, Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.security import django_auth

from community.api import router as talk
from community.texts.notices import address_in
from core.errors import KoepueroeError, TooMany, said
from core.web.machine_errors import caller_language, machine_error

AN_HOUR: Final = 3600
ABOUT: Final = (
    "What the pages of the site ask while they are open: rooms, their messages, notices. It is called with the session "
    "of somebody who is signed in; what changes something also wants the header X-CSRFToken, whose value is on each "
    "page. Every refusal has the same shape, with a sentence in the language of the caller."
)

api = NinjaAPI(
    title="Köpürö",
    version="1",
    description=ABOUT,
    auth=django_auth,
    docs_url="/docs" if settings.DEBUG else None,
    openapi_url="/openapi.json",
    docs_decorator=lambda view: require_safe(cache_control(public=True, max_age=AN_HOUR)(view)),
    servers=[{"url": settings.SITE_URL or "/", "description": "This site"}],
    openapi_extra={
        "info": {
            "contact": {"name": "Köpürö", "url": settings.SITE_URL or "/"},
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "tags": [{"name": "talk", "description": "Rooms, their messages, and notices"}],
    },
)
api.add_router("", talk)


@api.exception_handler(KoepueroeError)
def refuse(request: HttpRequest, error: KoepueroeError) -> HttpResponse:
    """The same sentence as on a page, with the stable code for machines."""
    wait = error.wait if isinstance(error, TooMany) else 0
    language = caller_language(request)
    with translation.override(language):
        body: dict[str, Any] = {"code": error.code, **said(error)}
        if "url" in body:
            body["url"] = address_in(body["url"], language)
    if wait:
        body["wait"] = wait
    response = api.create_response(request, body, status=error.status)
    if wait:
        response.headers["Retry-After"] = str(wait)
    return response


@api.exception_handler(Http404)
def missing(request: HttpRequest, _error: Http404) -> HttpResponse:
    return machine_error(request, 404)


@api.exception_handler(HttpError)
def failed(request: HttpRequest, error: HttpError) -> HttpResponse:
    """No session, an old token, a body that is no JSON."""
    return machine_error(request, error.status_code)


@api.exception_handler(ValidationError)
def unfit(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Which parts of the request do not fit the document, by their places in it."""
    fields = [".".join(str(part) for part in fault["loc"]) for fault in error.errors]
    return machine_error(request, 422, fields=list(dict.fromkeys(fields)))
