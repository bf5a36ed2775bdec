"""In what state an editorial page is in one language."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class PageState(models.TextChoices):
    MISSING = "missing", _("missing")
    MIRROR = "mirror", _("shows another language")
    DRAFT = "draft", _("draft")
    PARTIAL = "partial", _("published, partly in another language")
    OLDER = "older", _("older than the newest")
    CHANGED = "changed", _("published, with changes waiting")
    PUBLISHED = "published", _("published")


# States that need work.
UNFINISHED: Final = frozenset(
    {PageState.MISSING, PageState.MIRROR, PageState.DRAFT, PageState.PARTIAL, PageState.OLDER}
)
