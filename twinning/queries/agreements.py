"""Agreements that wait for a signature, and whose signature it is."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from twinning.models import Agreement, Partnership, Party, Signature
from twinning.queries.people import leads, places_of, speaks_for


def agreements_to_sign(user: Any) -> QuerySet[Agreement]:
    """Drawn up, not in force, where a party that this person leads, at a verified institution, has not signed yet."""
    led = [p.institution_id for p in places_of(user) if speaks_for(user, p.institution) and p.role != "teacher"]
    own = Party.objects.filter(institution__in=led, until=None)
    signed = Signature.objects.filter(agreement=OuterRef("pk"), party__in=own)
    return (
        Agreement.objects.filter(~Exists(signed), in_force_at=None, partnership__parties__in=own)
        .exclude(partnership__state=Partnership.State.ENDED)
        .select_related("partnership__space")
        .distinct()
    )


def agreements_unsigned_by_partners(user: Any) -> QuerySet[Agreement]:
    """Signed by a party of this person, not in force: the partner's signature is missing."""
    own = [p.institution_id for p in places_of(user) if speaks_for(user, p.institution)]
    return (
        Agreement.objects.filter(in_force_at=None, signatures__party__institution__in=own)
        .exclude(partnership__state=Partnership.State.ENDED)
        .select_related("partnership__space")
        .order_by("pk")
        .distinct()
    )


def unsigned_party(user: Any, agreement: Agreement) -> Party | None:
    """The party that this person leads and that has not signed yet."""
    signed = {signature.party_id for signature in agreement.signatures.all()}
    parties = agreement.partnership.parties.filter(until=None).select_related("institution")
    led = [one for one in parties if leads(user, one.institution) and speaks_for(user, one.institution)]
    return next((party for party in led if party.pk not in signed), None)
