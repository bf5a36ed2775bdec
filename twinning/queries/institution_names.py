"""Under which name an institution is shown to a reader."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from core.language.country_and_language_names import official_languages
from core.locales import legible
from core.text import fold
from twinning.models import Institution, InstitutionName

UNKNOWN = "und"
WITH_NAMES = Prefetch("names", queryset=InstitutionName.objects.order_by("pk"))


@dataclass(frozen=True, slots=True)
class ShownName:
    """`lang` is empty where the name is in the reader's language or in an unknown one; "ky-Latn": in Latin letters."""

    text: str
    lang: str

    def __str__(self) -> str:
        return self.text


def name_in(institution: Institution, language: str) -> ShownName:
    """In this language, else the official one with its language, in letters that readers of this one can read.

    Reads `names`: prefetch them for lists.
    """
    reader = language[:2]
    names = sorted(institution.names.all(), key=lambda name: (name.language != reader, not name.official, name.pk))
    if not names:
        return ShownName(institution.latin_name or institution.code, "")
    best = names[0]
    text = legible(best.text, asked=institution.latin_name, language=reader)
    lang = "" if best.language in {reader, UNKNOWN} else best.language
    return ShownName(text, f"{lang}-Latn" if lang and text != best.text else lang)


def shown_everywhere(institution: Institution) -> dict[str, str]:
    """The name in each language of the site, for notices: they are stored now and read later in any. One query."""
    prefetch_related_objects([institution], WITH_NAMES)
    return {language: name_in(institution, language).text for language, _name in settings.LANGUAGES}


def with_names(rows: QuerySet[Institution]) -> QuerySet[Institution]:
    return rows.prefetch_related(WITH_NAMES)


def name_words(name: str, place: str = "") -> list[str]:
    """What a name is found by: its folded words and those of the town, each once."""
    return list(dict.fromkeys(word[:60] for word in [*fold(name).split(), *fold(place).split()]))


def spoken_name_languages(institution: Institution) -> list[str]:
    """Languages of its names, the official one first, that are spoken by right in its country: Kyrgyz and Russian in
    Kyrgyzstan; a school in Finland that gave an English name speaks Finnish or Swedish, and nothing is known."""
    names = sorted(institution.names.all(), key=lambda name: (not name.official, name.pk))
    own = official_languages(institution.country)
    return [name.language for name in names if name.language in own]


def all_names(institution: Institution) -> Iterable[str]:
    """Each name and the Latin form, for comparing institutions with each other."""
    return [*(name.text for name in institution.names.all()), *filter(None, [institution.latin_name])]
