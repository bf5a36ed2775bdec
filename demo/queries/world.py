"""What stands in this database: the demo, somebody's work, or nothing."""

from typing import Final

from accounts.models import User
from core.models import Mark

MARK: Final = "demo"


def planted() -> bool:
    return Mark.objects.filter(name=MARK).exists()


def in_use() -> bool:
    """People are here whom the demo did not bring."""
    return User.objects.exists() and not planted()
