"""Registers: upload, map, check, import. Uploaded files are kept in the storage that all processes share."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.audit import record
from core.errors import Conflict, Invalid
from core.files import private_storage
from core.files.tables import DELIMITERS, HEAD, LOOKED_AT, refuse_at_sight
from core.limits import spend
from core.permissions import require
from core.text import fold
from twinning.judging.register_columns import FIELDS, REQUIRED
from twinning.judging.register_levels import LEVELS
from twinning.judging.register_marks import NO_SCHOOLS
from twinning.models import RegisterImport, RegisterOutcome
from twinning.rules.limits import REGISTER
from twinning.rules.register_files import KIND, file_gone, header_of

State = RegisterImport.State
WAITING = (State.UPLOADED, State.CHECKED, State.DONE, State.FAILED)


def upload_register(*, by: Any, country: str, source: str, credit: str, file: UploadedFile[bytes]) -> RegisterImport:
    """Store the file. The caller enqueues the task that reads it (twinning.tasks.read_uploaded_register).

    Raise TableFault, and keep nothing, where its first bytes are those of no table.
    """
    require(by, "twinning.import_register", country)
    spend(REGISTER, by.pk)
    file.seek(0)
    refuse_at_sight(file.read(HEAD))
    file.seek(0)
    register = RegisterImport(country=country, source=source, credit=credit, file_name=(file.name or "")[-200:], by=by)
    register.state = State.READING
    register.file = private_storage.keep(KIND, register.code, file)
    try:
        with transaction.atomic():
            register.save()
            record("twinning.upload_register", register, by=by, data={"country": country, "source": source})
    except BaseException:
        private_storage.throw_away(register.file)  # no row refers to the file
        raise
    return register


def map_columns(*, register: RegisterImport, by: Any, columns: dict[str, int]) -> None:
    """Say which column is what: field to index of the column."""
    require(by, "twinning.decide_register", register)
    wide = len(register.mapping.get("header", []))
    if not wide:
        raise file_gone()
    kept = {field: index for field, index in columns.items() if field in FIELDS and 0 <= index < wide}
    for field in REQUIRED:
        if field not in kept:
            raise Invalid(_("Choose the column that holds the name."), field=field)
    if "point" in kept and "latitude" in kept:
        raise Invalid(_("Choose one column with both degrees, or two columns: not all three."), field="point")
    if ("latitude" in kept) != ("longitude" in kept):
        raise Invalid(_("Latitude and longitude belong together: choose both columns or none."), field="longitude")
    if len(set(kept.values())) < len(kept):
        raise Invalid(_("One column was chosen twice. Choose another one."), field="name")
    with transaction.atomic():
        locked = _waiting(register)
        locked.mapping = {**locked.mapping, "columns": kept}
        locked.save(update_fields=["mapping"])
    register.mapping = locked.mapping


def reshape_register(*, register: RegisterImport, by: Any, sheet: str, header_row: int, delimiter: str) -> None:
    """Say where in the file the table is. The caller enqueues the task that reads it anew."""
    require(by, "twinning.decide_register", register)
    if header_row < 0 or header_row > LOOKED_AT:
        raise Invalid(_("The names of the columns must stand in one of the first forty rows."), field="header_row")
    if delimiter and delimiter not in DELIMITERS:
        raise Invalid(_("Choose one of the separators."), field="delimiter")
    sheets = register.mapping.get("sheets", [])
    if sheet and sheets and sheet not in sheets:
        raise Invalid(_("Choose one of the sheets of this file."), field="sheet")
    if not private_storage.there(register.upload):
        raise file_gone()
    with transaction.atomic():
        locked = _waiting(register)
        chosen = {"sheet": sheet, "header_row": header_row, "delimiter": delimiter}
        locked.mapping = {**locked.mapping, "chosen": chosen}
        locked.state, locked.error, locked.counts, locked.total, locked.done = State.READING, {}, {}, 0, 0
        locked.started_at = timezone.now()
        locked.save(update_fields=["mapping", "state", "error", "counts", "total", "done", "started_at"])
        locked.rows.filter(decision="", institution=None).delete()
        record("twinning.reshape_register", locked, by=by)
    register.refresh_from_db()


def choose_reading(*, register: RegisterImport, by: Any, levels: dict[str, str], taken: list[int], swap: bool) -> None:
    """Say what unknown levels mean, which marked rows are schools after all, and whether degrees are swapped."""
    require(by, "twinning.decide_register", register)
    if any(code and code not in LEVELS for code in levels.values()):
        raise Invalid(_("Choose one of the levels."), field="level")
    known = set(register.rows.filter(verdict="faulty", problem__in=NO_SCHOOLS).values_list("number", flat=True))
    with transaction.atomic():
        locked = _waiting(register)
        said = {fold(word): code for word, code in levels.items() if fold(word)}
        locked.mapping = {
            **locked.mapping,
            "levels": {**locked.mapping.get("levels", {}), **said},
            "taken": sorted({*locked.mapping.get("taken", []), *(known & set(taken))}),
            "swap": swap or locked.mapping.get("swap", False),
        }
        locked.save(update_fields=["mapping"])
    register.mapping = locked.mapping


def check_register(*, register: RegisterImport, by: Any) -> None:
    """Set the state for a dry run; the caller enqueues the task. It counts what would be new, changed or faulty."""
    require(by, "twinning.decide_register", register)
    _start(register, State.CHECKING, by=by)


def run_import(*, register: RegisterImport, by: Any) -> None:
    """Set the state for the import; the caller enqueues the task. Importing twice changes nothing more."""
    require(by, "twinning.decide_register", register)
    if register.state == State.UPLOADED:
        raise Conflict(_("Check the register before you import it."))
    _start(register, State.RUNNING, by=by)


def _start(register: RegisterImport, state: str, *, by: Any) -> None:
    header_of(register)
    with transaction.atomic():
        locked = _waiting(register)
        locked.state, locked.done, locked.error, locked.started_at = state, 0, {}, timezone.now()
        locked.save(update_fields=["state", "done", "error", "started_at"])
        # No outcomes mean that a run begins. Outcomes that are found are of this run, whose worker was killed.
        RegisterOutcome.objects.filter(register=locked).delete()
        record(f"twinning.{state}_register", locked, by=by)
    register.refresh_from_db()


def _waiting(register: RegisterImport) -> RegisterImport:
    locked = RegisterImport.objects.select_for_update().get(pk=register.pk)
    if locked.state not in WAITING:
        raise Conflict(_("This register is being worked on. Wait until it is done."))
    return locked
