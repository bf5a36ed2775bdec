"""What languages call themselves: Кыргызча, Eesti. Whoever changes the language of a page must find theirs."""

from babel import Locale, UnknownLocaleError
from django.conf import settings
from django.utils.translation import get_language_info

from core.language.country_and_language_names import language_name


def own_name(code: str) -> str:
    """With a capital; where a language has no name in itself, its name in the reader's."""
    try:
        name = get_language_info(code)["name_local"]
    except KeyError:
        try:
            name = Locale.parse(code).get_display_name(code) or language_name(code)
        except (UnknownLocaleError, ValueError):
            name = language_name(code)
    return str(name)[:1].upper() + str(name)[1:]


def own_names() -> list[tuple[str, str]]:
    """(code, name in itself) of the languages of the site."""
    return [(code, own_name(code)) for code, _name in settings.LANGUAGES]
