"""Invitations as rows of their page."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import Text
from core.language.formats import format_date
from twinning.models import Invitation
from twinning.queries.invitations import InvitationState, state_of
from twinning.showing.institution_names import shown_name
from twinning.texts.invitations import link_of

# The word for each state, its tone, its icon.
SAID: Final[dict[InvitationState, tuple[Text, str, str]]] = {
    InvitationState.OPEN: (gettext_lazy("waiting"), "gold", "clock"),
    InvitationState.USED: (gettext_lazy("accepted"), "green", "check"),
    InvitationState.EXPIRED: (gettext_lazy("expired"), "", "mail"),
    InvitationState.WITHDRAWN: (gettext_lazy("taken back"), "", "mail"),
}


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """`link` only while it is open: then the row opens."""

    code: str
    email: str
    facts: list[Text]
    link: str
    word: Text
    tone: str
    icon: str


def invitation_rows(invitations: Iterable[Invitation]) -> list[InvitationRow]:
    return [_row(invitation, state_of(invitation)) for invitation in invitations]


def _row(invitation: Invitation, state: InvitationState) -> InvitationRow:
    when = _("Invited: %(when)s") % {"when": format_date(invitation.created_at)}
    by = [str(invitation.by)] if invitation.by else []
    link = link_of(invitation) if state == InvitationState.OPEN else ""
    return InvitationRow(invitation.code, invitation.email, [_as_what(invitation), when, *by], link, *SAID[state])


def _as_what(invitation: Invitation) -> Text:
    if invitation.kind == Invitation.Kind.COLLEAGUE:
        return invitation.get_role_display()
    return shown_name(invitation.to_institution).text if invitation.to_institution else _("partner")
