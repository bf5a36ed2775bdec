"""The former place of a task: messages queued before an update still name it.

It goes with the release after the next.
"""

from community.actions.steps.mentions import tell_named

__all__ = ["tell_named"]
