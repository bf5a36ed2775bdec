"""The languages of the site, which LANGUAGES of the settings names, and the CLDR data that speaks for each."""

from functools import cache
from typing import Final

from babel import Locale
from babel.core import get_global
from django.conf import settings
from django.utils.translation import get_language

from core.text import in_latin

# A term of a vocabulary and a board have a column for the name in each of these. In a language of the site that has
# none they are called as in English.
LABELLED: Final = ("ky", "ru", "en")
# English for schools on both sides of the map: day before month, a clock of 24 hours. Others are called there as here.
_CLDR: Final = {"en": "en_GB"}


@cache
def site_languages() -> tuple[str, ...]:
    """In which the site speaks, by their codes and in the order in which they are offered."""
    return tuple(code for code, _name in settings.LANGUAGES)


def language_of(locale: str | None = None) -> str:
    """One of the site's languages: what was asked for, else the language of the page. English where it is neither."""
    language = (locale or get_language() or settings.LANGUAGE_CODE).replace("_", "-").partition("-")[0]
    return language if language in site_languages() else "en"


def admin_language(language: str | None) -> str:
    """In which of its languages Wagtail's admin speaks to a reader of this one: Russian where it has no Kyrgyz."""
    if not language or language == settings.LANGUAGE_CODE:
        language = "ru"
    return language if language in dict(settings.WAGTAILADMIN_PERMITTED_LANGUAGES) else "en"


def reads_latin(language: str | None = None) -> bool:
    """Whether a reader of this language (of the page) reads Latin letters first: by CLDR's likeliest script."""
    return _script(language or get_language() or settings.LANGUAGE_CODE) == "Latn"


def legible(text: str, *, asked: str = "", language: str | None = None) -> str:
    """A name as a reader of this language (of the page) can read it: `asked` is its Latin form, where one was given.

    Readers of Cyrillic letters get every name as its owner writes it.
    """
    return in_latin(text, asked) if reads_latin(language) else text


@cache
def _script(language: str) -> str:
    code = language.replace("-", "_")
    base = code.partition("_")[0]
    likely = get_global("likely_subtags")
    parts = str(likely.get(code) or likely.get(base) or base).split("_")
    return next((part for part in parts[1:] if len(part) == len("Latn")), "")


@cache
def cldr(language: str) -> Locale:
    return Locale.parse(_CLDR.get(language, language))
