"""Signed links that bring a colleague, or a partner abroad. Each is used once, within fourteen days."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.queries.people import person_with_address
from core.audit import record
from core.errors import Conflict, Invalid
from core.language.name_refusals import check_address
from core.language.text_lengths import check_length
from core.limits import spend
from core.permissions import require
from core.text import clean
from twinning.actions.duties.invitation_mail import mail_invitation
from twinning.actions.steps.today_marks import invited_changed
from twinning.models import Institution, Invitation, Role, State
from twinning.policy import INVITATION_CHARACTERS, INVITATION_KEPT
from twinning.queries.invitations import InvitationState, open_invitations, state_of
from twinning.queries.people import place_at
from twinning.rules.limits import INVITE


def invite_colleague(
    *, institution: Institution, email: str, role: str, language: str, by: Any, words: str = ""
) -> Invitation:
    """The same address invited again gets a fresh link; the older one is taken back."""
    require(by, "twinning.invite_colleague", institution)
    if role not in {Role.DEPUTY, Role.TEACHER}:
        raise Invalid(_("Choose deputy or teacher."), field="role")
    person = person_with_address(email)
    if person is not None and place_at(person, institution) is not None:
        raise Invalid(_("This person is at your institution already."), field="email")
    made = Invitation(kind=Invitation.Kind.COLLEAGUE, institution=institution, role=role)
    return _invite(made, email=email, language=language, words=words, by=by)


def invite_partner(
    *,
    institution: Institution,
    email: str,
    language: str,
    by: Any,
    to_institution: Institution | None = None,
    words: str = "",
) -> Invitation:
    """Invite somebody abroad whose institution is not here yet, or only listed from a register (`to_institution`)."""
    require(by, "twinning.invite_partner", institution)
    to = to_institution
    if to is not None and (to.state != State.LISTED or to.merged_into_id is not None or to.hidden):
        raise Conflict(_("This institution has people here already: write to them instead."))
    made = Invitation(kind=Invitation.Kind.PARTNER, institution=institution, to_institution=to, role=Role.LEADER)
    return _invite(made, email=email, language=language, words=words, by=by)


def _invite(invitation: Invitation, *, email: str, language: str, words: str, by: Any) -> Invitation:
    invitation.email, invitation.by = check_address(email), by
    if language not in dict(settings.LANGUAGES):
        raise Invalid(_("Choose a language."), field="language")
    invitation.language, invitation.words = language, clean(words, multiline=True)
    check_length(invitation.words, most=INVITATION_CHARACTERS, field="words")
    institution = invitation.institution
    with transaction.atomic():
        spend(INVITE, institution.pk)
        older = open_invitations().filter(institution=institution, kind=invitation.kind)
        older.filter(email=invitation.email).update(withdrawn_at=timezone.now())
        invitation.expires_at = timezone.now() + INVITATION_KEPT
        invitation.save()
        record("twinning.invite", institution, by=by, data={"kind": invitation.kind, "invitation": invitation.code})
        invited_changed(invitation.email)
        transaction.on_commit(lambda: mail_invitation.enqueue(invitation.code))
    return invitation


def withdraw_invitation(*, invitation: Invitation, by: Any) -> None:
    """The link answers that it was withdrawn. Raise Conflict where it was used already."""
    require(by, "twinning.invite_colleague", invitation)
    with transaction.atomic():
        found = Invitation.objects.select_for_update().get(pk=invitation.pk)
        if state_of(found) == InvitationState.USED:
            raise Conflict(_("This invitation has been used already."))
        if found.withdrawn_at is None:
            found.withdrawn_at = timezone.now()
            found.save(update_fields=["withdrawn_at"])
            data = {"invitation": found.code}
            record("twinning.withdraw_invitation", found.institution, by=by, data=data)
            invited_changed(found.email)
