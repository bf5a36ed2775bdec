"""The search shelf `topics`: what of the forum can be found. Hidden and held posts cannot."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.models import Audience, Board, BoardPerson, Post, RoomMember, Topic
from community.queries.forum.boards_and_topics import SHELF
from community.queries.forum.visible import topics_visible_to
from community.showing.forum.boards_and_topics import shown_title, tags_of
from community.showing.names_and_times import name_of, when
from core.findable import MEMBERS, PUBLIC, Document, Facet, Hit, Shelf, Tag, add_shelf
from core.people import has_open_account
from core.text.markup import plain

CHUNK: Final = 200
AUDIENCES: Final = {Audience.PUBLIC: PUBLIC, Audience.MEMBERS: MEMBERS}


def offer() -> None:
    add_shelf(
        Shelf(
            name=SHELF,
            label=gettext_lazy("Forum"),
            order=40,
            documents=documents,
            visible_to=topics_visible_to,
            hits=hits,
            facets=(Facet(name="board", label=gettext_lazy("Board"), labels=board_labels, order=60),),
            audiences=audiences,
        )
    )


def documents(codes: Collection[str] | None) -> Iterator[Document]:
    out = Post.objects.filter(state=Post.State.OUT, deleted_at=None, hidden_at=None).order_by("seq")
    rows = Topic.objects.filter(head_seq__gt=0, merged_into=None).select_related("board")
    rows = rows if codes is None else rows.filter(code__in=codes)
    for topic in rows.prefetch_related(Prefetch("posts", queryset=out, to_attr="out")).iterator(chunk_size=CHUNK):
        yield _document(topic)


def hits(codes: Collection[str], user: Any) -> Mapping[str, Hit]:
    rows = topics_visible_to(user).filter(code__in=codes).select_related("board", "last_by")
    return {topic.code: _hit(topic) for topic in rows}


def board_labels(values: Collection[str]) -> dict[str, str]:
    return {board.code: board.name for board in Board.objects.filter(code__in=values)}


def audiences(user: Any) -> frozenset[str]:
    """Those of this person: one key for each board of a group that they are on."""
    if not has_open_account(user):
        return frozenset({PUBLIC})
    rooms = RoomMember.objects.filter(user=user, left_at=None).values("room")
    boards = Board.objects.filter(room__in=rooms).values_list("code", flat=True)
    lists = BoardPerson.objects.filter(user=user, board__room=None).values_list("board__code", flat=True)
    return frozenset({PUBLIC, MEMBERS, *(f"board:{code}" for code in (*boards, *lists))})


def _document(topic: Any) -> Document:
    board = topic.board
    return Document(
        shelf=SHELF,
        code=topic.code,
        language=topic.language,
        title="" if topic.title_hidden else topic.title,
        body="\n\n".join(plain(post.html) for post in topic.out),
        facets={"board": (board.code,)},
        audience=AUDIENCES.get(board.audience, f"board:{board.code}"),
        changed_at=topic.last_at,
        group=topic.code,
    )


def _hit(topic: Topic) -> Hit:
    said = {"board": topic.board.name, "name": name_of(topic.last_by), "when": when(topic.last_at)}
    return Hit(
        title=shown_title(topic),
        lang="" if topic.title_hidden else topic.language,
        url=reverse("community:topic", args=[topic.code]),
        meta=_("%(board)s. Last post: %(name)s, %(when)s.") % said,
        tags=tuple(Tag(**tag) for tag in tags_of(topic)),
    )
