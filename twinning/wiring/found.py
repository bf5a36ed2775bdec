"""The shelf of institutions in the search."""

from collections.abc import Collection, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from core.findable import Facet, Hit, Shelf, Tag, add_shelf
from core.language.formats import country_name, format_list
from core.terms import label
from twinning.models import Institution
from twinning.policy import SHELF
from twinning.queries.findable import institution_documents, institutions_by_code
from twinning.queries.names import shown_name
from twinning.queries.visible import institutions_visible_to
from twinning.views.rows import state_tag


def offer() -> None:
    add_shelf(
        Shelf(
            name=SHELF,
            label=_("Institutions"),
            order=20,
            documents=institution_documents,
            visible_to=institutions_visible_to,
            hits=_hits,
            facets=(
                Facet(name="country", label=_("Country"), labels=_countries, order=20),
                Facet(name="institution", label=_("Kind of institution"), labels=_kinds, order=30),
                Facet(name="level", label=_("Level"), labels=_levels, order=40),
            ),
        )
    )


def _hits(codes: Collection[str], _user: Any) -> dict[str, Hit]:
    hits = {}
    for code, institution in institutions_by_code(codes).items():
        name = shown_name(institution)
        place = ", ".join(filter(None, [institution.shown_place, country_name(institution.country)]))
        hits[code] = Hit(
            title=name.text,
            lang=name.lang,
            url=reverse("twinning:institution", args=[code]),
            meta=f"{institution.kind.label}, {place}.",
            tags=(Tag(**state_tag(institution)),),
            facts=_facts(institution),
        )
    return hits


def _facts(institution: Institution) -> str:
    """In the reader's language: the indexed body is words to find it by, in up to three."""
    told = (
        (gettext("Levels of education"), institution.levels.all()),
        (gettext("Themes"), institution.themes.all()),
    )
    return " ".join(f"{name}: {format_list(term.label for term in terms)}." for name, terms in told if terms)


def _countries(values: Collection[str]) -> Mapping[str, str]:
    return {value: country_name(value) for value in values}


def _kinds(values: Collection[str]) -> Mapping[str, str]:
    return {value: label("kind", value) for value in values}


def _levels(values: Collection[str]) -> Mapping[str, str]:
    return {value: label("level", value) for value in values}
