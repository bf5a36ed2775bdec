"""Exceptions of the review verbs: another moderator holds the claim, or the round is over. Views catch them."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from core.errors import Conflict
from library.models import PracticeReview


class Taken(Conflict):
    """Another moderator has it until `until`."""

    code = "taken"

    def __init__(self, holder: Any, until: datetime) -> None:
        super().__init__(
            _("Another moderator has claimed this practice: %(name)s.") % {"name": holder},
            next_step=_("It becomes free by itself after 48 hours without work."),
        )
        self.holder, self.until = holder, until


class Closed(Conflict):
    """The round is over: decided by somebody, or taken back by its author."""

    code = "closed"

    def __init__(self, review: PracticeReview) -> None:
        by_author = review.recalled_at is not None
        super().__init__(
            _("The author has taken this practice back to change it.")
            if by_author
            else _("This practice was decided meanwhile.")
        )
        self.review = review
