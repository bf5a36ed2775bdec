from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from library.models.pages.base import SpokenPage, WrittenPage


class ArticleIndex(SpokenPage):
    """All articles of a language, the newest first."""

    lead = models.TextField(_("lead"), max_length=400, blank=True)

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("lead")]
    parent_page_types: ClassVar = ["library.HomePage"]
    subpage_types: ClassVar = ["library.ArticlePage"]
    template = "library/article_index.html"

    class Meta:
        verbose_name = _("list of articles")


class ArticlePage(WrittenPage):
    """News, or a story worth telling."""

    preview: ClassVar = "article"

    day = models.DateField(_("day"), default=timezone.localdate)
    byline = models.CharField(_("who wrote it"), max_length=120, blank=True)

    content_panels: ClassVar = [
        *Page.content_panels,
        FieldPanel("day"),
        FieldPanel("byline"),
        FieldPanel("lead"),
        FieldPanel("body"),
    ]
    parent_page_types: ClassVar = ["library.ArticleIndex"]
    template = "library/article_page.html"

    class Meta:
        verbose_name = _("article")
