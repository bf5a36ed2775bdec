"""Whether somebody is signed in: the one place that reads Django's `is_authenticated`."""

from typing import Any


def is_signed_in(user: Any) -> bool:
    """False for a visitor, for the site itself (None) and for whatever else is no person."""
    return bool(getattr(user, "is_authenticated", False))


def has_open_account(user: Any) -> bool:
    """Signed in, by an account that nobody has closed meanwhile."""
    return is_signed_in(user) and bool(user.is_active)
