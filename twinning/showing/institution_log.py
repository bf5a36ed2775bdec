"""The log of an institution as sentences: what was done, by whom as far as the reader may know, when and why."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from core.audit_reading import ground_for, public_of
from core.errors import Text
from core.models import Deed

COORDINATOR: Final = _("coordinator")
STAFF: Final = _("staff of the institution")
PERSON: Final = _("the person")

# deed: (sentence, whom strangers read in place of a name)
SAID: Final[dict[str, tuple[Text, Text]]] = {
    "twinning.add_institution": (_("The institution was added"), PERSON),
    "twinning.ask_to_join": (_("Somebody asked to join"), PERSON),
    "twinning.verify_institution": (_("The institution was verified"), COORDINATOR),
    "twinning.refuse_institution": (_("The institution was refused"), COORDINATOR),
    "twinning.suspend_institution": (_("The institution was suspended"), COORDINATOR),
    "twinning.merge_institutions": (_("Two entries of this institution were joined"), COORDINATOR),
    "twinning.verify_person": (_("A person was verified"), _("leader or coordinator")),
    "twinning.refuse_person": (_("A person was refused"), _("leader or coordinator")),
    "twinning.sign_rules": (_("The rules of safe work were signed"), STAFF),
    "twinning.hand_over": (_("The leader handed over"), STAFF),
}


def trail_lines(deeds: Iterable[Deed], *, reader: Any, inside: bool, judges: bool) -> list[dict[str, Any]]:
    """`inside`: the reader works there, and reads names; to strangers an office is enough. `judges`: they decide about
    the institution, and read names and grounds. Others read the ground of what concerns them, strangers none.
    """
    lines = []
    for deed in deeds:
        sentence, office = SAID[deed.deed]
        who = str(deed.by) if (inside or judges) and deed.by is not None else office
        line = {"said": sentence, "who": who, "at": _at(deed), "check": public_of(deed)}
        lines.append({**line, "ground": ground_for(deed, reader, judges=judges)})
    return lines


def _at(deed: Deed) -> datetime:
    return deed.at
