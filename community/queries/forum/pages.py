"""What a topic's page shows. The same number of queries for one post and for fifty."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final

from django.db.models import Count, Max, Q, QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from community.models import Post, Reaction, Topic
from community.queries.forum.lists import address_of, name_of
from community.queries.forum.markup import cited, with_cites
from community.queries.forum.origins import origins_of
from community.queries.forum.visible import is_here, moderates, posts_visible_to
from community.queries.safety import blocked_codes
from community.queries.showing import own_name, when

OF_OTHERS: Final = "them"


@dataclass(slots=True)
class Reading:
    """One reader before one topic: what holds for all posts of the page, asked once."""

    topic: Topic
    user: Any
    may_write: bool
    may_solve: bool
    moderates: bool
    blocked: frozenset[str] = frozenset()
    reactions: dict[int, dict[str, tuple[int, bool]]] = field(default_factory=dict)
    cites: dict[str, SafeString] = field(default_factory=dict)
    origins: dict[int, str] = field(default_factory=dict)


def reading(topic: Topic, user: Any, posts: Collection[Post], *, may_write: bool, may_solve: bool) -> Reading:
    keys = [post.pk for post in posts]
    found = Reading(topic, user, may_write, may_solve, moderates(user) and topic.board.room_id is None)
    found.reactions = _reactions(keys, user)
    found.cites = _cites(posts, user)
    if is_here(user):
        found.blocked = blocked_codes(user)
        found.origins = origins_of({post.author_id for post in posts if post.author_id})
    return found


def posts_of(topic: Topic) -> QuerySet[Post]:
    """All that have a number, hidden and taken back ones too: their places stay."""
    return Post.objects.filter(topic=topic, state=Post.State.OUT).select_related("author").order_by("seq")


def waiting_posts(topic: Topic, user: Any) -> list[Post]:
    """One's own, or all for a moderator: those that have no number yet."""
    if not is_here(user):
        return []
    rows = posts_visible_to(user).filter(topic=topic).exclude(state=Post.State.OUT)
    return list(rows.select_related("author").order_by("pk"))


def shown_posts(found: Reading, posts: Iterable[Post]) -> list[dict[str, Any]]:
    """As templates/forum/post.html wants them."""
    return [shown_post(found, post) for post in posts]


def shown_post(found: Reading, post: Post) -> dict[str, Any]:
    own = post.author_id is not None and post.author_id == getattr(found.user, "pk", None)
    may_read = own or found.moderates or post.hidden_at is None
    gone = post.deleted_at is not None or not may_read
    return {
        "seq": post.seq,
        "code": post.code,
        "name": name_of(post.author),
        "from": found.origins.get(post.author_id or 0, ""),
        "side": "us" if own else OF_OTHERS,
        "time": when(post.released_at or post.created_at),
        "iso": (post.released_at or post.created_at).isoformat(),
        "lang": "" if gone else post.language,
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
    for kind in Reaction.Kind:
        count, mine = said.get(kind.value, (0, False))
        if may or count:
            rows.append({"kind": kind.value, "label": kind.label, "count": count or "", "mine": mine, "may": may})
    return rows


def menu_of(found: Reading, post: Post, *, own: bool) -> list[tuple[str, Any]]:
    """(url, label) pairs."""
    menu: list[tuple[str, Any]] = []
    out = post.seq is not None and post.hidden_at is None
    if out and found.may_write:
        menu.append((f"{reverse('community:reply', args=[found.topic.code])}?quote={post.code}", _("Quote")))
    if own and post.hidden_at is None and found.topic.locked_at is None:
        menu.append((_to("edit_post", post), _("Edit")))
    if own:
        menu.append((_to("delete_post", post), _("Delete")))
    elif is_here(found.user) and out:
        menu.append((reverse("community:report_this", args=["post", post.code]), _("Report")))
    if post.edited_at and (own or found.moderates):
        menu.append((_to("post_versions", post), _("Earlier words")))
    if found.moderates and not own and post.seq is not None:
        menu.append((_to("hide_post", post), _("Show again") if post.hidden_at else _("Hide")))
    elif found.moderates and post.state == Post.State.HELD and not own:
        menu.append((_to("held_post", post), _("Look and decide")))
    return menu


def _to(name: str, post: Post) -> str:
    return reverse(f"community:{name}", args=[post.code])


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


def _reactions(keys: list[int], user: Any) -> dict[int, dict[str, tuple[int, bool]]]:
    mine = Max("pk", filter=Q(user=user)) if is_here(user) else Max("pk", filter=Q(pk=0))
    rows = Reaction.objects.filter(post__in=keys).values("post", "kind").annotate(n=Count("pk"), mine=mine)
    found: dict[int, dict[str, tuple[int, bool]]] = {}
    for row in rows:
        found.setdefault(row["post"], {})[row["kind"]] = (row["n"], row["mine"] is not None)
    return found


def _cites(posts: Iterable[Post], user: Any) -> dict[str, SafeString]:
    """A line with a link over each quote whose post the reader may see; over others nothing."""
    codes = {code for post in posts for code in cited(post.html)}
    rows = posts_visible_to(user).filter(code__in=codes, seq__isnull=False).select_related("author", "topic")
    return {post.code: _cite(post) for post in rows} if codes else {}


def _cite(post: Post) -> SafeString:
    return format_html(
        '<p class="cite"><a href="{}">{}, #{}</a></p>',
        address_of(post.topic, post.seq or 0),
        name_of(post.author),
        post.seq,
    )
