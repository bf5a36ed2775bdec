"""News after truth: an action adds a row in its own transaction; after commit it is published and marked."""

from typing import Any

from django.db import transaction

from core.models import OutboxRow


def tell(topic: str, kind: str, data: dict[str, Any]) -> None:
    """Write one piece of news. Published after commit; a relay publishes again what was not marked as sent."""
    from core.realtime import publish_rows  # noqa: PLC0415 - realtime reads the outbox's table; the name is needed late

    row = OutboxRow.objects.create(topic=topic, kind=kind, data=data)
    transaction.on_commit(lambda: publish_rows([row]), robust=True)
