"""The former place of a task: mails queued before an update still name it.

It goes with the release after the next.
"""

from accounts.actions.steps.account_mails import send_waiting

__all__ = ["send_waiting"]
