"""Names of countries and languages in the reader's language, from CLDR, mended where CLDR lacks or misses them."""

from collections.abc import Iterable
from functools import cache
from typing import Final

from core.locales import cldr, language_of

# Territories of CLDR that are no country or have none of their own schools' registers.
_NO_COUNTRY: Final = frozenset({"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"})

# Kyrgyz as it is written today (CLDR has "Афганистан", "Жапония", "Свазиленд", and the administrative titles of
# Hong Kong and Macao); in the Russian of Kyrgyzstan, and in its constitution, the country is Кыргызстан.
_COUNTRIES: Final = {
    "ky": {
        "AF": "Ооганстан",
        "HK": "Гонконг",
        "JP": "Япония",
        "MO": "Макао",
        "PS": "Палестина",
        "SZ": "Эсватини",
    },
    "ru": {"KG": "Кыргызстан"},
}
# The same for languages. Dungan and Karakalpak are taught in Kyrgyzstan and beside it, Võro in Estonia; names CLDR
# has in no language stand here in all three. "und" is a language in CLDR's Kyrgyz only as "in an unknown language".
_LANGUAGES: Final = {
    "ky": {
        "bua": "бурятча",
        "crh": "кырым татарча",
        "dng": "дунганча",
        "kaa": "каракалпакча",
        "pt_BR": "португалча (Бразилия)",
        "prs": "дариче",
        "rom": "цыганча",
        "sgn": "жаңсоо тили",
        "tl": "тагалча",
        "und": "белгисиз тил",
        "vro": "выруча",
    },
    "ru": {"dng": "дунганский", "ky": "кыргызский", "prs": "дари", "sgn": "жестовый язык", "vro": "выруский"},
    "en": {"dng": "Dungan", "prs": "Dari", "sgn": "sign language"},
}
# Kyrgyz letters that Unicode keeps far from their places in the alphabet.
_PLACES: Final = str.maketrans({"ё": "е\uffff", "ң": "н\uffff", "ө": "о\uffff", "ү": "у\uffff"})


def country_name(code: str, locale: str | None = None) -> str:
    """ "KG" gives "Кыргызстан"; a code nobody knows comes back as it is."""
    language, code = language_of(locale), code.upper()
    return _COUNTRIES.get(language, {}).get(code) or cldr(language).territories.get(code, code)


def language_name(code: str, locale: str | None = None, *, capital: bool = False) -> str:
    """ "ru" gives "орусча", "русский", "Russian"; `capital` at the start of a line. An unknown code comes back."""
    language = language_of(locale)
    name = _language_name(code.replace("-", "_"), language)
    return name[:1].upper() + name[1:] if capital else name


@cache
def country_codes() -> tuple[str, ...]:
    """Every country a school may lie in, as ISO 3166-1 alpha-2 (and XK), in the order of the codes."""
    codes = (str(code) for code in cldr("en").territories)
    return tuple(sorted(code for code in codes if code.isalpha() and code not in _NO_COUNTRY))


def alphabetical(choices: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """(code, name) pairs by name, in the order of the Kyrgyz alphabet, which holds the Russian one."""
    return sorted(choices, key=lambda choice: choice[1].casefold().translate(_PLACES))


def _language_name(code: str, language: str) -> str:
    name = _LANGUAGES[language].get(code) or cldr(language).languages.get(code)
    if name:
        return str(name)
    base, _, rest = code.partition("_")
    return _language_name(base, language) if rest else code
