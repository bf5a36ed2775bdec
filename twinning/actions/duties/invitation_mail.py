"""Mailing an invitation, by the worker."""

from django_tasks import task

from twinning.queries.invitations import open_invitations
from twinning.texts.invitations import mail_of


@task()
def mail_invitation(code: str) -> bool:
    """Nothing for an invitation that was used or taken back before its turn came."""
    rows = open_invitations().select_related("institution", "to_institution", "by")
    invitation = rows.filter(code=code).first()
    if invitation is None:
        return False
    mail_of(invitation).send()
    return True
