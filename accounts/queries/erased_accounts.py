"""Codes of deleted accounts, from the log: after an older backup was restored they are deleted again."""

from collections.abc import Iterable
from typing import Final

from accounts.models import User
from core.models import Deed

ERASED: Final = "accounts.delete_account"


def erased_people() -> Iterable[str]:
    return Deed.objects.filter(deed=ERASED).values_list("object_id", flat=True)


def still_there(codes: Iterable[str]) -> Iterable[str]:
    return User.objects.filter(code__in=list(codes)).values_list("code", flat=True)
