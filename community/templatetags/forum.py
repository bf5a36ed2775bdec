"""Template tags of the forum."""

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from community.models import Board, Topic
from community.showing.forum.boards_and_topics import shown_title
from core.web.tags.page_head import Crumbs, in_language

register = template.Library()


@register.simple_tag
def forum_way(board: Board | None = None, topic: Topic | None = None) -> Crumbs:
    """`{% forum_way board topic as way %}`: the forum, and what stands above a page of it."""
    way: Crumbs = [(reverse("community:forum"), _("Forum"))]
    if board:
        way.append((reverse("community:board", args=[board.code]), board.name))
    if topic:
        language = "" if topic.title_hidden else topic.language
        way.append((reverse("community:topic", args=[topic.code]), in_language(shown_title(topic), language)))
    return way
