"""The former place of a task: mails queued before an update name it. It goes with the release after the next."""

from twinning.actions.duties.invitation_mail import mail_invitation

__all__ = ["mail_invitation"]
