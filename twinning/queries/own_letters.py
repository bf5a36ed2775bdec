"""What a person wrote and signed for partnerships, as JSON can hold it."""

from typing import Any

from twinning.models import Decision, Proposal, Signature


def letters_data(user: Any) -> dict[str, Any]:
    written = Proposal.objects.filter(by=user).order_by("pk")
    answered = Proposal.objects.filter(closed_by=user).order_by("pk")
    signed = Signature.objects.filter(by=user).order_by("pk")
    return {
        "proposals": list(written.values("title", "words", "language", "plan", "phrases", "sent_at", "state")),
        "answers": list(answered.values("title", "state", "reason", "reason_words", "closed_at")),
        "decisions": list(Decision.objects.filter(by=user).order_by("pk").values("kind", "reason", "at")),
        "signatures": list(signed.values("name", "latin_name", "at", "agreement__sha256")),
    }
