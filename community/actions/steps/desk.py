"""The piles of moderators: reports, appeals, first posts."""

from accounts.queries.officers_to_tell import moderators_at_desk
from core.today_numbers import today_changed


def desk_changed() -> None:
    """More or less lies on the desks of moderators now."""
    today_changed(moderators_at_desk())
