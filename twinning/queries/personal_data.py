"""What this room knows about a person, as JSON can hold it."""

from typing import Any

from twinning.models import Decision, Invitation, Proposal, RulesConsent, Signature, Staff, WaitingFacts
from twinning.queries.institution_names import name_in


def people_data(user: Any, language: str) -> dict[str, Any]:
    """Names of institutions are in this language, where they have one in it."""
    places = Staff.objects.filter(user=user).select_related("institution").order_by("pk")
    sent = Invitation.objects.filter(by=user).order_by("pk")
    got = Invitation.objects.filter(used_by=user).select_related("institution").order_by("pk")
    waiting = WaitingFacts.objects.filter(place__user=user).select_related("place__institution")
    return {
        "places": [_place(place, language) for place in places.prefetch_related("institution__names")],
        "invitations_sent": list(sent.values("kind", "email", "role", "words", "created_at", "used_at")),
        "invitations_used": [
            {"institution": name_in(i.institution, language).text, "kind": i.kind, "at": i.used_at} for i in got
        ],
        "waiting_facts": [
            {"institution": name_in(one.place.institution, language).text, "said": one.said, "at": one.changed_at}
            for one in waiting.order_by("pk")
        ],
        "rules_signed": list(RulesConsent.objects.filter(by=user).values("version", "name", "at")),
    }


def _place(place: Staff, language: str) -> dict[str, Any]:
    return {
        "institution": name_in(place.institution, language).text,
        "role": place.role,
        "subject": place.subject,
        "state": place.state,
        "words": place.words,
        "ground": place.ground,
        "asked_at": place.asked_at,
        "decided_at": place.decided_at,
        "until": place.until,
    }


def letters_data(user: Any) -> dict[str, Any]:
    """What they wrote, answered, decided and signed for partnerships."""
    written = Proposal.objects.filter(by=user).order_by("pk")
    answered = Proposal.objects.filter(closed_by=user).order_by("pk")
    signed = Signature.objects.filter(by=user).order_by("pk")
    return {
        "proposals": list(written.values("title", "words", "language", "plan", "phrases", "sent_at", "state")),
        "answers": list(answered.values("title", "state", "reason", "reason_words", "closed_at")),
        "decisions": list(Decision.objects.filter(by=user).order_by("pk").values("kind", "reason", "at")),
        "signatures": list(signed.values("name", "latin_name", "at", "agreement__sha256")),
    }
