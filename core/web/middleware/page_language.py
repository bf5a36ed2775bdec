"""The language of a page: Django's LocaleMiddleware, with exceptions for the API, for files and for Wagtail's admin."""

from typing import Any, Final

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils.translation import activate, get_language

from core.locales import admin_language

WITHOUT_LANGUAGE: Final = ("/api/", "/admin/", "/media/", "/p/", "/static/", "/ws/", "/terms/", "/sitemap-")
NOT_FOUND: Final = 404


class PagesInLanguages(LocaleMiddleware):
    """Only addresses of pages begin with a language. Wagtail's pattern fits every path, so Django would answer a 404 of
    the API with a redirect to a page that does not exist."""

    def process_view(self, request: HttpRequest, _view: Any, _args: Any, _kwargs: Any) -> None:
        """Wagtail's admin has no Kyrgyz: half of it would stand in English. Who set a language there has that one."""
        if request.path_info.startswith("/admin/"):
            language = getattr(request.user, "language", "") or get_language()
            activate(admin_language(language))

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if response.status_code == NOT_FOUND and request.path_info.startswith(WITHOUT_LANGUAGE):
            return response
        return super().process_response(request, response)
