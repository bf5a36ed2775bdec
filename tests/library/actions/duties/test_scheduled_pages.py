"""Pages go live and expire at their time, each once."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import PageLogEntry

from core.registry import chores
from library.actions.duties.scheduled_pages import publish_scheduled
from library.models import PlainPage

pytestmark = pytest.mark.django_db


def page() -> PlainPage:
    found: PlainPage = PlainPage.objects.get(slug="about", locale__language_code="en")
    return found


def scheduled(**more: Any) -> PlainPage:
    found = page()
    for name, value in more.items():
        setattr(found, name, value)
    found.save_revision(approved_go_live_at=more.get("go_live_at"))
    PlainPage.objects.filter(pk=found.pk).update(**more)
    return page()


def logged(action: str) -> int:
    return int(PageLogEntry.objects.filter(page=page(), action=action).count())


def test_housekeeping_looks_each_minute() -> None:
    assert [(chore.every, chore.do) for chore in chores() if chore.name == "scheduled pages"] == [
        (60.0, publish_scheduled)
    ]


def test_a_page_goes_live_at_its_time_and_once(client: Client) -> None:
    scheduled(live=False, go_live_at=timezone.now() + timedelta(hours=1))
    assert publish_scheduled() == 0
    assert not page().live
    scheduled(live=False, go_live_at=timezone.now() - timedelta(minutes=1))
    assert publish_scheduled() == 1
    assert publish_scheduled() == 0
    assert (page().live, logged("wagtail.publish.scheduled")) == (True, 1)
    assert client.get("/en/about/").status_code == 200


def test_a_page_expires_at_its_time_and_once() -> None:
    scheduled(expire_at=timezone.now() + timedelta(hours=1))
    assert publish_scheduled() == 0
    scheduled(expire_at=timezone.now() - timedelta(minutes=1))
    assert publish_scheduled() == 1
    assert publish_scheduled() == 0
    assert (page().live, page().expired, logged("wagtail.unpublish.scheduled")) == (False, True, 1)
