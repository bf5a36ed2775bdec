"""The mail of an invitation, in the language that the inviting person chose, and its link."""

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from core.mails import at_site, letter
from twinning.models import Invitation
from twinning.queries.institution_names import name_in
from twinning.queries.invitations import token_of


def mail_of(invitation: Invitation) -> EmailMultiAlternatives:
    with translation.override(invitation.language):
        institution = name_in(invitation.institution, invitation.language).text
        context = {
            "invitation": invitation,
            "institution": institution,
            "partner": name_in(invitation.to_institution, invitation.language).text
            if invitation.to_institution
            else "",
            "person": str(invitation.by or ""),
            "link": link_of(invitation),
            "site": at_site(""),
        }
        body = render_to_string("twinning/mail/invitation.txt", context)
        subject = _("Invitation: %(institution)s") % {"institution": institution}
    return letter(subject=subject, text=body, to=invitation.email, language=invitation.language)


def link_of(invitation: Invitation) -> str:
    with translation.override(invitation.language):
        return at_site(reverse("twinning:invitation", args=[token_of(invitation)]))
