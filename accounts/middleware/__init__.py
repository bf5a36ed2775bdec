"""Middleware of accounts: rate limits of signing in, then guards of offices, demo accounts and the rules."""

from accounts.middleware.office_guard import guard_offices
from accounts.middleware.sign_in_limits import limit_entrance

__all__ = ["guard_offices", "limit_entrance"]
