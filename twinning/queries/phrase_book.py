"""The phrase book: sentences of a first message as keys with their facts (words: twinning.showing.phrase_book)."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from core.terms import terms_of
from twinning.models import Wish

SCHEME: Final = "phrase"
SLOT: Final = re.compile(r"\{([a-z]+)\}")


def chosen(keys: Iterable[str], facts: Mapping[str, str]) -> list[dict[str, Any]]:
    """What is kept of the chosen phrases: key and the facts it needs, in the order of a letter."""
    wanted = set(keys)
    return [
        {"key": term.code, "params": {name: facts[name] for name in SLOT.findall(term.label_en) if name in facts}}
        for term in terms_of(SCHEME)
        if term.code in wanted
    ]


def facts_of(wish: Wish, *, theme: str = "", work: str = "", starts: str = "", ends: str = "") -> dict[str, str]:
    """What phrases are filled with: codes and ISO dates, so that each reader gets their own words."""
    group, school = wish.school_class, wish.institution
    facts = {"town": school.place, "country": school.country, "theme": theme, "work": work}
    facts |= {"starts": starts, "ends": ends}
    if group is not None:
        ages = str(group.age_from) if group.age_from == group.age_to else f"{group.age_from}–{group.age_to}"
        languages = ",".join(group.languages.order_by("pk").values_list("language", flat=True))
        facts |= {"class": group.name, "ages": ages, "size": str(group.size), "languages": languages}
    return {name: value for name, value in facts.items() if value}
