"""The former place of a task: batches queued before an update still name it.

It goes with the release after the next.
"""

from community.actions.duties.forum.rerendering import make_posts_anew

__all__ = ["make_posts_anew"]
