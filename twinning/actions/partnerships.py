"""Partnerships: colleagues join the room; a partnership ends with a reason. It opens when a proposal is accepted."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.actions.rooms import close_room, join_room
from core.audit import record
from core.errors import Conflict, Invalid, Refused
from core.language.text_lengths import check_length
from core.permissions import require
from core.terms import terms_of
from core.text import clean
from twinning.actions.steps.proposal_news import none_signs, tell_partners, tell_space
from twinning.models import Partnership, Staff
from twinning.policy import ENDING_CHARACTERS
from twinning.queries.people import speaks_for, verified_staff


def bring_colleague(*, partnership: Partnership, by: Any, place: Staff) -> None:
    """Take a verified colleague of one's own institution, or oneself, into the room."""
    require(by, "twinning.edit_plan", partnership)
    party = partnership.parties.filter(institution=place.institution_id, until=None).first()
    if party is None or not speaks_for(by, party.institution):
        raise Refused(_("Each institution brings its own people into the room."))
    if not verified_staff(party.institution).filter(pk=place.pk).exists():
        raise Conflict(_("This person is not verified staff of your institution."))
    with transaction.atomic():
        join_room(room=partnership.space.room, user=place.user, by=by)
        record("twinning.bring_colleague", partnership, by=by, concerns=[place.user])
        tell_space(partnership, "people")


def end_partnership(*, partnership: Partnership, by: Any, reason: str, words: str = "") -> None:
    """Ends for all parties; the room is closed and stays readable, and so do plan and agreement."""
    require(by, "twinning.end_partnership", partnership)
    if reason not in {term.code for term in terms_of("end")}:
        raise Invalid(_("Choose a reason."), field="reason")
    words = clean(words, multiline=True)
    check_length(words, most=ENDING_CHARACTERS, field="words")
    with transaction.atomic():
        locked = Partnership.objects.select_for_update(no_key=True).get(pk=partnership.pk)
        if locked.state == Partnership.State.ENDED:
            raise Conflict(_("This partnership has ended already."))
        locked.state, locked.ended_at = Partnership.State.ENDED, timezone.now()
        locked.end_reason, locked.end_words = reason, words
        locked.save()
        close_room(room=locked.space.room, by=by)
        record("twinning.end_partnership", locked, by=by, ground=reason)
        none_signs(locked)
        tell_space(locked, "ended")
        tell_partners(locked, "twinning.partnership_ended", by=by, once=locked.code)
    partnership.refresh_from_db()
