"""Registers: upload, map, check, import, decide. The file waits in the data folder until the import is done."""

import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from core.deeds import record
from core.errors import Conflict, Invalid
from core.limits import spend
from core.permissions import require
from core.tables import Table, open_table
from twinning.actions.limits import REGISTER
from twinning.models import RegisterImport
from twinning.queries.columns import FIELDS, REQUIRED, guess_columns

State = RegisterImport.State
WAITING = (State.UPLOADED, State.CHECKED, State.DONE, State.FAILED)


def folder() -> Path:
    return Path(settings.DATA_ROOT) / "registers"


def upload_register(*, by: Any, country: str, source: str, credit: str, file: UploadedFile[bytes]) -> RegisterImport:
    """Keep the file and read its header. Raise TableFault, and keep nothing, where it is no table."""
    require(by, "twinning.import_register", country)
    spend(REGISTER, by.pk)
    register = RegisterImport(country=country, source=source, credit=credit, file_name=(file.name or "")[-200:], by=by)
    register.file = register.code
    path = path_of(register)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as kept:
        shutil.copyfileobj(file, kept, 1 << 20)
    try:
        table = open_table(path)
    except Invalid:
        path.unlink()
        raise
    register.encoding = table.encoding
    register.mapping = {"header": table.header, "columns": guess_columns(table.header), "guessed": table.guessed}
    with transaction.atomic():
        register.save()
        record("twinning.upload_register", register, by=by, data={"country": country, "source": source})
    return register


def path_of(register: RegisterImport) -> Path:
    return folder() / register.file


def table_of(register: RegisterImport) -> Table:
    """Raise Conflict where the file is gone (removed with the import, or not in a backup)."""
    path = path_of(register)
    if not path.exists():
        raise Conflict(_("The file is no longer kept. Upload it again."))
    return open_table(path)


def map_columns(*, register: RegisterImport, by: Any, columns: dict[str, int]) -> None:
    """Say which column is what: field to index of the column."""
    require(by, "twinning.decide_register", register)
    wide = len(register.mapping["header"])
    kept = {field: index for field, index in columns.items() if field in FIELDS and 0 <= index < wide}
    for field in REQUIRED:
        if field not in kept:
            raise Invalid(_("Choose the column that holds the name."), field=field)
    if ("latitude" in kept) != ("longitude" in kept):
        raise Invalid(_("Latitude and longitude belong together: choose both columns or none."), field="longitude")
    if len(set(kept.values())) < len(kept):
        raise Invalid(_("One column was chosen twice."), field="name")
    with transaction.atomic():
        locked = _waiting(register)
        locked.mapping = {**locked.mapping, "columns": kept}
        locked.save(update_fields=["mapping"])
    register.mapping = locked.mapping


def check_register(*, register: RegisterImport, by: Any) -> None:
    """Ready for the dry run, which the caller hands to the worker: what would be new, changed or faulty."""
    require(by, "twinning.decide_register", register)
    _start(register, State.CHECKING, by=by)


def run_import(*, register: RegisterImport, by: Any) -> None:
    """Ready for the import, which the caller hands to the worker. Twice gives the same."""
    require(by, "twinning.decide_register", register)
    if register.state == State.UPLOADED:
        raise Conflict(_("Check the register before you import it."))
    _start(register, State.RUNNING, by=by)


def _start(register: RegisterImport, state: str, *, by: Any) -> None:
    table_of(register)
    with transaction.atomic():
        locked = _waiting(register)
        locked.state, locked.done, locked.error = state, 0, {}
        locked.save(update_fields=["state", "done", "error"])
        record(f"twinning.{state}_register", locked, by=by)
    register.refresh_from_db()


def _waiting(register: RegisterImport) -> RegisterImport:
    locked = RegisterImport.objects.select_for_update().get(pk=register.pk)
    if locked.state not in WAITING:
        raise Conflict(_("This register is being worked on. Wait until it is done."))
    return locked
