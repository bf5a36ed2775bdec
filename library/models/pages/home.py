from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.http import Http404, HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.blocks import TextBlock
from wagtail.fields import StreamField
from wagtail.models import Page

from library.models.blocks import StepBlock
from library.models.pages.base import SpokenPage


class HomePage(SpokenPage):
    """The home page: texts by editors, figures and map computed from the data."""

    lead = models.TextField(_("lead"), max_length=400)
    steps_title = models.CharField(_("title of the steps"), max_length=80)
    steps_lead = models.CharField(_("lead of the steps"), max_length=200, blank=True)
    steps = StreamField([("step", StepBlock())], max_num=3, blank=True)
    promise_title = models.CharField(_("title of the promise"), max_length=80)
    promise = models.TextField(_("promise"), max_length=400)
    promises = StreamField([("promise", TextBlock(max_length=300))], max_num=3, blank=True)

    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("lead"),
        FieldPanel("steps_title"),
        FieldPanel("steps_lead"),
        FieldPanel("steps"),
        FieldPanel("promise_title"),
        FieldPanel("promise"),
        FieldPanel("promises"),
    ]
    parent_page_types: ClassVar = ["wagtailcore.Page"]
    subpage_types: ClassVar = [
        "library.LibraryPage",
        "library.ArticleIndex",
        "library.GuidelineIndex",
        "library.PlainPage",
    ]
    template = "library/home_page.html"

    class Meta:
        verbose_name = _("home page")

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Where a language lacks a page, the same path is tried in the other languages before 404.

        The reader's own language first, also below a home page that was unpublished: Wagtail begins at another one
        then, and would find the page in that language, which sends its reader back to where they came from.
        """
        here = get_language() or settings.LANGUAGE_CODE
        first = _found(self, request, path_components)
        if first is not None and first.page.locale.language_code == here:
            return first
        for home in self._other_homes(here):
            found = _found(home, request, path_components)
            if found is not None and (first is None or found.page.locale.language_code == here):
                return found
        if first is None:
            raise Http404
        return first

    def _other_homes(self, here: str) -> list["HomePage"]:
        order = [here, *(code for code, _name in settings.LANGUAGES)]
        found = self.get_translations().select_related("locale")
        return sorted(found, key=lambda home: order.index(home.locale.language_code))


def _found(home: HomePage, request: HttpRequest, path_components: list[str]) -> Any:
    try:
        return Page.route(home, request, path_components)
    except Http404:
        return None
