"""The rules of safe work, signed once for an institution before it writes to others."""

from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from core.audit import record
from core.errors import Invalid
from core.language.name_refusals import check_name
from core.language.text_lengths import check_length
from core.permissions import require
from twinning.actions.steps.today_marks import leaders_changed
from twinning.models import Institution, RulesConsent
from twinning.policy import SIGNATURE_CHARACTERS

RULES_VERSION: Final = "2026-1"


def sign_rules(*, institution: Institution, by: Any, name: str, version: str = RULES_VERSION) -> RulesConsent:
    """Idempotent: an institution signs each version once, whoever of it does; the first signature is returned."""
    require(by, "twinning.sign_rules", institution)
    if version != RULES_VERSION:
        raise Invalid(_("These rules have a newer version. Read and sign that one."), field="agreed")
    signed = check_name(name, person=True)
    if not signed:
        raise Invalid(_("Write your name as you sign."), field="name")
    check_length(signed, most=SIGNATURE_CHARACTERS, field="name")
    with transaction.atomic():
        Institution.objects.select_for_update().get(pk=institution.pk)
        consent, new = RulesConsent.objects.get_or_create(
            institution=institution, version=version, defaults={"by": by, "name": signed}
        )
        if new:
            record("twinning.sign_rules", institution, by=by, data={"version": version, "name": signed})
            leaders_changed(institution)
    return consent
