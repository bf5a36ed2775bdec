"""The computed parts of the home page: map, newest partnerships, figures, newest practices, lively topics."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.queries.forum.boards_and_topics import lively_topics
from community.showing.forum.boards_and_topics import topic_rows
from core.kit.worldmap import Place, World, world
from core.language.formats import country_name, format_number, format_relative
from library.policy import (
    HOME_LIVELY_TOPICS,
    HOME_MAP_PARTNERSHIPS,
    HOME_NEWEST_PARTNERSHIPS,
    HOME_NEWEST_PRACTICES,
    HOME_PRACTICES_LOOKED_AT,
)
from library.queries.catalogue import catalogue
from library.showing.practice_rows import Row, rows_of
from twinning.models import Institution
from twinning.queries.signed_partnerships import HOME, SignedPair, counts, signed_pairs


@dataclass(frozen=True, slots=True)
class ShownPair:
    """A row of components/pairs.html."""

    ours: str
    theirs: str
    when: str
    iso: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class ShownCount:
    """A figure of components/tally.html."""

    number: str
    label: str


def home_context() -> dict[str, Any]:
    """The same for everybody, at a constant number of queries."""
    bridges = signed_pairs(HOME_MAP_PARTNERSHIPS)
    return {
        "practices": _practices(),
        "topics": topic_rows(lively_topics(HOME_LIVELY_TOPICS), None),
        "world": _world(bridges),
        "pairs": [_pair(b) for b in bridges[:HOME_NEWEST_PARTNERSHIPS]],
        "counts": _counts(),
    }


def _practices() -> list[Row]:
    """The newest; of some more than are shown, those with a picture first."""
    whole = catalogue()
    rows = rows_of(whole.keys[:HOME_PRACTICES_LOOKED_AT], whole)
    return sorted(rows, key=lambda row: row["picture"] is None)[:HOME_NEWEST_PRACTICES]


def _place(institution: Institution) -> Place:
    return Place(
        institution.longitude or 0.0,
        institution.latitude or 0.0,
        "" if institution.country == HOME else institution.shown_place,
        home=institution.country == HOME,
    )


def _world(bridges: list[SignedPair]) -> World:
    known = [b for b in bridges if b.ours.latitude is not None and b.theirs.latitude is not None]
    return world(
        label=_("Map of the world: schools of Kyrgyzstan and their twins"),
        pairs=[(_place(b.ours), _place(b.theirs)) for b in known],
        home=country_name(HOME),
    )


def _pair(bridge: SignedPair) -> ShownPair:
    return ShownPair(
        ours=bridge.ours.shown_place,
        theirs=bridge.theirs.shown_place,
        when=format_relative(bridge.since),
        iso=bridge.since.date().isoformat(),
    )


def _counts() -> list[ShownCount]:
    found = counts()
    labels = {
        "verified": ngettext("verified institution", "verified institutions", found["verified"]),
        "countries": ngettext("country on one platform", "countries on one platform", found["countries"]),
        "twinned": ngettext("twinned pair", "twinned pairs", found["twinned"]),
        "wishes": ngettext("open wish for a partner", "open wishes for a partner", found["wishes"]),
    }
    return [ShownCount(format_number(found[key]), label) for key, label in labels.items()]
