"""What every request of a person passes: limits at the entrance, the guard of offices, the rules of the site."""

from accounts.middleware.beside_view import beside_view
from accounts.middleware.entrance import DOORS, limit_entrance
from accounts.middleware.guarding import guard_offices
from accounts.middleware.pages import SECURITY, WITHOUT_FACTOR, WITHOUT_RULES

__all__ = [
    "DOORS",
    "SECURITY",
    "WITHOUT_FACTOR",
    "WITHOUT_RULES",
    "beside_view",
    "guard_offices",
    "limit_entrance",
]
