"""Reading the audit log: the entries of a thing or a person, and the sentences in which a reader meets them.

Rooms register the sentences of their deeds with `add_deeds`; core.audit writes the entries.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from core.audit import object_key
from core.errors import Text
from core.models import Deed
from core.people import is_signed_in


@dataclass(frozen=True, slots=True)
class DeedKind:
    """`text`: what was done, impersonal. `office` stands in for the name of who did it; `ground` turns what is stored
    as the ground (often the code of a term) into words of the reader; `by_site`: no person does it. `public`: what
    everybody may know of how it came to that, such as the kind of check; never the ground itself.
    """

    text: Text
    office: Text = ""
    ground: Callable[[Deed], Text] | None = None
    by_site: bool = False
    public: Callable[[Deed], Text] | None = None


Namer = Callable[[Sequence[str]], Mapping[str, Text]]
_kinds: dict[str, DeedKind] = {}
_namers: dict[str, Namer] = {}


def add_deeds(
    texts: Mapping[str, Text],
    *,
    office: Text = "",
    ground: Callable[[Deed], Text] | None = None,
    by_site: bool = False,
    public: Callable[[Deed], Text] | None = None,
) -> None:
    """In `apps.ready()`: the sentence for each deed that this room's verbs record. A test asks for every one."""
    _kinds.update({deed: DeedKind(text, office, ground, by_site, public) for deed, text in texts.items()})


def add_things(object_type: str, names: Namer) -> None:
    """How things are called in the log: from their ids in it, all at once, to names."""
    _namers[object_type] = names


def deed_kinds() -> Mapping[str, DeedKind]:
    return _kinds


def deeds_of(thing: models.Model) -> models.QuerySet[Deed]:
    return Deed.objects.filter(**object_key(thing))


def deeds_about(person: Any) -> models.QuerySet[Deed]:
    """What concerns a person, the newest first: they may read all of it."""
    return Deed.objects.filter(concerns=person).select_related("by").prefetch_related("concerns")


def sentence_of(deed: Deed) -> str:
    kind = _kinds.get(deed.deed)
    return str(kind.text) if kind else _("Something that concerns you was done.")


def done_by(deed: Deed, *, reader: Any) -> str:
    """A name where colleagues and coordinators act, the office alone where naming would put a person under pressure."""
    kind = _kinds.get(deed.deed)
    if deed.by is None:
        return _("the site itself") if kind and kind.by_site else _("somebody whose account is deleted")
    if deed.by_id == reader.pk:
        return _("you")
    return str(kind.office) if kind and kind.office else str(deed.by)


def ground_for(deed: Deed, reader: Any, *, judges: bool = False) -> str:
    """The one way in which a page comes to a ground. It is internal: for the people whom the deed concerns, for who did
    it, and for those who decide about the thing (`judges`: the page has asked). To everybody else it is empty.

    A list loads `concerns` with its deeds, so that this asks nothing.
    """
    return ground_of(deed) if judges or _is_concerned(reader, deed) else ""


def public_of(deed: Deed) -> str:
    """What everybody may know: the kind of check, not what was found out."""
    kind = _kinds.get(deed.deed)
    return str(kind.public(deed)) if kind and kind.public else ""


def _is_concerned(reader: Any, deed: Deed) -> bool:
    if not is_signed_in(reader):
        return False
    return deed.by_id == reader.pk or any(person.pk == reader.pk for person in deed.concerns.all())


def ground_of(deed: Deed) -> str:
    """In the reader's words, whoever reads: pages take ground_for."""
    kind = _kinds.get(deed.deed)
    return str(kind.ground(deed)) if kind and kind.ground else deed.ground


def names_of(deeds: Iterable[Deed]) -> dict[tuple[str, str], str]:
    """What each deed was done to, where it has a name: by type and id. A query or two for each type."""
    by_type: dict[str, list[str]] = {}
    for deed in deeds:
        by_type.setdefault(deed.object_type, []).append(deed.object_id)
    return {
        (kind, one): str(name)
        for kind, ids in by_type.items()
        if kind in _namers
        for one, name in _namers[kind](ids).items()
    }
