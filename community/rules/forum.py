"""Permissions of the forum."""

from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.queries.offices import is_moderator
from accounts.rules import kept_from_visitors, listed_in, sees, signed_in
from community.models import Board, Post, Topic
from community.queries.forum.visible import (
    boards_visible_to,
    held_posts,
    on_board,
    posts_visible_to,
    topics_visible_to,
    writes,
)
from community.queries.rooms import has_voice
from community.rules.shared import LOG, OTHER_JUDGE, judge, member, room_open, standing, voice
from core.permissions import Case, Condition, Door, name_deeds, permit


def _board(thing: Any) -> Board:
    if isinstance(thing, Post):
        return thing.topic.board
    return thing.board if isinstance(thing, Topic) else thing


def _topic(thing: Any) -> Topic:
    return thing.topic if isinstance(thing, Post) else thing


def _is_open(_user: Any, thing: Any) -> bool:
    board = _board(thing)
    return board.closed_at is None and (board.room is None or board.room.closed_at is None)


def _has_voice(user: Any, thing: Any) -> bool:
    room = _board(thing).room
    return room is None or has_voice(user, room)


def _sees_place(user: Any, thing: Any) -> bool:
    rows = boards_visible_to if isinstance(thing, Board) else topics_visible_to
    return listed_in(rows)(user, thing)


def _is_author(user: Any, thing: Any) -> bool:
    return thing.author_id is not None and thing.author_id == user.pk


FORUM: Final = Door(_("To the forum"), "community:forum")
BOARD: Final = Door(_("To the board"), lambda _user, thing: reverse("community:board", args=[_board(thing).code]))
TOPIC: Final = Door(_("To the topic"), lambda _user, thing: reverse("community:topic", args=[_topic(thing).code]))
HELD: Final = Door(_("Posts that wait"), "community:held_posts")
READ_ELSEWHERE: Final = _("The boards you read stand in the forum.")

unpublished = Case(
    lambda _user, thing: not isinstance(thing, Board) and _topic(thing).head_seq == 0,
    "unpublished",
    _("This has not been published: only its writer and moderators read it."),
    _("What has been published stands in the forum."),
    FORUM,
)
merged = Case(
    lambda _user, thing: not isinstance(thing, Board) and _topic(thing).merged_into_id is not None,
    "merged",
    _("This topic was joined with another one."),
    _("Its posts stand in the other topic now."),
    FORUM,
)
_closed_circle: Final[dict[str, Any]] = {
    "code": "closed_circle",
    "why": _("Only the people of this board read it."),
    "next_step": READ_ELSEWHERE,
    "door": FORUM,
}
gone = Case(
    lambda user, post: topics_visible_to(user).filter(pk=post.topic_id).exists() and post.deleted_at is not None,
    "taken_back",
    _("This post was taken back by its writer."),
    _("The rest of the topic can be read."),
    TOPIC,
)
hidden = Case(
    lambda user, post: topics_visible_to(user).filter(pk=post.topic_id).exists() and post.hidden_at is not None,
    "hidden_post",
    _("A moderator hid this post."),
    _("The rest of the topic can be read."),
    TOPIC,
)
held = Case(
    lambda user, post: topics_visible_to(user).filter(pk=post.topic_id).exists() and post.state != Post.State.OUT,
    "unpublished",
    unpublished.why,
    _("The rest of the topic can be read."),
    TOPIC,
)
sees_board = sees(boards_visible_to, **_closed_circle)
sees_topic = sees(topics_visible_to, merged, unpublished, **_closed_circle)
sees_post = sees(posts_visible_to, gone, hidden, held, merged, unpublished, **_closed_circle)
sees_place = Condition(
    _sees_place,
    _("Only the people of this board read it."),
    READ_ELSEWHERE,
    "closed_circle",
    FORUM,
    [kept_from_visitors, merged, unpublished],
)
writer = Condition(
    lambda user, _thing: writes(user), standing.why, standing.next_step, standing.code, standing.door, standing.cases
)
board_open = Condition(
    _is_open,
    _("This board is closed; it can be read, but not written in."),
    _("Other boards are open."),
    "board_closed",
    FORUM,
)
board_voice = Condition(_has_voice, voice.why, voice.next_step, voice.code, voice.door, voice.cases)
unlocked = Condition(
    lambda _user, thing: _topic(thing).locked_at is None,
    _("This topic is locked; it can be read, but not written in."),
    _("Open a new topic if there is more to say."),
    "topic_locked",
    BOARD,
)
own = Condition(
    _is_author,
    _("You can change only what you wrote yourself."),
    _("What others wrote stays as they wrote it. Read on in the forum."),
    "not_author",
    FORUM,
)
not_own = Condition(
    lambda user, thing: not _is_author(user, thing),
    _("This is your own."),
    _("Others decide about it."),
    "own_post",
    TOPIC,
)
is_out = Condition(
    lambda _user, post: post.state == Post.State.OUT,
    _("This post cannot be read by others yet."),
    _("A moderator looks at first posts; we will tell the writer."),
    "unpublished",
    TOPIC,
)
not_hidden = Condition(
    lambda _user, post: post.hidden_at is None,
    _("A moderator hid this post; it cannot be changed now."),
    _("The ground stands among the deeds that concern you; there you can ask for a second look."),
    "hidden_post",
    LOG,
)
shared_board = Condition(
    lambda _user, board: board is None or board.room_id is None,
    _("This board belongs to a room; its people decide."),
    READ_ELSEWHERE,
    "board_of_room",
    FORUM,
)


def _lets_in(user: Any, board: Board) -> bool:
    """Its people; until somebody has written there, a moderator as well: then there is nothing to read yet."""
    if on_board(user, board):
        return True
    return is_moderator(user) and not board.topics.exists()


lets_in = Condition(
    _lets_in,
    _("Only the people of this board can let somebody in."),
    _("Ask one of them. Something that was reported you can look at without being one."),
    "closed_circle",
    FORUM,
)
waits_here = Condition(
    listed_in(held_posts),
    _("This post is on a board that you do not read."),
    OTHER_JUDGE,
    "closed_circle",
    HELD,
    [
        Case(
            lambda _user, post: post.deleted_at is not None,
            "taken_back",
            _("This post was taken back by its writer."),
            _("Here is what still waits."),
            HELD,
        ),
        Case(
            lambda _user, post: post.state != Post.State.HELD,
            "decided",
            _("This post does not wait any more: it has been decided about."),
            _("Here is what still waits."),
            HELD,
        ),
        Case(_is_author, "own_post", _("This is your own."), OTHER_JUDGE, HELD),
    ],
)

permit("community.see_board", sees_board)
permit("community.see_topic", sees_topic)
permit("community.see_post", sees_post)
permit("community.open_topic", signed_in, sees_board, writer, board_open, board_voice)
permit("community.reply", signed_in, sees_topic, writer, board_open, unlocked, board_voice)
permit("community.keep_draft", signed_in, sees_place)
permit("community.keep_unsent", signed_in)  # for oneself alone, also where the place is out of sight meanwhile
permit("community.read_topic", signed_in)  # how far one has read tells of nobody else
permit("community.follow", signed_in, sees_place)
permit("community.react", signed_in, sees_post, is_out, not_own, writer)
permit("community.edit_post", signed_in, own, sees_post, writer, board_open, unlocked, not_hidden, board_voice)
permit("community.delete_post", signed_in, own)
permit(
    "community.see_versions",
    signed_in,
    sees_post,
    Condition(
        lambda user, post: _is_author(user, post) or is_moderator(user),
        _("Only its writer and moderators read how a post was before."),
        _("The post itself can be read."),
        "not_author",
        TOPIC,
    ),
)
permit(
    "community.solve",
    signed_in,
    sees_topic,
    Condition(
        lambda user, topic: _is_author(user, topic) or is_moderator(user),
        _("Only who opened the topic, or a moderator, marks its answer."),
        _("You can say in a reply what helped you."),
        "not_author",
        TOPIC,
    ),
)
permit("community.moderate_topic", signed_in, judge, sees_topic)
permit("community.unlock_topic", signed_in, judge, sees_topic, not_own)
permit("community.moderate_post", signed_in, judge, sees_post, is_out, not_own)
permit("community.look_at_held", signed_in, judge, waits_here)
permit("community.edit_boards", signed_in, judge, shared_board)
permit("community.let_in", signed_in, shared_board, lets_in)
permit("community.leave_board", signed_in, shared_board, sees_board)
permit("community.open_group_board", signed_in, member, room_open, standing, voice)

# What each deed is called where it is refused.
name_deeds(
    {
        "community.answer_appeal": _("Answer an appeal"),
        "community.answer_report": _("Answer a report"),
        "community.appeal": _("Appeal against a decision"),
        "community.block": _("Block somebody"),
        "community.bring_in": _("Bring somebody into the room"),
        "community.close_room": _("Close the room"),
        "community.delete_post": _("Delete a post"),
        "community.edit_boards": _("Change the boards"),
        "community.edit_post": _("Change a post"),
        "community.follow": _("Follow"),
        "community.keep_draft": _("Keep a draft"),
        "community.keep_unsent": _("Keep a draft"),
        "community.leave_board": _("Leave the board"),
        "community.leave_room": _("Leave the room"),
        "community.let_in": _("Let somebody into the board"),
        "community.look_at_held": _("Decide about a first post"),
        "community.moderate_post": _("Moderate a post"),
        "community.moderate_topic": _("Moderate a topic"),
        "community.open_group_board": _("Open a board for the room"),
        "community.open_room": _("Open a room"),
        "community.open_topic": _("Open a topic"),
        "community.react": _("Answer a post with a sign"),
        "community.read_notice": _("Read a notice"),
        "community.read_notices": _("Read the notices"),
        "community.read_topic": _("Mark as read"),
        "community.reply": _("Reply in the topic"),
        "community.report": _("Report something"),
        "community.solve": _("Mark the answer"),
        "community.speak": _("Write in the room"),
        "community.take_back": _("Take a message back"),
        "community.unlock_topic": _("Unlock the topic"),
    }
)
