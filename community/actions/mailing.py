"""The former place of a task: mails queued before an update still name it.

It goes with the release after the next.
"""

from community.actions.steps.mailing import mail_notice

__all__ = ["mail_notice"]
