"""Who holds which office now. Other modules ask here; a test forbids them to name a kind of office."""

from typing import Any, Final

from django.contrib.auth.models import Group
from django.db.models import CharField, Q, QuerySet, Value
from django.utils import timezone

from accounts.models import Office, OfficeKind, User
from core.people import has_open_account

_EDITS: Final = "edits"  # no office: whoever is in a group that Wagtail's admin lets in


def offices_of(user: Any) -> dict[str, frozenset[str]]:
    """The countries of each office the person holds; "" stands for all countries. One query, cached on the object."""
    return {office: countries for office, countries in _held(user).items() if office != _EDITS}


def edits_pages(user: Any) -> bool:
    """Whether Wagtail's admin lets the person in. Asked on every page, so it shares the query of the offices."""
    return _EDITS in _held(user) or is_administrator(user)


def _held(user: Any) -> dict[str, frozenset[str]]:
    if not has_open_account(user):
        return {}
    held: dict[str, frozenset[str]] | None = getattr(user, "_offices", None)
    if held is None:
        found: dict[str, set[str]] = {}
        offices = _in_force().filter(user=user).values_list("office", "country")
        for office, country in offices.union(_editing(user), all=True):
            found.setdefault(office, set()).add(country)
        held = {office: frozenset(countries) for office, countries in found.items()}
        user._offices = held  # noqa: SLF001 - kept for this request, on the object that lives as long
    return held


def _editing(user: Any) -> QuerySet[Any, Any]:
    """In the shape of the offices."""
    groups = Group.objects.filter(
        user=user, permissions__content_type__app_label="wagtailadmin", permissions__codename="access_admin"
    )
    return groups.values_list(Value(_EDITS, CharField()), Value("", CharField()))


def holds(user: Any, office: OfficeKind, country: str | None = None) -> bool:
    """Whether the person holds the office; with `country`, for that country."""
    countries = offices_of(user).get(office)
    if countries is None:
        return False
    return country is None or "" in countries or country in countries


def is_administrator(user: Any) -> bool:
    return holds(user, OfficeKind.ADMINISTRATOR) or bool(getattr(user, "is_superuser", False) and user.is_active)


def is_moderator(user: Any) -> bool:
    """A moderator, or an administrator, who has the right of every lower office."""
    return holds(user, OfficeKind.MODERATOR) or is_administrator(user)


def is_coordinator(user: Any, country: str | None = None) -> bool:
    """A coordinator (with `country`: of that country, with "" of all), or an administrator."""
    return holds(user, OfficeKind.COORDINATOR, country) or is_administrator(user)


def coordinates(user: Any, country: str) -> bool:
    """Holds the office of coordinator for this country: an administrator who was not given it does not."""
    return holds(user, OfficeKind.COORDINATOR, country)


def countries_coordinated_by(user: Any) -> frozenset[str]:
    """By the office alone, as `coordinates`; "" among them stands for all countries."""
    return offices_of(user).get(OfficeKind.COORDINATOR, frozenset())


def may_write(user: Any) -> bool:
    """Verified staff of a verified institution, as twinning's verbs left it in Standing."""
    if not has_open_account(user):
        return False
    standing = getattr(user, "standing", None)
    return bool(standing and standing.may_write)


def forget_offices(user: Any) -> None:
    """Drop the cache of `offices_of`, after a verb changed the person's offices within the same request."""
    user.__dict__.pop("_offices", None)


def offices_now() -> QuerySet[Office]:
    """All present offices, for the desk."""
    return _in_force().select_related("user", "granted_by").order_by("office", "country", "user__name", "pk")


def is_officer(user: Any) -> bool:
    """Holds any office: shorter sessions and a second factor."""
    return bool(offices_of(user)) or is_administrator(user)


def is_newcomer(user: Any) -> bool:
    """Neither may write to strangers nor holds an office."""
    return not may_write(user) and not is_officer(user)


def officers_of(office: OfficeKind, country: str) -> QuerySet[User]:
    """Who holds the office for this country now, by name or for all countries."""
    held = offices_now().filter(office=office, country__in=["", country]).values("user_id")
    return User.objects.filter(pk__in=held, is_active=True).order_by("pk")


def coordinators_of(country: str) -> QuerySet[User]:
    return officers_of(OfficeKind.COORDINATOR, country)


def coordinator_offices() -> QuerySet[Office]:
    """All present offices of coordinators whose accounts are open, for conditions within a query."""
    return _in_force().filter(office=OfficeKind.COORDINATOR, user__is_active=True)


def _in_force() -> QuerySet[Office]:
    return Office.objects.filter(Q(until=None) | Q(until__gt=timezone.now()))
