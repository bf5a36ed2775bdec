"""The names of an institution in each language."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.audit import record
from core.errors import Invalid
from core.findable import changed
from core.permissions import require
from twinning.actions.steps.institution_names import NameToWrite, checked_name, write_names
from twinning.models import Institution
from twinning.policy import SHELF


def set_name(*, institution: Institution, language: str, text: str, by: Any, official: bool = False) -> None:
    """Set, change or (empty text) take away the name in a language. The official one cannot be taken away."""
    require(by, "twinning.publish_facts", institution)
    text = checked_name(text)
    with transaction.atomic():
        if text:
            write_names([NameToWrite(institution, text, language, official)])
        else:
            _take_away(institution, language)
        record("twinning.set_name", institution, by=by, data={"language": language, "text": text})


def _take_away(institution: Institution, language: str) -> None:
    names = institution.names.filter(language=language)
    if names.filter(official=True).exists():
        raise Invalid(_("The official name cannot be taken away; change it instead."), field="name")
    names.delete()
    changed(SHELF, institution.code)
