"""Registers what the forum offers: menu, desk queues, notices, search, reports, personal data."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.queries.offices import is_moderator
from community.actions.duties.forum.erasing import erase_forum
from community.actions.duties.forum.rerendering import make_anew
from community.actions.steps.forum.hiding import put_up, take_down
from community.models import Post
from community.queries import reports
from community.queries.demo import demo_talk
from community.queries.forum import reported_posts
from community.queries.forum.personal_data import forum_data
from community.queries.forum.visible import held_posts
from community.queries.socket_topics import may_follow_topic
from community.texts.notices import add_notice
from community.wire import FORUM
from community.wiring import findable, listings
from core.registry import (
    Chore,
    DeskQueue,
    MenuEntry,
    add_chore,
    add_demo_remains,
    add_desk,
    add_menu,
    add_personal_data,
    add_topic,
)


def offer() -> None:
    add_topic(FORUM, may_follow_topic)
    add_menu(MenuEntry(_("Forum"), "community:forum", 60, icon="messages-square", group="know", dock=6, key="f"))
    add_desk(DeskQueue(_("First posts"), "community:held_posts", 25, is_moderator, _count_held))
    add_desk(DeskQueue(_("Boards of the forum"), "community:boards", 60, is_moderator, lambda _user: 0))
    add_chore(Chore("posts made anew", 60.0, make_anew))
    add_demo_remains(demo_talk)
    add_personal_data("forum", exporter=forum_data, eraser=erase_forum)
    findable.offer()
    listings.offer()
    read = (reported_posts.find_post, reported_posts.author_of, reported_posts.words_of)
    reports.add_reportable("post", reports.Reportable(_("a post"), *read, _remove, _restore, reported_posts.group_of))
    _offer_notices()


def _offer_notices() -> None:
    add_notice("community.forum_reply", _("New posts in the topic “%(title)s”."))
    add_notice("community.forum_topic", _("A new topic on the board “%(board)s”: “%(title)s”."))
    add_notice("community.forum_mention", _("You are named in the topic “%(title)s”."))
    add_notice("community.forum_answer", _("Your post was marked as the answer in the topic “%(title)s”."))
    add_notice("community.forum_held", _("A first post waits for a look: “%(title)s”."), mailed=False)
    add_notice("community.forum_released", _("Your post in the topic “%(title)s” can be read now."))
    add_notice("community.forum_refused", _("Your post in the topic “%(title)s” was not published. Read why."))
    add_notice("community.forum_hidden", _("A moderator hid your post in the topic “%(title)s”. Read why."))
    add_notice("community.forum_shown", _("Your post in the topic “%(title)s” can be read again."))
    add_notice("community.forum_moved", _("Your topic “%(title)s” is now on the board “%(board)s”."))
    add_notice("community.forum_merged", _("Your topic “%(title)s” is now part of the topic “%(into)s”."))


def _count_held(user: Any) -> int:
    return held_posts(user).count()


def _restore(code: str, by: Any) -> None:
    put_up(post=Post.objects.select_related("topic__board", "author").get(code=code), by=by)


def _remove(code: str, by: Any) -> None:
    """After a report that was right: hidden, not deleted, so that an appeal finds it."""
    take_down(post=Post.objects.select_related("topic__board", "author").get(code=code), by=by)
