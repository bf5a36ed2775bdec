"""Addresses: /ky/ /ru/ /en/ before every page, none before /api /ws /media /admin."""

from typing import Any

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtail_admin_urls

from accounts.views.confirming import confirm
from accounts.views.sign_in_links import to_login
from config.api import api
from core.kit import styleguide
from library import urls as library_urls

handler400 = "core.web.error_pages.bad_request"
handler403 = "core.web.error_pages.forbidden"
handler404 = "core.web.error_pages.not_found"
handler429 = "core.web.error_pages.too_many"
handler500 = "core.web.error_pages.server_error"

urlpatterns = [
    path("", include("insights.urls")),
    path("", include("core.urls")),
    path("api/", api.urls),
    path("", include((library_urls.editors_files, "library_files"))),
    path("", include((library_urls.short_urls, "library_short"))),
    path("account-login/", to_login),
    # One door: Wagtail's own log-in pages know neither the second factor nor the limits of allauth.
    path("admin/login/", to_login),
    path("", include((library_urls.closed_doors, "library_closed"))),
    path("admin/", include(wagtail_admin_urls)),
]
translated: list[Any] = [
    path("styleguide/", styleguide.styleguide, name="styleguide"),
    path("", include("accounts.urls")),
    re_path(r"^accounts/confirm-email/(?P<key>[-:\w]+)/$", confirm, name="account_confirm_email"),
    path("accounts/", include("allauth.urls")),
    path("_util/login/", to_login),
    path("", include("community.urls")),
    path("", include("twinning.urls")),
    path("", include("search.urls")),
    path("", include("library.urls")),
]
if settings.DEMO:
    translated.append(path("demo/", include("demo.urls")))
urlpatterns += i18n_patterns(*translated, path("", include(wagtail_urls)))
