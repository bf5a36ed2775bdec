"""A report in Wagtail's admin: which page exists in which language, and what wants work."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.language.own_names import own_names
from core.permissions import require
from library.queries.page_languages import families


def page_languages(request: HttpRequest) -> HttpResponse:
    require(request.user, "library.edit_pages")
    names = [name for _code, name in own_names()]
    return render(request, "library/admin/page_languages.html", {"families": families(), "names": names})
