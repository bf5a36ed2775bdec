"""What an institution says of itself, in words of the reader, and what would change."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from accounts.showing.time_zones import zone_of_place
from core.errors import Text
from core.language.country_and_language_names import language_name
from core.language.formats import format_date, format_list, weekday_name
from core.language.kyrgyz_places import HOME, place_name, region_name
from core.terms import label
from twinning.models import WaitingFacts
from twinning.queries.institution_facts import NAME, Said, differing, wanted_of

LABELS: Final[dict[str, Text]] = {
    "official": _("Which name is the official one?"),
    "latin_name": _("Name in Latin letters"),
    "kind": _("Kind"),
    "region": _("Region"),
    "place": _("Town or village"),
    "website": _("Website"),
    "levels": _("Levels of education"),
    "languages": _("Working languages"),
    "themes": _("Themes"),
    "school_days": _("Days of teaching"),
    "connectivity": _("Internet at the school"),
    "time_zone": _("Time zone"),
    "free_days": _("Free days"),
}


CONNECTIVITY: Final[dict[int | None, Text]] = {
    None: _("not said"),
    0: _("none at the school"),
    1: _("slow or not every day"),
    2: _("enough for pictures"),
    3: _("enough for video"),
}


@dataclass(frozen=True, slots=True)
class FactDifference:
    """A fact as the page says it and as it would. `moved`: the page has changed since that was written."""

    label: Text
    now: str
    wanted: str
    moved: bool


def differences(waiting: WaitingFacts, now: Said) -> list[FactDifference]:
    """What would change on the page as it is now, in words of the reader."""
    return [
        FactDifference(fact_label(name), in_words(name, there), in_words(name, wanted), waiting.said[name][0] != there)
        for name, (there, wanted) in differing(now, wanted_of(waiting)).items()
    ]


def fact_label(name: str) -> Text:
    if name.startswith(NAME):
        return _("Name (%(language)s)") % {"language": _language(name.removeprefix(NAME))}
    return LABELS[name]


def _language(code: str) -> str:
    return str(_("language not said")) if code == "und" else language_name(code)


def in_words(name: str, value: Any) -> str:
    if value in ("", None, []) and name != "connectivity":
        return "—"
    return str(_SPOKEN.get(name, str)(value))


def _free_day(day: list[str]) -> str:
    starts, ends, title = day
    days = " – ".join(dict.fromkeys(format_date(date.fromisoformat(one)) for one in (starts, ends)))
    return f"{days}: {title}" if title else days


_SPOKEN: Final[dict[str, Any]] = {
    "official": _language,
    "kind": lambda code: label("kind", code),
    "region": lambda text: region_name(text, HOME),
    "place": lambda text: place_name(text, HOME),
    "levels": lambda codes: format_list(label("level", code) for code in codes),
    "themes": lambda codes: format_list(label("theme", code) for code in codes),
    "languages": lambda rows: ", ".join(" ".join(filter(None, (language_name(row[0]), row[1]))) for row in rows),
    "time_zone": zone_of_place,
    "school_days": lambda days: format_list(weekday_name(int(day)) for day in days),
    "connectivity": lambda known: str(CONNECTIVITY[known]),
    "free_days": lambda days: "; ".join(_free_day(day) for day in days),
}
