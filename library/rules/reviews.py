"""Who may review a practice, take it down, restore it, and see its timeline."""

from django.utils.translation import gettext_lazy as _

from accounts.rules import sees, signed_in
from core.permissions import Condition, permit
from library.queries.conflicts_of_interest import judges
from library.queries.review_queue import reviews_visible_to
from library.rules.shared import DESK, LIBRARY, OTHER_MODERATOR, no_interest, officer, tends

was_public = Condition(
    lambda _user, practice: practice.edition > 0,
    _("This practice was never published, so there is nothing to take down."),
    _("As long as it is a draft, its authors alone work on it."),
    "never_published",
    DESK,
)

permit(
    "library.see_review",
    signed_in,
    officer,
    sees(reviews_visible_to, code="own_part", why=no_interest.why, next_step=OTHER_MODERATOR, door=DESK),
)
permit("library.review", signed_in, officer, no_interest)
permit("library.take_down", signed_in, officer, no_interest, was_public)
permit("library.restore", signed_in, officer, no_interest, was_public)
permit(
    "library.see_timeline",
    signed_in,
    Condition(
        lambda user, practice: tends(user, practice) or judges(user),
        _("How a practice goes through its review is told to its authors."),
        _("Everything that is published stands in the library."),
        "not_author",
        LIBRARY,
    ),
)
