"""What the pages of registers show."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.queries.offices import countries_coordinated_by, is_administrator, is_coordinator
from core.files.isolation import in_our_words
from core.language.formats import country_codes, format_number
from twinning.models import RegisterImport, RegisterOutcome, RegisterRow
from twinning.queries.visible import registers_visible_to

VERDICTS = ("new", "changed", "same", "kept", "duplicate", "suspect", "faulty")


@dataclass(frozen=True, slots=True)
class Verdict:
    """A pile of rows: how many, in words."""

    key: str
    number: str
    label: str


def countries_of(user: Any) -> list[str]:
    """For which countries this person may import."""
    countries = countries_coordinated_by(user)
    if "" in countries or is_administrator(user):
        return list(country_codes())
    return sorted(countries)


def verdicts_of(register: RegisterImport) -> list[Verdict]:
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
    return [Verdict(key, format_number(count), labels[key](count)) for key, count in found if count]


def problem_text(row: RegisterRow) -> str:
    """What is wrong with a row, as a sentence in the reader's language."""
    texts = {
        "empty": _("The name is empty."),
        "long": _("The name is longer than %(most)s letters."),
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


def counts_of(register: RegisterImport) -> dict[str, int]:
    """How many rows came to which outcome in the present run."""
    rows = RegisterOutcome.objects.filter(register=register).order_by().values_list("verdict")
    return dict(rows.annotate(n=Count("pk")))


def open_suspects(user: Any) -> Iterable[RegisterRow]:
    """Rows that wait for a decision, in the registers of this coordinator."""
    return (
        RegisterRow.objects.filter(
            register__in=registers_visible_to(user), verdict="suspect", decision="", institution__isnull=False
        )
        .select_related("register", "institution", "suspect_of")
        .prefetch_related("institution__names", "suspect_of__names", "institution__levels", "suspect_of__levels")
        .order_by("register_id", "number")
    )


def count_suspects(user: Any) -> int:
    return RegisterRow.objects.filter(
        register__in=registers_visible_to(user), verdict="suspect", decision="", institution__isnull=False
    ).count()


def imports_somewhere(user: Any) -> bool:
    """Whether this person may import registers at all."""
    return is_coordinator(user)
