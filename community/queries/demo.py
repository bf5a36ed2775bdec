"""What the demo may have planted here (core.server.demo_removal)."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q

from community.models import Appeal, Board, Report, Room, Topic
from core.models import Deed


def demo_talk() -> Iterator[Any]:
    made = Deed.objects.filter(deed="community.make_board", by__is_demo=True)
    yield Appeal.objects.filter(by__is_demo=True)
    yield Report.objects.filter(Q(by__is_demo=True) | Q(about__is_demo=True))
    yield Topic.objects.filter(posts__author__is_demo=True).distinct()
    yield Board.objects.filter(Q(code__in=made.values("object_id")) | Q(room__members__user__is_demo=True)).distinct()
    yield Room.objects.filter(members__user__is_demo=True).distinct()
