"""Facts that are shown to whoever decides about an institution, stated or not: where it lies, and its site."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from core.errors import Text
from core.language.kyrgyz_places import place_name, region_name
from twinning.models import Institution, WaitingFacts
from twinning.queries.institution_facts import wanted_of
from twinning.showing.institution_facts import LABELS

SHOWN: Final = ("latin_name", "region", "place", "website")
READ_BY: Final = {"region": region_name, "place": place_name}  # in the language and letters of the reader


@dataclass(frozen=True, slots=True)
class KnownFact:
    """A fact of the page; `waits`: somebody says it, and the page does not yet."""

    label: Text
    text: str
    url: str
    waits: bool


def known_of(institution: Institution, waiting: Iterable[WaitingFacts]) -> list[KnownFact]:
    """Each of SHOWN, said or not: that there is no website is worth knowing as well."""
    wanted = [wanted_of(one) for one in waiting]
    rows = []
    for name in SHOWN:
        now: str = getattr(institution, name)
        said = dict.fromkeys(str(one[name]) for one in wanted if one.get(name) and one[name] != now)
        texts = [(text, True) for text in said] or ([] if now else [("", False)])
        rows += [
            _known(name, text, institution.country, waits=waits)
            for text, waits in ([(now, False)] if now else []) + texts
        ]
    return rows


def _known(name: str, text: str, country: str, *, waits: bool) -> KnownFact:
    link = name == "website" and text.startswith(("http://", "https://"))
    shown = READ_BY[name](text, country) if name in READ_BY else text
    return KnownFact(LABELS[name], shown, text if link else "", waits)
