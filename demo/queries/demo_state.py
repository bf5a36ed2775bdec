"""Whether this database holds the demo, or is used by people whom the demo did not create."""

from accounts.models import User
from core.models import Mark
from core.server.startup_checks import DEMO_MARK


def planted() -> bool:
    return Mark.objects.filter(name=DEMO_MARK).exists()


def in_use() -> bool:
    """There are accounts, and no mark of the demo."""
    return User.objects.exists() and not planted()
