"""Agreements: drawn up as a frozen page, signed once by each party, in force when all have signed."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.audit import record
from core.errors import Conflict, Invalid, Stale
from core.language.name_refusals import check_name
from core.language.text_lengths import check_length
from core.locales import legible
from core.permissions import require
from twinning.actions.steps.proposal_news import has_signed, none_signs, signatures_of, tell_partners, tell_space
from twinning.models import Agreement, Partnership, Party, Signature
from twinning.policy import SIGNATURE_CHARACTERS
from twinning.queries.people import leads, speaks_for
from twinning.texts.agreements import fingerprint, snapshot_of


def draw_up_agreement(*, partnership: Partnership, by: Any, stage: str = Agreement.Stage.TRIAL) -> Agreement:
    """Store a snapshot of the plan as it is now.

    While nobody has signed, a changed plan replaces the snapshot; once somebody has, the signed one is returned.
    """
    require(by, "twinning.sign_agreement", partnership)
    if stage != Agreement.Stage.TRIAL:
        raise Conflict(_("The trial comes first; a memorandum follows when it was evaluated."))
    with transaction.atomic():
        Partnership.objects.select_for_update(no_key=True).get(pk=partnership.pk)
        agreement = Agreement.objects.filter(partnership=partnership, stage=stage).first()
        if agreement is not None and agreement.signatures.exists():
            return agreement
        snapshot = snapshot_of(partnership, stage)
        sha256 = fingerprint(snapshot)
        if agreement is not None and agreement.sha256 == sha256:
            return agreement
        agreement, _made = Agreement.objects.update_or_create(
            partnership=partnership, stage=stage, defaults={"snapshot": snapshot, "sha256": sha256}
        )
        record("twinning.draw_up_agreement", agreement, by=by, data={"sha256": sha256})
        tell_space(partnership, "agreement")
        none_signs(partnership)
        tell_partners(
            partnership, "twinning.agreement_drawn_up", by=by, once=sha256[:16], asks=signatures_of(partnership)
        )
    return agreement


def sign_agreement(
    *, agreement: Agreement, by: Any, name: str, latin_name: str = "", sha256: str = "", party: Party | None = None
) -> Signature:
    """Sign for the party that `by` leads. Signing twice gives the first signature.

    `sha256` is of the page that was read: raise Stale where it was drawn up anew since.
    """
    require(by, "twinning.sign_agreement", agreement.partnership)
    name = _checked_name(name, "name")
    latin_name = check_name(latin_name, person=True, field="latin_name")
    check_length(latin_name, most=SIGNATURE_CHARACTERS, field="latin_name")
    with transaction.atomic():
        Partnership.objects.select_for_update(no_key=True).get(pk=agreement.partnership_id)
        locked = Agreement.objects.select_for_update(no_key=True).get(pk=agreement.pk)
        if sha256 and sha256 != locked.sha256:
            raise Stale(_("The agreement was drawn up anew since you opened it. Read it again and sign then."))
        party = _party_of(locked, by, party)
        signature = locked.signatures.filter(party=party).first()
        if signature is not None and signature.by_id != by.pk:
            shown = legible(signature.name, asked=signature.latin_name)
            raise Conflict(_("%(name)s has signed for your institution already.") % {"name": shown})
        if signature is None and locked.signatures.filter(by=by).exists():
            raise Conflict(_("You have signed for another party: nobody makes an agreement with themselves."))
        if signature is None:
            signature = Signature.objects.create(agreement=locked, party=party, by=by, name=name, latin_name=latin_name)
            record("twinning.sign_agreement", locked, by=by, data={"sha256": locked.sha256})
            has_signed(party)
            _enter_into_force(locked)
            tell_space(locked.partnership, "agreement")
            tell_partners(locked.partnership, "twinning.agreement_signed", by=by, once=f"{locked.code}:{party.pk}")
    agreement.refresh_from_db()
    return signature


def _checked_name(name: str, field: str) -> str:
    name = check_name(name, person=True, field=field)
    if len(name) < 2:  # noqa: PLR2004 - one letter is no name
        raise Invalid(_("Write your first and last name as you sign it."), field=field)
    check_length(name, most=SIGNATURE_CHARACTERS, field=field)
    return name


def _party_of(agreement: Agreement, by: Any, party: Party | None) -> Party:
    """The party to sign for: `party` if given, else one led by the person, unsigned first. Raise Conflict if none."""
    signed = set(agreement.signatures.values_list("party_id", flat=True))
    parties = agreement.partnership.parties.filter(until=None).select_related("institution")
    own = [one for one in parties if leads(by, one.institution) and speaks_for(by, one.institution)]
    led = [one for one in own if party is None or one.pk == party.pk]
    if not led:
        raise Conflict(_("Only a leader or a deputy of the partners can do this."))
    return min(led, key=lambda one: one.pk in signed)


def _enter_into_force(agreement: Agreement) -> None:
    partnership = agreement.partnership
    waiting = partnership.parties.filter(until=None).exclude(signatures__agreement=agreement)
    if waiting.exists():
        return
    agreement.in_force_at = timezone.now()
    agreement.save()
    partnership.state = Partnership.State(agreement.stage)
    partnership.save()
    record("twinning.agreement_in_force", agreement, by=None, data={"sha256": agreement.sha256})
