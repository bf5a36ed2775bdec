"""Plants the forum of the demo: boards in three languages, topics, posts and reactions."""

from collections.abc import Mapping
from typing import Any, Final

from django_tasks_db.models import DBTaskResult

from accounts.models import User
from community.actions.forum.boards import add_person, board_of_room, make_board
from community.actions.forum.hiding import hide_post, release_post
from community.actions.forum.moderating import lock_topic, pin_topic
from community.actions.forum.posting import open_topic, write_post
from community.actions.forum.reading import mark_answer, react
from community.actions.steps.forum.news import tell_of_post
from community.models import Board, Post, Reaction, Room, Topic, TopicReader
from core.models import LimitCount
from demo.actions.steps.backdating import ago, happened
from demo.queries import data_files

MODERATOR: Final = "moderator"
FIRST: Final = 62.0


def plant_forum(rooms: Mapping[str, Room], people: Mapping[str, User]) -> None:
    with happened(FIRST):
        boards = {row["key"]: _plant_board(row, people) for row in data_files.forum()["boards"]}
    for number, row in enumerate(data_files.forum()["topics"]):
        _plant_topic(number, row, _board_of(row, boards, rooms, people), people)
    # The notices exist already; the worker must not send them again with the date of today.
    DBTaskResult.objects.filter(task_path=tell_of_post.module_path).delete()


def _plant_board(row: Mapping[str, Any], people: Mapping[str, User]) -> Board:
    by = people["admin"]
    board = make_board(by=by, names=row["names"], abouts=row["abouts"], audience=row["audience"], order=row["order"])
    first, *_rest = row.get("people") or [""]
    for who in row.get("people", []):
        # Nobody may add themselves, so whoever made the board is added by its first member.
        add_person(board=board, by=people[first] if people[who] == by else by, email=people[who].email)
    return board


def _plant_topic(number: int, row: Mapping[str, Any], board: Board, people: Mapping[str, User]) -> None:
    posts: list[Post] = []
    for days, who, language, text, more in row["posts"]:
        LimitCount.objects.all().delete()
        words = {"source": _with_codes(text, posts), "language": language}
        words["client_id"] = f"demo-forum-{number:02d}-{len(posts):02d}"
        with happened(days):
            post = _write(board, row["title"], posts, people[who], words)
            post = _looked_at(post, row, people)
            tell_of_post.func(post.pk)
            _say(post, more, people)
        _at(post, days)
        posts.append(post)
    _finish(row, posts, people)


def _board_of(
    row: Mapping[str, Any], boards: Mapping[str, Board], rooms: Mapping[str, Room], people: Mapping[str, User]
) -> Board:
    room = rooms.get(row["board"].removeprefix("room:"))
    return board_of_room(room=room, by=people[row["posts"][0][1]]) if room else boards[row["board"]]


def _write(board: Board, title: str, posts: list[Post], by: User, words: dict[str, str]) -> Post:
    if posts:
        return write_post(topic=posts[0].topic, by=by, **words)
    return open_topic(board=board, by=by, title=title, **words).posts.get()


def _looked_at(post: Post, row: Mapping[str, Any], people: Mapping[str, User]) -> Post:
    """First posts were released by the moderator, but for the one that waits."""
    if post.state == Post.State.HELD and not row.get("held"):
        return release_post(post=post, by=people[MODERATOR])
    return post


def _say(post: Post, more: Mapping[str, Any], people: Mapping[str, User]) -> None:
    for kind in Reaction.Kind.values:
        for who in more.get(kind, []):
            react(post=post, by=people[who], kind=kind)
    if "hidden" in more:
        hide_post(post=post, by=people[MODERATOR], reason=more["hidden"])


def _at(post: Post, days: float) -> None:
    if post.seq is not None:
        Post.objects.filter(pk=post.pk).update(released_at=ago(days))
    Topic.objects.filter(pk=post.topic_id).update(last_at=ago(days))


def _finish(row: Mapping[str, Any], posts: list[Post], people: Mapping[str, User]) -> None:
    topic, last = Topic.objects.select_related("board__room", "author").get(pk=posts[0].topic_id), row["posts"][-1][0]
    with happened(last):
        if "answer" in row:
            mark_answer(topic=topic, post=posts[row["answer"] - 1], by=topic.author)
        if row.get("pinned"):
            pin_topic(topic=topic, by=people[MODERATOR], pinned=True)
        if row.get("locked"):
            lock_topic(topic=topic, by=people[MODERATOR], locked=True)
    # The last post stays unread for those who wrote before it.
    readers = TopicReader.objects.filter(topic=topic, last_read_seq__gt=0)
    readers.exclude(user=topic.last_by).update(last_read_seq=max(topic.head_seq - 1, 0))


def _with_codes(text: str, posts: list[Post]) -> str:
    for number, post in enumerate(posts, start=1):
        text = text.replace(f"#@{number}\n", f"#{post.code}\n")
    return text
