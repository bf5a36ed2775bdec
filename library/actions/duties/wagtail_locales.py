"""Creates Wagtail's Locale for each language of the site; without it nothing can be written in that language."""

from typing import Any

from wagtail.models import Locale

from core.locales import site_languages


def keep_languages(*_args: Any, **_more: Any) -> None:
    """After migrations, and before a small installation serves. Idempotent."""
    there = set(Locale.objects.values_list("language_code", flat=True))
    for code in site_languages():
        if code not in there:
            Locale.objects.create(language_code=code)
