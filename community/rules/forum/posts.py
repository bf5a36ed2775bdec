"""Who may see, edit, delete, react to and moderate a post, and decide about one that waits."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from accounts.queries.offices import is_moderator
from accounts.rules import listed_in, sees, signed_in
from community.models import Post
from community.queries.forum.visible import held_posts, posts_visible_to, topics_visible_to
from community.rules.forum.shared import (
    FORUM,
    TOPIC,
    board_open,
    board_voice,
    closed_circle,
    is_author,
    merged,
    not_own,
    unlocked,
    unpublished,
    writer,
)
from community.rules.shared import LOG, OTHER_JUDGE, judge
from core.permissions import Case, Condition, Door, permit

HELD: Final = Door(_("First posts"), "community:held_posts")

gone = Case(
    lambda user, post: topics_visible_to(user).filter(pk=post.topic_id).exists() and post.deleted_at is not None,
    "taken_back",
    _("This post was deleted by its writer."),
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
sees_post = sees(posts_visible_to, gone, hidden, held, merged, unpublished, **closed_circle)
own = Condition(
    is_author,
    _("You can change only what you wrote yourself."),
    _("What others wrote stays as they wrote it. Read on in the forum."),
    "not_author",
    FORUM,
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
            _("This post was deleted by its writer."),
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
        Case(is_author, "own_post", _("This is your own."), OTHER_JUDGE, HELD),
    ],
)

permit("community.see_post", sees_post)
permit("community.react", signed_in, sees_post, is_out, not_own, writer)
permit("community.edit_post", signed_in, own, sees_post, writer, board_open, unlocked, not_hidden, board_voice)
permit("community.delete_post", signed_in, own)
permit(
    "community.see_versions",
    signed_in,
    sees_post,
    Condition(
        lambda user, post: is_author(user, post) or is_moderator(user),
        _("Only its writer and moderators read how a post was before."),
        _("The post itself can be read."),
        "not_author",
        TOPIC,
    ),
)
permit("community.moderate_post", signed_in, judge, sees_post, is_out, not_own)
permit("community.look_at_held", signed_in, judge, waits_here)
