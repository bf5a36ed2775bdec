"""The uploaded file of a register: where it is stored, and its header as long as it is."""

from django.utils.translation import gettext_lazy as _

from core.errors import Conflict
from core.files import private_storage
from twinning.models import RegisterImport

KIND = "registers"


def header_of(register: RegisterImport) -> list[str]:
    """Raise Conflict where the file could not be read, or is no longer kept."""
    header: list[str] = register.mapping.get("header", [])
    if not header or not private_storage.there(register.file):
        raise file_gone()
    return header


def file_gone() -> Conflict:
    return Conflict(_("The file is no longer kept. Upload it again."))
