"""The former place of a task: posts queued before an update still name it.

It goes with the release after the next.
"""

from community.actions.steps.forum.news import tell_of_names, tell_of_post

__all__ = ["tell_of_names", "tell_of_post"]
