from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.blocks import CharBlock, StructBlock, TextBlock
from wagtail.fields import StreamField
from wagtail.models import Page


class StepBlock(StructBlock):
    """One of the arches of the way on the home page."""

    title = CharBlock(max_length=80)
    text = TextBlock(max_length=300)


class HomePage(Page):
    """The front door: words by the editors, numbers and the map counted from the data."""

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
    subpage_types: ClassVar[list[str]] = []
    template = "library/home_page.html"
