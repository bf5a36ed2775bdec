"""What an institution says of itself as plain data, and what waits to be said."""

import hashlib
import json
from typing import Any, Final

from django.db.models import Q, QuerySet

from core.people import is_signed_in
from twinning.models import Institution, Staff, State, WaitingFacts
from twinning.queries.people import place_at, places_of
from twinning.queries.verification import institutions_to_decide

Said = dict[str, Any]
NAME: Final = "name_"
WORDS: Final = ("region", "place", "latin_name", "website", "time_zone")


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
    """The page's facts, with this person's waiting changes laid over them: the initial values of their form."""
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


def seen_mark(institution: Institution) -> str:
    """A hash of everything that waits and of what the page says now. The form of a decision sends it back, so that
    nobody decides about facts that have changed since the page was made."""
    rows = waiting_at(institution).values_list("place__code", "said")
    shown = [facts_of(institution), list(rows)] if rows else []
    return hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()[:32]
