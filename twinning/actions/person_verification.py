"""Verifying and refusing people at an institution. Each leaves a deed with its ground, and the person is told."""

from typing import Any

from django.db import transaction

from core.audit import record
from core.permissions import require
from twinning.actions.steps.place_decisions import (
    asked_place,
    checked_ground,
    checked_reason,
    checked_words,
    refuse_place,
    verify_place,
)
from twinning.models import Staff


def verify_person(*, place: Staff, ground: str, by: Any) -> None:
    """Who may verify whom stands in twinning.queries.verification.verifies."""
    require(by, "twinning.verify_person", place)
    ground = checked_ground(ground)
    with transaction.atomic():
        verify_place(place, ground, by=by)


def refuse_person(*, place: Staff, reason: str, words: str, by: Any) -> None:
    require(by, "twinning.verify_person", place)
    term, words = checked_reason(reason), checked_words(words)
    with transaction.atomic():
        place = asked_place(place)
        deed = record(
            "twinning.refuse_person",
            place.institution,
            by=by,
            concerns=[place.user],
            ground=words,
            data={"reason": term.code, "place": place.code},
        )
        refuse_place(place, term, words, by=by, deed=deed)
