"""What an institution says of itself as plain data, and what waits to be said."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.queries.zones import zone_of_place
from core.errors import Text
from core.language.formats import format_date, format_list, weekday_name
from core.language.names import language_name
from core.language.places import HOME, place_name, region_name
from core.people import is_signed_in
from core.terms import label
from twinning.models import Institution, Staff, State, WaitingFacts
from twinning.queries.people import place_at, places_of
from twinning.queries.verification import institutions_to_decide

Said = dict[str, Any]
NAME: Final = "name_"
WORDS: Final = ("region", "place", "latin_name", "website", "time_zone")
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


def facts_of(institution: Institution) -> Said:
    """What its page says now. Five queries."""
    names = list(institution.names.order_by("pk"))
    days = institution.holidays.order_by("starts", "ends").values_list("starts", "ends", "title")
    return {
        **{f"{NAME}{name.language}": name.text for name in names},
        "official": next((name.language for name in names if name.official), ""),
        "kind": institution.kind.code,
        **{name: getattr(institution, name) for name in WORDS},
        "levels": sorted(term.code for term in institution.levels.all()),
        "themes": sorted(term.code for term in institution.themes.all()),
        "languages": [list(pair) for pair in institution.languages.order_by("pk").values_list("language", "level")],
        "connectivity": institution.connectivity,
        "school_days": institution.school_days,
        "free_days": [[starts.isoformat(), ends.isoformat(), title] for starts, ends, title in days],
    }


def differing(now: Said, wanted: Said) -> Said:
    """Of what is wanted, the facts that the page does not say: [now, wanted] by name. No name and none are the same."""
    pairs = {name: [now.get(name, "" if name.startswith(NAME) else None), value] for name, value in wanted.items()}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def wanted_of(waiting: WaitingFacts | None) -> Said:
    return {name: pair[1] for name, pair in waiting.said.items()} if waiting is not None else {}


def publishes(user: Any, institution: Institution) -> bool:
    """Whether what this person says of it is public at once: who leads a verified institution."""
    place = place_at(user, institution)
    verified = place is not None and place.state == Staff.State.VERIFIED and place.role != "teacher"
    return verified and institution.state == State.VERIFIED


def waiting_of(user: Any, institution: Institution) -> WaitingFacts | None:
    """What this person has written about it and nobody has decided."""
    place = place_at(user, institution)
    return WaitingFacts.objects.filter(place=place).first() if place is not None else None


def said_by(user: Any, institution: Institution) -> Said:
    """What it says of itself with what this person has said beside it: where they go on writing."""
    said = facts_of(institution)
    return said if publishes(user, institution) else {**said, **wanted_of(waiting_of(user, institution))}


def free_days_as(user: Any, institution: Institution) -> list[list[str]]:
    days: list[list[str]] = said_by(user, institution)["free_days"]
    return days


def waiting_at(institution: Institution) -> QuerySet[WaitingFacts]:
    """In the order in which people asked."""
    rows = WaitingFacts.objects.filter(place__institution=institution)
    return rows.select_related("place__user").order_by("place__asked_at", "pk")


def waiting_facts_visible_to(user: Any) -> QuerySet[WaitingFacts]:
    """One's own, and those of the institutions that one decides about. Nobody else's."""
    if not is_signed_in(user):
        return WaitingFacts.objects.none()
    own = [place.pk for place in places_of(user)]
    decided = institutions_to_decide(user).values("pk")
    return WaitingFacts.objects.filter(Q(place__in=own) | Q(place__institution__in=decided))


@dataclass(frozen=True, slots=True)
class Difference:
    """A fact as the page says it and as it would. `moved`: the page has changed since that was written."""

    label: Text
    now: str
    wanted: str
    moved: bool


def differences(waiting: WaitingFacts, now: Said) -> list[Difference]:
    """What would change on the page as it is now, in words of the reader."""
    return [
        Difference(fact_label(name), in_words(name, there), in_words(name, wanted), waiting.said[name][0] != there)
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


def seen_mark(institution: Institution) -> str:
    """Of everything that waits beside what the page says now: whoever decides sends back which of it they saw."""
    rows = waiting_at(institution).values_list("place__code", "said")
    shown = [facts_of(institution), list(rows)] if rows else []
    return hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()[:32]
