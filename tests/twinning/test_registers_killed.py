"""A worker that is killed in the middle of a register: whoever goes on counts what is there, and doubles nothing."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction

from accounts.models import OfficeKind, User
from core.models import Deed
from twinning.actions.duties import importing_registers
from twinning.actions.duties.importing_registers import work_through
from twinning.actions.duties.reading_registers import read_register
from twinning.actions.registers import check_register, run_import, upload_register
from twinning.models import Institution, InstitutionName, RegisterImport, RegisterOutcome, RegisterRow, State

pytestmark = pytest.mark.django_db
HEADER = "school_name,longitude,latitude,education_level,country_iso3_code,id\n"
BEFORE = HEADER + "Alfa,18.1,44.1,,BIH,1\nBeta,18.2,44.2,,BIH,2\nGama,18.3,44.3,,BIH,3\n"
# Each outcome at least once, with what belongs together in different chunks.
ROWS = (
    "Alfa,18.1,44.1,,BIH,1\nBetta,18.2,44.2,,BIH,2\nGamma,18.3,44.3,,BIH,3\nDelta,18.4,44.4,,BIH,4\n,18,44,,BIH,5\n"
    "Delta,18.4,44.4,,BIH,4\nDELTA.,18.4001,44.4001,,BIH,6\nEta,18.5,44.5,,BIH,7\nZeta,19.5,99.5,,BIH,8\n"
    "ALFA.,18.1001,44.1001,,BIH,9\nETA,18.5001,44.5001,,BIH,10\nEta,18.5,44.5,,BIH,7\nTheta,18.9,44.9,,BIH,11\n"
)
TRUTH = {"same": 1, "changed": 1, "kept": 1, "new": 3, "faulty": 2, "duplicate": 2, "suspect": 3}


class Killed(BaseException):
    """Stands for SIGKILL: derived from BaseException, so that no handler catches it."""


class Death:
    """Comes before the statement of this number."""

    def __init__(self, at: int) -> None:
        self.left = at

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not sql.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):  # before or after one is before the next
            self.left -= 1
            if self.left == 0:
                raise Killed
        return execute(sql, params, many, context)


@pytest.fixture
def coordinator(make_officer: Callable[..., User]) -> User:
    return make_officer(OfficeKind.COORDINATOR, "BA")


def uploaded(by: User, text: str) -> RegisterImport:
    file = SimpleUploadedFile("schools.csv", text.encode())
    register = upload_register(by=by, country="BA", source="giga", credit="", file=file)
    read_register(register=register)
    check_register(register=register, by=by)
    return register


@pytest.fixture
def register(coordinator: User, monkeypatch: pytest.MonkeyPatch) -> RegisterImport:
    """Checked, and not yet imported, over three schools that are there."""
    monkeypatch.setattr(importing_registers, "CHUNK", 2)
    first = uploaded(coordinator, BEFORE)
    work_through(register=first)
    run_import(register=first, by=coordinator)
    work_through(register=first)
    Institution.objects.filter(identifiers__value="3").update(state=State.VERIFIED)
    return uploaded(coordinator, HEADER + ROWS)


def again(register: RegisterImport) -> RegisterImport:
    """As the next worker finds it."""
    return RegisterImport.objects.select_related("by").get(pk=register.pk)


def world(register: RegisterImport) -> tuple[Any, ...]:
    found = again(register)
    return (
        (found.state, found.counts, found.done, found.total),
        sorted(found.rows.values_list("number", "verdict", "problem")),
        sorted(InstitutionName.objects.values_list("text", "institution__identifiers__value", "institution__hidden")),
        Deed.objects.filter(deed="twinning.imported_register").count(),
    )


def rolled_back(do: Callable[[], Any]) -> Any:
    with transaction.atomic():
        done = do()
        transaction.set_rollback(True)
    return done


def killed(register: RegisterImport, at: int) -> bool:
    """True where the worker was killed, False where it ran to its end."""
    try:
        with connection.execute_wrapper(Death(at)):
            work_through(register=again(register))
    except Killed:
        # The statement never came; the transaction around the test goes on.
        transaction.set_rollback(False)
        return True
    return False


@pytest.mark.parametrize("write", [False, True])
def test_killed_before_any_statement_it_goes_on_and_counts_the_truth(
    register: RegisterImport, coordinator: User, write: bool
) -> None:
    def ready() -> None:
        if write:
            work_through(register=again(register))
            run_import(register=again(register), by=coordinator)

    def whole() -> tuple[Any, ...]:
        ready()
        work_through(register=again(register))
        return world(register)

    truth = rolled_back(whole)
    assert truth[0] == ("done" if write else "checked", TRUTH, 13, 13)

    def broken(at: int) -> tuple[bool, tuple[Any, ...]]:
        ready()
        died = killed(register, at) and (killed(register, max(1, at // 2)) or True)
        work_through(register=again(register))
        return died, world(register)

    at, died = 0, True
    while died:
        at += 2 if write else 1
        died, found = rolled_back(lambda at=at: broken(at))
        assert found == truth, at
    assert at > 30


def test_the_place_in_the_file_never_passes_its_end(register: RegisterImport) -> None:
    places = []

    def look(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        answer = execute(sql, params, many, context)
        if sql.startswith("UPDATE") and "twinning_registerimport" in sql:
            places.append(RegisterImport.objects.values_list("done", "total").get(pk=register.pk))
        return answer

    killed(register, 30)
    with connection.execute_wrapper(look):
        work_through(register=again(register))
    assert places[-1] == (13, 13)
    assert all(done <= total == 13 for done, total in places)


def test_a_run_that_stopped_says_what_it_had_done(register: RegisterImport, monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken(Exception):
        pass

    def stop(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if (
            "INSERT INTO" in sql
            and "registeroutcome" in sql
            and RegisterOutcome.objects.filter(register=register).count() >= 4
        ):
            raise Broken
        return execute(sql, params, many, context)

    with pytest.raises(Broken), connection.execute_wrapper(stop):
        work_through(register=again(register))
    found = again(register)
    assert (found.state, found.counts) == ("failed", {"same": 1, "changed": 1, "kept": 1, "new": 1})
    assert RegisterRow.objects.filter(register=found).count() == 0
