from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from library.models.pages.base import WrittenPage


class Purpose(models.TextChoices):
    """What the foot of every page links to, wherever its editors put it. Part of the code: each has its own link."""

    ABOUT = "about", _("About")
    HELP = "help", _("Help")
    PRIVACY = "privacy", _("Privacy")
    RULES = "rules", _("Rules of the site")
    ACCESSIBILITY = "accessibility", _("Accessibility")


class PlainPage(WrittenPage):
    """About, help, privacy, rules, conformance, and whatever else has no kind of its own."""

    purpose = models.CharField(
        _("purpose"),
        max_length=20,
        choices=Purpose,
        blank=True,
        help_text=_("The foot of every page links to the page with this purpose."),
    )

    content_panels: ClassVar = [*WrittenPage.content_panels, FieldPanel("purpose")]
    parent_page_types: ClassVar = ["library.HomePage", "library.PlainPage"]
    subpage_types: ClassVar = ["library.PlainPage"]
    template = "library/plain_page.html"

    class Meta:
        verbose_name = _("plain page")
        indexes: ClassVar = [models.Index(fields=["purpose"], name="plainpage_purpose")]
