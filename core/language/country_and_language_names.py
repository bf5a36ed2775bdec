"""Names of countries and languages in the reader's language, from CLDR, mended where CLDR lacks or misses them."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import Final

from babel import Locale, localedata
from babel.languages import get_official_languages

from core.locales import cldr, language_of, site_languages

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
        "av": "аварча",
        "bn": "бенгалча",
        "bua": "бурятча",
        "crh": "кырым татарча",
        "dng": "дунганча",
        "jv": "яванча",
        "kaa": "каракалпакча",
        "kg": "конгочо",
        "km": "кхмерче",
        "mt": "мальтача",
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
# What schools here teach in or learn stands before the rest of a list: the site's own three, then those of the
# neighbours and of the partners.
LIKELY: Final = ("ky", "ru", "en", "tr", "de", "fr", "zh", "kk", "uz", "tg", "dng", "ko", "ja", "ar", "et", "es")
# Of the codes of two letters those that no partner teaches in: dead, planned or liturgical ones (Latin, Sanskrit and
# Esperanto are learnt), those with fewer than a hundred thousand speakers, and second names of a language.
_NOT_OFFERED: Final = frozenset({"ae", "cu", "pi", "ia", "ie", "io", "vo", "sh", "tw"}) | frozenset(
    {"an", "ch", "cr", "gv", "ho", "ik", "iu", "kw", "mh", "na", "oj"}
)
_BESIDE: Final = ("dng", "kaa", "vro", "sgn")  # taught in schools, without a code of two letters
_UNKNOWN: Final = "und"
_CODE: Final = re.compile(r"[a-z]{2,3}")
# Kyrgyz letters that Unicode keeps far from their places in the alphabet.
_LATIN: Final = re.compile(r"[a-zà-ɏ]", re.IGNORECASE)
_PLACES: Final = str.maketrans({"ё": "е\uffff", "ң": "н\uffff", "ө": "о\uffff", "ү": "у\uffff"})


def country_name(code: str, locale: str | None = None) -> str:
    """ "KG" gives "Кыргызстан"; a code nobody knows comes back as it is."""
    language, code = language_of(locale), code.upper()
    return _COUNTRIES.get(language, {}).get(code) or cldr(language).territories.get(code, code)


def language_name(code: str, locale: str | None = None, *, capital: bool = False) -> str:
    """ "ru" gives "орусча", "русский", "Russian"; `capital` at the start of a line. Never a code: what has no name in
    the reader's language has it in Russian, in English or in itself, and what has none is an unknown language."""
    language = language_of(locale)
    name = _language_name(code, language) or _language_name(_UNKNOWN, language)
    return name[:1].upper() + name[1:] if capital else name


def is_language(code: str) -> bool:
    """Whether it has a name at all."""
    return bool(_language_name(code, "en"))


@cache
def language_codes() -> tuple[str, ...]:
    """Every language that somebody may choose: the living ones of ISO 639-1, and those of schools here beside them."""
    two = {str(code) for code in cldr("en").languages if len(str(code)) == 2}  # noqa: PLR2004 - ISO 639-1
    return tuple(sorted((two - _NOT_OFFERED) | set(_BESIDE)))


def language_choices(
    codes: Iterable[str] | None = None, *, likely: Iterable[str] = (), capital: bool = True
) -> list[tuple[str, str]]:
    """(code, name) of these languages, or of all: the site's own, the `likely` ones in their order, those that
    are likely anyway, the rest in the reader's alphabet.

    Every list in which a language is chosen comes from here.
    """
    wanted = set(language_codes() if codes is None else codes)
    first = [code for code in dict.fromkeys([*site_languages(), *likely, *LIKELY]) if code in wanted]
    named = [(code, language_name(code, capital=capital)) for code in first]
    return [*named, *alphabetical((code, language_name(code, capital=capital)) for code in wanted - set(first))]


@cache
def country_codes() -> tuple[str, ...]:
    """Every country a school may lie in, as ISO 3166-1 alpha-2 (and XK), in the order of the codes."""
    codes = (str(code) for code in cldr("en").territories)
    return tuple(sorted(code for code in codes if code.isalpha() and code not in _NO_COUNTRY))


def official_languages(country: str) -> tuple[str, ...]:
    """Of the whole country, by CLDR; none where it is unknown."""
    return tuple(get_official_languages(country, de_facto=True))


def alphabetical(choices: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """(code, name) pairs by name, in the order of the Kyrgyz alphabet, which holds the Russian one; Latin letters
    stand where they stand without their marks (Åland under A)."""
    return sorted(choices, key=lambda choice: _LATIN.sub(_unmarked, choice[1]).casefold().translate(_PLACES))


def _unmarked(letter: re.Match[str]) -> str:
    return unicodedata.normalize("NFD", letter.group())[0]


@cache
def _language_name(code: str, language: str) -> str:
    """Empty where nobody names it. "de_XX", without a name of its own, is called as the language is."""
    code = code.replace("-", "_")
    for one in dict.fromkeys((code, code.partition("_")[0])):
        for reader in dict.fromkeys((language, "ru" if language == "ky" else "en", "en")):
            if name := _LANGUAGES.get(reader, {}).get(one) or cldr(reader).languages.get(one):
                return str(name)
    return _own_name(code)


def _own_name(code: str) -> str:
    """What a language calls itself, where CLDR knows nothing else."""
    known = bool(_CODE.fullmatch(code)) and localedata.exists(code)
    return str(Locale.parse(code).get_display_name() or "") if known else ""
