"""Reading an uploaded register, in the worker: a child process with limits parses its format once, into lines."""

import tempfile
from pathlib import Path
from typing import Final

from django.utils.translation import gettext_lazy as _

from core.errors import Conflict, KoepueroeError
from core.files import private_storage
from core.files.isolation import path_of, run_isolated, said_by
from core.files.table_lines import StoredTable, lay_out
from core.files.tables import Shape
from twinning.judging.register_columns import NAMES_OF_COLUMNS, guess_columns
from twinning.models import RegisterImport
from twinning.queries.registers import last_like
from twinning.rules.register_files import KIND

# A million rows of a spreadsheet take some minutes; nobody waits for them before a page.
MEMORY_MB: Final = 768
SECONDS: Final = 300

State = RegisterImport.State


def read_register(*, register: RegisterImport) -> None:
    """Store its lines and guess its columns, or store what is wrong with it. May be called again after a crash."""
    if register.state != State.READING:
        return
    try:
        _read(register)
    except KoepueroeError as fault:
        register.state, register.error = State.FAILED, {"said": said_by(fault)}
    except Exception:
        register.state, register.error = State.FAILED, {}
        register.save(update_fields=["state", "error"])
        raise
    former = RegisterImport.objects.values_list("file", flat=True).get(pk=register.pk)
    register.save(update_fields=["state", "error", "file", "upload", "encoding", "mapping"])
    if former not in (register.file, register.upload):
        private_storage.throw_away(former)


def _read(register: RegisterImport) -> None:
    register.upload = register.upload or register.file
    with tempfile.NamedTemporaryFile(prefix="koepueroe-") as lines:
        laid = _laid_out(register.upload, Path(lines.name), _shape_of(register))
        register.file = private_storage.keep(KIND, f"{register.code}.lines", lines)
    register.encoding, register.state, register.error = laid.encoding, State.UPLOADED, {}
    former = last_like(register, laid.header)
    register.mapping = {
        "header": laid.header,
        "columns": former.mapping["columns"] if former else guess_columns(laid.header),
        "levels": former.mapping.get("levels", {}) if former else {},
        "as_in": former.file_name if former else "",
        "guessed": laid.guessed,
        "preview": laid.preview,
        "shape": {"sheet": laid.sheet, "header_row": laid.header_row, "delimiter": laid.delimiter},
        "sheets": laid.sheets,
        "top": laid.top,
    }


def _shape_of(register: RegisterImport) -> Shape:
    return Shape(**register.mapping.get("chosen", {}))


def _laid_out(name: str, into: Path, shape: Shape) -> StoredTable:
    if not private_storage.there(name):
        raise Conflict(_("The file is no longer kept. Upload it again."))
    with private_storage.opened(name) as file, path_of(file) as path:
        return run_isolated(lay_out, path, into, shape, NAMES_OF_COLUMNS, memory_mb=MEMORY_MB, seconds=SECONDS)
