from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from library.models.pages.base import SpokenPage, WrittenPage


class GuidelineIndex(SpokenPage):
    """All guidelines of a language."""

    lead = models.TextField(_("lead"), max_length=400, blank=True)

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("lead")]
    parent_page_types: ClassVar = ["library.HomePage"]
    subpage_types: ClassVar = ["library.GuidelinePage"]
    template = "library/guideline_index.html"

    class Meta:
        verbose_name = _("list of guidelines")


class GuidelinePage(WrittenPage):
    """How to do something, with the day since which it holds and its version."""

    day = models.DateField(_("in force since"), default=timezone.localdate)
    version = models.CharField(_("version"), max_length=20, default="1")
    for_whom = models.CharField(_("for whom"), max_length=160)

    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("day"),
        FieldPanel("version"),
        FieldPanel("for_whom"),
        FieldPanel("lead"),
        FieldPanel("body"),
    ]
    parent_page_types: ClassVar = ["library.GuidelineIndex"]
    template = "library/guideline_page.html"

    class Meta:
        verbose_name = _("guideline")
