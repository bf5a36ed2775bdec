"""The computed parts of the library's first page: its line of facts, the featured collection, schools like yours."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.language.formats import format_number
from core.locales import language_of
from library.judging.school_likeness import SchoolKind
from library.policy import CARDS_SHOWN, COLLECTION_PICTURES, LARGE_CLASS, NEW_WITHIN, SMALL_CLASS
from library.queries.catalogue import Catalogue
from library.queries.landing_page import Collection as Chosen
from library.queries.schools_alike import WorkedAlike
from library.showing.practice_rows import Row

Rows = Mapping[UUID, Row]


def facts_line(whole: Catalogue) -> str:
    """ "1,248 practices, 6 came this week" """
    total, new = len(whole.keys), whole.born_since(timezone.now() - NEW_WITHIN)
    said = ngettext("%(n)s practice", "%(n)s practices", total) % {"n": format_number(total)}
    if not new:
        return said
    came = ngettext("%(n)s came this week", "%(n)s came this week", new) % {"n": format_number(new)}
    return _("%(practices)s, %(new)s") % {"practices": said, "new": came}


def featured(chosen: Chosen | None, rows: Rows) -> dict[str, Any] | None:
    """For library/featured.html. None where nothing of it can be read now."""
    found = [rows[key] for key in chosen.keys if key in rows] if chosen else []
    if chosen is None or not found:
        return None
    return {
        "title": chosen.title,
        "lead": chosen.lead,
        "lang": chosen.language if chosen.language != language_of() else "",
        "url": reverse("library:collection", args=[chosen.code]),
        "count": len(found),
        "pictures": [row for row in found if row["picture"]][:COLLECTION_PICTURES],
    }


def first_of(worked: WorkedAlike | None) -> list[UUID]:
    return list(worked.schools)[:CARDS_SHOWN] if worked else []


def like_yours(worked: WorkedAlike | None, rows: Rows) -> dict[str, Any] | None:
    """For library/like_yours.html."""
    if worked is None:
        return None
    cards = [{**rows[key], "worked": _worked(worked.schools[key])} for key in first_of(worked) if key in rows]
    return {
        "cards": cards,
        "means": means(worked.kind),
        "all": format_number(len(worked.schools)) if len(worked.schools) > len(cards) else "",
        "url": f"{reverse('library:library')}?like=yes",
    }


def _worked(schools: int) -> str:
    said = ngettext("worked in %(n)s school like yours", "worked in %(n)s schools like yours", schools)
    return said % {"n": format_number(schools)}


def means(kind: SchoolKind) -> str:
    """What "like yours" means, with the facts that are known."""
    facts = list(_facts(kind))
    if len(facts) == 2:  # noqa: PLR2004 - as many as must agree
        return _("like yours in both: %(facts)s") % {"facts": ", ".join(facts)}
    return _("like yours in two of three at least: %(facts)s") % {"facts": ", ".join(facts)}


def _facts(kind: SchoolKind) -> Iterable[str]:
    if kind.town is not None:
        yield _("in a town") if kind.town else _("in a village")
    if kind.shifts is not None:
        yield _("two shifts") if kind.shifts else _("one shift")
    if kind.size is not None:
        few, many = {"n": SMALL_CLASS}, {"n": LARGE_CLASS}
        yield (
            _("up to %(n)s pupils in a class") % few,
            _("%(few)s to %(many)s pupils in a class") % {"few": SMALL_CLASS + 1, "many": LARGE_CLASS},
            _("more than %(n)s pupils in a class") % many,
        )[kind.size]


def by_key(rows: Collection[Row]) -> dict[UUID, Row]:
    return {row["key"]: row for row in rows}
