from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from library.models.landing_blocks import ROWS
from library.models.pages.base import SpokenPage


class LibraryPage(SpokenPage):
    """The library's first page: rows that curators choose and order. Our own view shows it, around the practices."""

    own_view: ClassVar = "library"

    lead = models.TextField(_("lead"), max_length=400)
    rows = StreamField(ROWS, verbose_name=_("rows"), blank=True)

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("lead"), FieldPanel("rows")]
    parent_page_types: ClassVar = ["library.HomePage"]
    subpage_types: ClassVar[list[str]] = []
    template = "library/library_page.html"

    class Meta:
        verbose_name = _("first page of the library")
