"""What every request of a person passes: limits at the entrance, the guard of offices, the rules of the site."""

from accounts.middleware.exempt_pages import SECURITY, WITHOUT_FACTOR, WITHOUT_RULES
from accounts.middleware.office_guard import guard_offices
from accounts.middleware.sign_in_limits import DOORS, limit_entrance
from accounts.middleware.view_middleware import beside_view

__all__ = [
    "DOORS",
    "SECURITY",
    "WITHOUT_FACTOR",
    "WITHOUT_RULES",
    "beside_view",
    "guard_offices",
    "limit_entrance",
]
