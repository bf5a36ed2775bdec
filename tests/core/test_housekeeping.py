import time
from datetime import timedelta

import pytest
from django.utils import timezone

from core.housekeeping import HouseKeeper
from core.models import KeptEntry, LimitCount, OutboxRow


@pytest.mark.django_db(transaction=True)
def test_the_house_is_kept_beside_the_server() -> None:
    old = timezone.now() - timedelta(days=30)
    row = OutboxRow.objects.create(topic="rooms:x", kind="message", data={})
    OutboxRow.objects.filter(pk=row.pk).update(created_at=old)
    sent = OutboxRow.objects.create(topic="rooms:x", kind="message", data={}, sent_at=old)
    LimitCount.objects.create(key="a", window=old)
    KeptEntry.objects.create(browser="b", account="a", path="/", data={}, expires_at=old)
    keeper = HouseKeeper(relay_every=0.05)
    keeper.start()
    for _try in range(100):
        row.refresh_from_db()
        if row.sent_at and not LimitCount.objects.exists():
            break
        time.sleep(0.05)
    keeper.stop()
    assert row.sent_at is not None
    assert OutboxRow.objects.filter(pk=sent.pk).exists() is False
    assert (LimitCount.objects.count(), KeptEntry.objects.count()) == (0, 0)
    assert keeper.is_alive() is False
