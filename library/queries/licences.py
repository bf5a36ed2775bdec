"""Creative Commons licences: where each is read, and what may be made of what."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from library.models import Licence

MEANINGS: Final[dict[str, Promise]] = {
    Licence.BY: _("share it, change it, name the authors"),
    Licence.BY_SA: _("share it, change it, name the authors, pass it on under the same licence"),
    Licence.BY_NC: _("share it, change it, name the authors, do not sell it"),
    Licence.BY_NC_SA: _("share it, change it, name the authors, do not sell it, pass it on under the same licence"),
    Licence.CC0: _("use it as you like, nobody must be named"),
}
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


def licence_name(code: str) -> str:
    return str(Licence(code).label) if code in ALLOWS else ""


def may_be_made_of(*, source: str, result: str) -> bool:
    """Whether a work under `result` may be adapted from one under `source`."""
    return result in ALLOWS.get(source, frozenset())
