"""Which levels of education a cell of a register names: one, several at once, or words that nobody knows yet."""

import re
from functools import lru_cache
from typing import Final

from core.text import fold

LEVELS: Final = {
    "preprimary": ("pre primary", "preprimary", "pre school", "preschool", "kindergarten", "nursery", "дошкольный",
                   "дошкольное", "бала бакча", "vorschule", "maternelle", "okul oncesi", "anaokulu", "preescolar",
                   "infantil", "inicial"),
    "primary": ("primary", "elementary", "basic", "начальный", "начальная", "начальное", "башталгыч", "osnovna",
                "grundschule", "primarstufe", "primaire", "elementaire", "ilkokul", "ilk", "primaria", "primario"),
    "lower": ("lower secondary", "junior secondary", "junior high", "middle", "основной", "основная", "основное",
              "негизги", "sekundarstufe i", "mittelschule", "college", "ortaokul", "secundaria baja"),
    "upper": ("secondary", "upper secondary", "senior secondary", "senior high", "high", "средний", "средняя",
              "среднее", "орто", "srednja", "sekundarstufe ii", "gymnasium", "lycee", "lise", "secundaria",
              "bachillerato"),
    "vocational": ("vocational", "technical", "tvet", "профессиональный", "профессиональное", "кесиптик", "лицей проф",
                   "berufsschule", "professionnel", "meslek", "tecnica", "tecnico", "profesional"),
    "higher": ("tertiary", "higher", "university", "высший", "высшее", "жогорку", "hochschule", "universitat",
               "superieur", "universite", "superior", "universidad"),
}  # fmt: skip
_LEVEL_OF: Final = {fold(word): code for code, known in LEVELS.items() for word in known}
_PARTED: Final = re.compile(
    r"\s*[,;/&+|]\s*|\s+(?:and|und|et|ve|y|и|жана|i|with|с|mit)\s+|\s+[-\u2013]\s+", re.IGNORECASE
)
# What stands beside the word that counts: "орто мектеп", "Primary School", "начальное образование".
_BESIDE: Final = frozenset(
    fold(word)
    for word in (
        "school", "schools", "education", "level", "stage", "мектеп", "мектеби", "билим", "школа", "образование",
        "общее", "schule", "ecole", "enseignement", "okul", "okulu", "escuela", "educacion", "skola",
    )
)  # fmt: skip
# Said, and nothing to choose for.
UNSAID: Final = frozenset(fold(word) for word in ("unknown", "other", "неизвестно", "белгисиз", "unbekannt", "inconnu"))


def levels_of(text: str, chosen: dict[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Codes of the levels, and the words that are unknown. `chosen`: folded words to a code, "" for none."""
    found, unknown = _read(text)
    codes = [*found, *(chosen[fold(word)] for word in unknown if fold(word) in chosen)]
    return (
        tuple(dict.fromkeys(code for code in codes if code)),
        tuple(word for word in unknown if fold(word) not in chosen),
    )


@lru_cache(maxsize=2_000)
def _read(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if not text.strip() or fold(text) in UNSAID:
        return (), ()
    if code := _level(text):
        return (code,), ()
    parts = [part for part in _PARTED.split(text) if part.strip()]
    # "Lower and Upper Secondary": the last word belongs to each.
    last = parts[-1].split()[-1] if parts else ""
    pairs = [(part, _level(f"{part} {last}") or _level(part)) for part in parts]
    known = tuple(dict.fromkeys(code for _part, code in pairs if code))
    unknown = tuple(dict.fromkeys(part[:80] for part, code in pairs if not code and fold(part)))
    return known, unknown


def _level(text: str) -> str:
    key = fold(text)
    return _LEVEL_OF.get(key) or _LEVEL_OF.get(" ".join(word for word in key.split() if word not in _BESIDE), "")
