"""Content-Security-Policy and its like, for the site and for the admin of the editors."""

from django.http import HttpRequest, HttpResponseBase
from django.utils.decorators import sync_and_async_middleware

from core.web.middleware.sync_and_async import Answer, both_ways

SITE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; media-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'; object-src 'none'"
)
ADMIN_POLICY = (
    "default-src 'none'; script-src 'self'; script-src-elem 'self' 'unsafe-inline'; script-src-attr 'none'; "
    "style-src 'self'; style-src-elem 'self' 'unsafe-inline'; style-src-attr 'none'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; media-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'self'; "
    "frame-ancestors 'self'; object-src 'none'"
)
# A preview of an editor is a page of the site, shown in a frame of the admin.
PREVIEW_POLICY = SITE_POLICY.replace("frame-ancestors 'none'", "frame-ancestors 'self'")
ADMIN_PATH = "/admin/"


@sync_and_async_middleware
def headers(get_response: Answer) -> Answer:
    """Content-Security-Policy and the headers that Django's SecurityMiddleware does not set."""

    def end(request: HttpRequest, response: HttpResponseBase, _began: None) -> HttpResponseBase:
        admin = request.path.startswith(ADMIN_PATH)
        site = PREVIEW_POLICY if getattr(request, "is_dummy", False) else SITE_POLICY
        response.headers.setdefault("Content-Security-Policy", ADMIN_POLICY if admin else site)
        response.headers.setdefault(
            "Permissions-Policy",
            "publickey-credentials-get=(self), publickey-credentials-create=(self), camera=(), microphone=(), "
            "geolocation=(), payment=(), usb=()",
        )
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if admin:
            response.headers["X-Frame-Options"] = "SAMEORIGIN"
        return response

    return both_ways(get_response, lambda _request: None, end)
