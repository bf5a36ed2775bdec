"""Fixtures that every folder of tests may use."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import translation
from hypothesis import HealthCheck, settings

from accounts.models import Office, OfficeKind, Standing, User
from accounts.policy import RULES_VERSION
from core.models import Term
from core.terms import forget_terms
from core.text import fold
from library.queries.catalogue import forget_catalogue
from library.queries.footer import KEY as FOOTER
from twinning.models import Institution, InstitutionName, Role, RulesConsent, Staff, State

# Time on a busy machine says nothing of a property.
settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")

pytest_plugins = [
    "tests.pytest_alone",
    "tests.table_emptying",
    "tests.redis_isolation",
    "tests.left_out",
    "tests.migrated_database",
    "tests.live_site",
]
PASSWORD = "koepueroe-demo"


@pytest.fixture(autouse=True)
def _clean_cache(request: pytest.FixtureRequest) -> None:
    """Terms and limits are cached; one test must not read another's."""
    if request.node.get_closest_marker("django_db") or "db" in request.fixturenames:
        cache.clear()
        forget_catalogue()
        forget_terms()
        # A running site has the links of the foot in its cache; pages are counted as there.
        cache.set(FOOTER, {})


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Sentences and addresses in English, whatever a page of the test before has switched to."""
    with translation.override("en"):
        yield


@pytest.fixture
def make_user(db: None) -> Callable[..., User]:
    """A person with a confirmed address; may_write gives the standing that twinning's verbs would give."""
    made: list[User] = []

    def make(name: str = "", *, may_write: bool = False, language: str = "en", **more: Any) -> User:
        number = len(made) + 1
        email = more.pop("email", f"person{number}@example.org")
        more.setdefault("rules_version", RULES_VERSION)
        user = User.objects.create_user(email, PASSWORD, name=name or f"Person {number}", language=language, **more)
        user.emailaddress_set.create(email=email, verified=True, primary=True)
        if may_write:
            Standing.objects.create(user=user, may_write=True, why="test")
        made.append(user)
        return user

    return make


@pytest.fixture
def make_institution(db: None) -> Callable[..., Institution]:
    """A school with one official name."""

    def make(name: str = "School", *, state: str = State.VERIFIED, country: str = "KG", **more: Any) -> Institution:
        more.setdefault("time_zone", {"KG": "Asia/Bishkek", "EE": "Europe/Tallinn"}.get(country, "UTC"))
        kind = Term.objects.get(scheme="kind", code=more.pop("kind", "school"))
        rules = more.pop("rules", True)
        school = Institution.objects.create(kind=kind, country=country, state=state, latin_name=name, **more)
        InstitutionName.objects.create(
            institution=school, language=more.get("language", "und"), text=name, folded=fold(name), official=True
        )
        if rules:
            RulesConsent.objects.create(institution=school, version="2026-1", name="Leader")
        return school

    return make


@pytest.fixture
def make_staff(db: None) -> Callable[..., Staff]:
    """A verified place of a person at an institution, with the standing that goes with it."""

    def make(user: User, institution: Institution, role: str = Role.LEADER, state: str = Staff.State.VERIFIED) -> Staff:
        place = Staff.objects.create(user=user, institution=institution, role=role, state=state)
        if state == Staff.State.VERIFIED and institution.state == State.VERIFIED:
            Standing.objects.update_or_create(user=user, defaults={"may_write": True, "why": "staff"})
        user.__dict__.pop("_places", None)
        return place

    return make


@pytest.fixture
def make_officer(make_user: Callable[..., User]) -> Callable[..., User]:
    """A person with an office: moderator, coordinator (of a country) or administrator."""

    def make(office: OfficeKind, country: str = "", **more: Any) -> User:
        user = make_user(str(office.label), **more)
        Office.objects.create(user=user, office=office, country=country)
        return user

    return make


@pytest.fixture
def signed_in() -> Callable[[User], Client]:
    """A client in which this person is signed in."""

    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in
