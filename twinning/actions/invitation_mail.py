"""The former place of a task: mails that were queued before an update still name it. It goes with the next release."""

from twinning.actions.duties.invitation_mail import mail_invitation

__all__ = ["mail_invitation"]
