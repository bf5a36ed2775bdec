"""Blocking people, and ending it."""

from typing import Any

from django.db import transaction

from community.models import Block
from core.live.outbox import check_again
from core.permissions import require


def block(*, by: Any, whom: Any) -> Block:
    require(by, "community.block", whom)
    with transaction.atomic():
        found, _new = Block.objects.get_or_create(by=by, blocked=whom)
        check_again(by)
    return found


def unblock(*, by: Any, whom: Any) -> None:
    require(by, "community.block", whom)
    with transaction.atomic():
        Block.objects.filter(by=by, blocked=whom).delete()
        check_again(by)
