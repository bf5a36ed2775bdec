"""What came of a register, in words."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.files.isolation import in_our_words
from core.language.formats import format_number
from twinning.models import RegisterImport, RegisterRow

VERDICTS = ("new", "changed", "same", "kept", "duplicate", "suspect", "faulty")


@dataclass(frozen=True, slots=True)
class VerdictCount:
    """How many rows have one verdict, in words."""

    key: str
    number: str
    label: str


def verdicts_of(register: RegisterImport) -> list[VerdictCount]:
    labels: dict[str, Callable[[int], str]] = {
        "new": lambda n: ngettext("new institution", "new institutions", n),
        "changed": lambda _n: _("changed"),
        "same": lambda _n: _("unchanged"),
        "kept": lambda n: ngettext(
            "looked after by its own people, left alone", "looked after by their own people, left alone", n
        ),
        "duplicate": lambda n: ngettext("row that stands twice", "rows that stand twice", n),
        "suspect": lambda _n: _("may be there already"),
        "faulty": lambda n: ngettext("row with a mistake", "rows with a mistake", n),
    }
    found = ((key, register.counts.get(key, 0)) for key in VERDICTS)
    return [VerdictCount(key, format_number(count), labels[key](count)) for key, count in found if count]


def problem_text(row: RegisterRow) -> str:
    """What is wrong with a row, as a sentence in the reader's language."""
    texts = {
        "empty": _("The name is empty."),
        "long": _("The name is longer than %(most)s characters."),
        "letters": _("“%(value)s” holds no letters."),
        "country": _("“%(value)s” is another country than the one you chose."),
        "number": _("“%(value)s” is not a number in degrees, such as 42.87."),
        "range": _("“%(value)s” lies outside the earth: at most %(most)s degrees."),
        "twice": _("The same number stands in row %(row)s already."),
        "near": _("Within 200 metres stands one with nearly the same name."),
    }
    return texts[row.problem] % row.params if row.problem in texts else ""


def problem_of(register: RegisterImport) -> str:
    """Why the work stopped, in the reader's language; empty where nobody knows."""
    return in_our_words(register.error.get("said", register.error.get("text", "")))
