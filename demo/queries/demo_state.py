"""Whether this database is empty, holds the demo, or holds somebody's work."""

from accounts.models import User
from core.models import Mark
from core.server.startup_checks import DEMO_MARK


def planted() -> bool:
    return Mark.objects.filter(name=DEMO_MARK).exists()


def in_use() -> bool:
    """People are here whom the demo did not bring."""
    return User.objects.exists() and not planted()
