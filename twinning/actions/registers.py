"""Registers: upload, map, check, import. Uploaded files are kept in the storage that all processes share."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.audit import record
from core.errors import Conflict, Invalid
from core.files import private_storage
from core.files.tables import HEAD, refuse_at_sight
from core.limits import spend
from core.permissions import require
from twinning.judging.register_columns import FIELDS, REQUIRED
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
    if ("latitude" in kept) != ("longitude" in kept):
        raise Invalid(_("Latitude and longitude belong together: choose both columns or none."), field="longitude")
    if len(set(kept.values())) < len(kept):
        raise Invalid(_("One column was chosen twice. Choose another one."), field="name")
    with transaction.atomic():
        locked = _waiting(register)
        locked.mapping = {**locked.mapping, "columns": kept}
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
