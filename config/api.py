"""The HTTP API: one OpenAPI document, to which each room adds its router."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from ninja import NinjaAPI
from ninja.security import django_auth

from community.api import reader_language
from community.api import router as talk
from community.texts.notices import address_in
from core.errors import KoepueroeError, TooMany, said

api = NinjaAPI(
    title="Köpürö",
    version="1",
    auth=django_auth,
    docs_url="/docs" if settings.DEBUG else None,
    openapi_url="/openapi.json" if settings.DEBUG else None,
)
api.add_router("", talk)


@api.exception_handler(KoepueroeError)
def refuse(request: HttpRequest, error: KoepueroeError) -> HttpResponse:
    """The same sentence as on a page, with the stable code for machines."""
    wait = error.wait if isinstance(error, TooMany) else 0
    with translation.override(reader_language(request)):
        body: dict[str, Any] = {"code": error.code, **said(error)}
        if "url" in body:
            body["url"] = address_in(body["url"], reader_language(request))
    if wait:
        body["wait"] = wait
    response = api.create_response(request, body, status=error.status)
    if wait:
        response.headers["Retry-After"] = str(wait)
    return response
