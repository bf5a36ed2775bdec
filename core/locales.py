"""Which CLDR data speaks for which of our languages."""

from functools import cache
from typing import Final

from babel import Locale
from django.conf import settings
from django.utils.translation import get_language

# English for schools on both sides of the map: day before month, a clock of 24 hours.
_CLDR: Final = {"ky": "ky", "ru": "ru", "en": "en_GB"}


def language_of(locale: str | None = None) -> str:
    """One of ky, ru, en: what was asked for, else the language of the page."""
    language = (locale or get_language() or settings.LANGUAGE_CODE).replace("_", "-").partition("-")[0]
    return language if language in _CLDR else "en"


@cache
def cldr(language: str) -> Locale:
    return Locale.parse(_CLDR[language])
