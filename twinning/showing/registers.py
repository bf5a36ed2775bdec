"""What came of a register, in words."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.files.isolation import in_our_words
from core.language.formats import format_number
from core.models import Term
from twinning.judging.register_levels import LEVELS
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


def level_choices() -> list[tuple[str, str]]:
    """Code and name of each level that a school can have."""
    return [
        (term.code, str(term)) for term in Term.objects.filter(scheme="level").order_by("pk") if term.code in LEVELS
    ]


def problem_text(row: RegisterRow) -> str:
    """What is wrong with a row, as a sentence in the reader's language."""
    texts = {
        "empty": _("The name is empty."),
        "long": _("The name is longer than %(most)s characters."),
        "letters": _("“%(value)s” holds no letters."),
        "country": _("“%(value)s” is another country than the one you chose."),
        "number": _("“%(value)s” is not a number in degrees, such as 42.87."),
        "both": _("“%(value)s” does not hold latitude and longitude, such as 42.87, 74.59."),
        "swapped": _("“%(value)s” lies outside the country; with latitude and longitude swapped it lies inside."),
        "outside": _("“%(value)s” lies outside the country."),
        "error": _("The cell shows an error of the spreadsheet instead of a value."),
        "formula": _("The formula was never calculated. Open the file in a spreadsheet, save it and upload it again."),
        "day": _("“%(value)s” is a date: the spreadsheet has changed what was typed."),
        "scientific": _(
            "“%(value)s” is a shortened number: digits are lost. Format the column as text and type it anew."
        ),
        "total": _("This looks like a sum, not like a school. It is left out."),
        "signature": _("This looks like a signature, not like a school. It is left out."),
        "alone": _("This row holds a name and nothing else. It is left out."),
        "numbers": _("This row only numbers the columns. It is left out."),
        "broken": _("Letters of the name seem to be broken. Look at it after the import."),
        "range": _("“%(value)s” lies outside the earth: at most %(most)s degrees."),
        "twice": _("The same number stands in row %(row)s already."),
        "near": _("Within 200 metres stands one with nearly the same name."),
    }
    return texts[row.problem] % row.params if row.problem in texts else ""


def problem_of(register: RegisterImport) -> str:
    """Why the work stopped, in the reader's language; empty where nobody knows."""
    return in_our_words(register.error.get("said", register.error.get("text", "")))
