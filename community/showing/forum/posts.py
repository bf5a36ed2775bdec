"""Posts as templates/forum/post.html shows them, with a constant number of queries for a page."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext, gettext_noop

from accounts.queries.offices import is_moderator
from community.models import Post, Topic
from community.queries.blocks import blocked_codes
from community.queries.forum.author_origins import origins_of
from community.queries.forum.posts import reactions_to, readable_by_code
from community.showing.forum.boards_and_topics import address_of
from community.showing.names_and_times import ANY_CODE, name_of, when
from core.language.formats import iso_moment
from core.language.own_names import own_name
from core.people import has_open_account
from core.text.markup import cited, plain, with_cites

N_ = gettext_noop
OF_OTHERS: Final = "them"
ABOUT: Final = 200  # characters of a description
QUOTE, EDIT, DELETE, REPORT = N_("Quote"), N_("Edit"), N_("Delete"), N_("Report")
EARLIER, SHOW, HIDE, DECIDE = N_("Earlier words"), N_("Show again"), N_("Hide"), N_("Look and decide")
KINDS: Final = {"thanks": N_("Thank you"), "useful": N_("Useful"), "agree": N_("I agree")}


@dataclass(slots=True)
class Reading:
    """One reader before one topic: what holds for all posts of the page, asked once."""

    topic: Topic
    user: Any
    may_write: bool
    may_solve: bool
    is_moderator: bool
    blocked: frozenset[str] = frozenset()
    reactions: dict[int, dict[str, tuple[int, bool]]] = field(default_factory=dict)
    cites: dict[str, SafeString] = field(default_factory=dict)
    origins: dict[int, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    addresses: dict[str, str] = field(default_factory=dict)

    def to(self, name: str, code: str) -> str:
        """An address of this forum for one post: each pattern is looked up once a page, not once a post."""
        if name not in self.addresses:
            args = ["post", ANY_CODE] if name == "report_this" else [ANY_CODE]
            self.addresses[name] = reverse(f"community:{name}", args=args)
        return self.addresses[name].replace(ANY_CODE, code)

    def say(self, text: str) -> str:
        """A word of the page in the reader's language, translated once a page."""
        if text not in self.labels:
            self.labels[text] = gettext(text)
        return self.labels[text]


def reading(topic: Topic, user: Any, posts: Collection[Post], *, may_write: bool, may_solve: bool) -> Reading:
    keys = [post.pk for post in posts]
    found = Reading(topic, user, may_write, may_solve, is_moderator(user) and topic.board.room_id is None)
    found.reactions = reactions_to(keys, user)
    found.cites = _cites(posts, topic, user)
    if has_open_account(user):
        found.blocked = blocked_codes(user)
        found.origins = origins_of({post.author_id for post in posts if post.author_id})
    return found


def shown_posts(found: Reading, posts: Iterable[Post]) -> list[dict[str, Any]]:
    """As templates/forum/post.html wants them."""
    return [shown_post(found, post) for post in posts]


def first_words(posts: list[Post]) -> str:
    """What the first post says, for who has not opened the topic; empty where it is not to be read, or elsewhere."""
    first = posts[0] if posts and posts[0].seq == 1 else None
    if first is None or first.hidden_at or first.deleted_at:
        return ""
    return Truncator(" ".join(plain(first.html).split())).chars(ABOUT)


def shown_post(found: Reading, post: Post) -> dict[str, Any]:
    own = post.author_id is not None and post.author_id == getattr(found.user, "pk", None)
    may_read = own or found.is_moderator or post.hidden_at is None
    gone = post.deleted_at is not None or not may_read
    return {
        "seq": post.seq,
        "code": post.code,
        "name": name_of(post.author),
        "from": found.origins.get(post.author_id or 0, ""),
        "side": "us" if own else OF_OTHERS,
        "time": when(post.released_at or post.created_at),
        "iso": iso_moment(post.released_at or post.created_at),
        "lang": "" if gone else post.language,
        "url": found.to("post", post.code),
        "lang_name": "" if gone else _own_name(post.language),
        "html": "" if gone else words(post, found.cites),
        "state": _state(post, gone=gone),
        "folded": post.author is not None and post.author.code in found.blocked and not gone,
        "reason": post.reason if not gone else "",
        "own": own,
        "edited": when(post.edited_at) if post.edited_at and not gone else "",
        "answer": post.pk == found.topic.answer_id,
        "reactions": [] if gone or post.seq is None else reactions_of(found, post, own=own),
        "menu": [] if gone else menu_of(found, post, own=own),
        "may_solve": found.may_solve and not gone and post.seq not in {None, 1} and post.hidden_at is None,
    }


def words(post: Post, cites: dict[str, SafeString]) -> SafeString:
    """What the markup made, which passed nh3 when it was stored, with the links of its quotes."""
    return mark_safe(with_cites(post.html, lambda code: cites.get(code, "")))  # noqa: S308


def reactions_of(found: Reading, post: Post, *, own: bool) -> list[dict[str, Any]]:
    """Counts for everybody; buttons for who may say them."""
    said = found.reactions.get(post.pk, {})
    may = found.may_write and not own and post.hidden_at is None
    rows = []
    for kind, label in KINDS.items():
        count, mine = said.get(kind, (0, False))
        if may or count:
            rows.append({"kind": kind, "label": found.say(label), "count": count or "", "mine": mine, "may": may})
    return rows


def menu_of(found: Reading, post: Post, *, own: bool) -> list[tuple[str, str]]:
    """(url, label) pairs."""
    return [(found.to(name, post.code), found.say(label)) for name, label in _menu(found, post, own=own)]


def _menu(found: Reading, post: Post, *, own: bool) -> Iterator[tuple[str, str]]:
    out = post.seq is not None and post.hidden_at is None
    if out and found.may_write:
        yield "quote_post", QUOTE
    # Whoever may reply here may change their own words: open, unlocked, in standing.
    if own and post.hidden_at is None and found.may_write:
        yield "edit_post", EDIT
    if own:
        yield "delete_post", DELETE
    elif has_open_account(found.user) and out:
        yield "report_this", REPORT
    if post.edited_at and (own or found.is_moderator):
        yield "post_versions", EARLIER
    if found.is_moderator and not own:
        yield from _menu_of_moderators(post)


def _menu_of_moderators(post: Post) -> Iterator[tuple[str, str]]:
    if post.seq is not None:
        yield "hide_post", SHOW if post.hidden_at else HIDE
    elif post.state == Post.State.HELD:
        yield "held_post", DECIDE


def _state(post: Post, *, gone: bool) -> str:
    if post.deleted_at:
        return "gone"
    if post.hidden_at:
        return "hidden" if gone else "shown_hidden"
    return "" if post.state == Post.State.OUT else str(post.state)


@cache
def _own_name(code: str) -> str:
    """A language's name in itself is the same for every reader."""
    return own_name(code)


def _cites(posts: Collection[Post], topic: Topic, user: Any) -> dict[str, SafeString]:
    """A line with a link over each quote whose post the reader may see; over others nothing.

    Most quotes are of posts on the same page: only for others the database is asked.
    """
    codes = {code for post in posts for code in cited(post.html)}
    here = {post.code: _cite(topic, post) for post in posts if post.code in codes}
    if left := codes - here.keys():
        here |= {post.code: _cite(post.topic, post) for post in readable_by_code(left, user)}
    return here


def _cite(topic: Topic, post: Post) -> SafeString:
    if post.hidden_at or post.deleted_at or post.seq is None:
        return SafeString("")
    where, name = address_of(topic, post.seq), name_of(post.author)
    return format_html('<p class="cite"><a href="{}">{}, #{}</a></p>', where, name, post.seq)
