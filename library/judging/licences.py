"""Creative Commons licences: the address of each, and under which an adapted work may stand."""

from typing import Final

from library.models import Licence

# Creative Commons' own table of adapted works: under which licence may stand what is made of this one.
ALLOWS: Final[dict[str, frozenset[str]]] = {
    Licence.CC0: frozenset(Licence.values),
    Licence.BY: frozenset({Licence.BY, Licence.BY_SA, Licence.BY_NC, Licence.BY_NC_SA}),
    Licence.BY_SA: frozenset({Licence.BY_SA}),
    Licence.BY_NC: frozenset({Licence.BY_NC, Licence.BY_NC_SA}),
    Licence.BY_NC_SA: frozenset({Licence.BY_NC_SA}),
}


def licence_url(code: str) -> str:
    """The deed at Creative Commons; empty where there is no licence yet."""
    if code == Licence.CC0:
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    return f"https://creativecommons.org/licenses/{code.removeprefix('cc-')}/4.0/" if code in ALLOWS else ""


def may_be_made_of(*, source: str, result: str) -> bool:
    """Whether a work under `result` may be adapted from one under `source`."""
    return result in ALLOWS.get(source, frozenset())
