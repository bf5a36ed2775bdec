"""The former place of a task: gathered mails queued before an update still name it.

It goes with the release after the next.
"""

from community.actions.duties.digests import send_digest

__all__ = ["send_digest"]
