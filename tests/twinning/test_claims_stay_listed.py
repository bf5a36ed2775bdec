"""The migration that brings claimed entries of registers back to the list."""

from collections.abc import Callable
from importlib import import_module

from django.apps import apps

from accounts.models import User
from core.audit import record
from core.models import FindableChange
from twinning.models import Institution, RegisterIdentifier, SchoolClass

forwards = import_module("twinning.migrations.0009_claims_stay_listed").forwards


def test_what_nobody_wrote_over_goes_back_to_the_list(
    make_user: Callable[..., User], make_institution: Callable[..., Institution]
) -> None:
    claimed, written, added = (make_institution(name, state="claimed") for name in ("Claimed", "Written", "Added"))
    for school in (claimed, written):
        RegisterIdentifier.objects.create(institution=school, source="giga", value=school.latin_name)
    writer = make_user()
    record("twinning.edit_institution", written, by=writer)
    group = SchoolClass.objects.create(institution=added, name="7 B", age_from=12, age_to=13, size=20)
    record("twinning.add_class", group, by=writer)
    FindableChange.objects.all().delete()
    forwards(apps, None)
    states = [Institution.objects.get(pk=school.pk).state for school in (claimed, written, added)]
    assert states == ["listed", "claimed", "claimed"]
    assert [change.code for change in FindableChange.objects.all()] == [claimed.code]
    group.refresh_from_db()
    assert group.by == writer
