"""Who may keep a draft of a post."""

from accounts.rules import signed_in
from community.rules.forum.shared import sees_place
from core.permissions import permit

permit("community.keep_draft", signed_in, sees_place)
permit("community.keep_unsent", signed_in)  # for oneself alone, also where the place is out of sight meanwhile
