"""Who may see, open, follow, answer, solve and moderate a topic."""

from django.utils.translation import gettext_lazy as _

from accounts.queries.offices import is_moderator
from accounts.rules import signed_in
from community.rules.forum.shared import (
    TOPIC,
    board_open,
    board_voice,
    is_author,
    not_own,
    sees_board,
    sees_place,
    sees_topic,
    unlocked,
    writer,
)
from community.rules.shared import judge
from core.permissions import Condition, permit

permit("community.see_topic", sees_topic)
permit("community.open_topic", signed_in, sees_board, writer, board_open, board_voice)
permit("community.reply", signed_in, sees_topic, writer, board_open, unlocked, board_voice)
permit("community.read_topic", signed_in)  # how far one has read tells of nobody else
permit("community.follow", signed_in, sees_place)
permit(
    "community.solve",
    signed_in,
    sees_topic,
    Condition(
        lambda user, topic: is_author(user, topic) or is_moderator(user),
        _("Only who opened the topic, or a moderator, marks its answer."),
        _("You can say in a reply what helped you."),
        "not_author",
        TOPIC,
    ),
)
permit("community.moderate_topic", signed_in, judge, sees_topic)
permit("community.unlock_topic", signed_in, judge, sees_topic, not_own)
