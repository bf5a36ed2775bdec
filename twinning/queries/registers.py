"""Which countries a person imports registers for, and which rows wait for them."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count

from accounts.queries.offices import countries_coordinated_by, is_administrator
from core.language.formats import country_codes
from twinning.models import RegisterImport, RegisterOutcome, RegisterRow
from twinning.queries.visibility import registers_visible_to


def countries_of(user: Any) -> list[str]:
    """For which countries this person may import."""
    countries = countries_coordinated_by(user)
    if "" in countries or is_administrator(user):
        return list(country_codes())
    return sorted(countries)


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
