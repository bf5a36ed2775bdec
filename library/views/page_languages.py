"""A report in Wagtail's admin: which page exists in which language, and what wants work."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language_info

from core.permissions import require
from library.queries.page_languages import families


def page_languages(request: HttpRequest) -> HttpResponse:
    require(request.user, "library.edit_pages")
    names = [get_language_info(code)["name_local"].capitalize() for code, _name in settings.LANGUAGES]
    return render(request, "library/admin/page_languages.html", {"families": families(), "names": names})
