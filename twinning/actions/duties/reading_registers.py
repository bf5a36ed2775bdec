"""Reading an uploaded register, in the worker: a child process with limits parses its format once, into lines."""

import tempfile
from pathlib import Path
from typing import Final

from django.utils.translation import gettext_lazy as _

from core.errors import Conflict, KoepueroeError
from core.files import private_storage
from core.files.isolation import path_of, run_isolated, said_by
from core.files.table_lines import StoredTable, lay_out
from twinning.judging.register_columns import guess_columns
from twinning.models import RegisterImport
from twinning.rules.register_files import KIND

# A million rows of a spreadsheet take some minutes; nobody waits for them before a page.
MEMORY_MB: Final = 768
SECONDS: Final = 300

State = RegisterImport.State


def read_register(*, register: RegisterImport) -> None:
    """Store its lines and guess its columns, or store what is wrong with it. May be called again after a crash."""
    if register.state != State.READING:
        return
    upload = register.file
    try:
        _read(register)
    except KoepueroeError as fault:
        register.state, register.error, register.file = State.FAILED, {"said": said_by(fault)}, ""
    except Exception:
        register.state, register.error = State.FAILED, {}
        register.save(update_fields=["state", "error"])
        raise
    register.save(update_fields=["state", "error", "file", "encoding", "mapping"])
    private_storage.throw_away(upload)


def _read(register: RegisterImport) -> None:
    with tempfile.NamedTemporaryFile(prefix="koepueroe-") as lines:
        laid = _laid_out(register.file, Path(lines.name))
        register.file = private_storage.keep(KIND, f"{register.code}.lines", lines)
    register.encoding, register.state = laid.encoding, State.UPLOADED
    register.mapping = {
        "header": laid.header,
        "columns": guess_columns(laid.header),
        "guessed": laid.guessed,
        "preview": laid.preview,
    }


def _laid_out(name: str, into: Path) -> StoredTable:
    if not private_storage.there(name):
        raise Conflict(_("The file is no longer kept. Upload it again."))
    with private_storage.opened(name) as file, path_of(file) as path:
        return run_isolated(lay_out, path, into, memory_mb=MEMORY_MB, seconds=SECONDS)
