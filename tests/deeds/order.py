"""Reports, appeals, first posts, boards; talk, which changes nothing."""

from typing import Final

from community.actions.appeals import answer_appeal, appeal
from community.actions.blocks import block
from community.actions.forum.boards import edit_board
from community.actions.forum.editing import delete_post, edit_post
from community.actions.forum.hiding import refuse_post, release_post
from community.actions.forum.moderating import merge_topics
from community.actions.forum.posting import open_topic, write_post
from community.actions.messages import send_message
from community.actions.reports import answer_report, report
from community.models import Appeal, Board
from core.models import Deed
from tests.deeds.doing import Act, Case, does, fresh, person
from tests.world_of_everyone import World


def _reported(w: World) -> Act:
    code = w.things["teacher_message"].code
    return lambda: report(object_type="message", code=code, by=person(w, "partner"), reason="insult")


def _answered(verdict: str) -> Case:
    def prepare(w: World) -> Act:
        return lambda: answer_report(
            report=fresh(w, "report"), by=person(w, "moderator"), verdict=verdict, answer="So it is."
        )

    return prepare


def _appealed(w: World) -> Act:
    deed = Deed.objects.get(pk=w.things["deputy_warning"].pk)
    return lambda: appeal(deed=deed, by=person(w, "deputy"), words="I did.")


def _appeal_answered(w: World) -> Act:
    found = Appeal.objects.get(pk=w.things["appeal"].pk)
    return lambda: answer_appeal(appeal=found, by=person(w, "judge"), outcome="overturned", answer="Right.")


def _first_post(w: World) -> Act:
    said = {"title": "Hello", "source": "Hello", "language": "en", "client_id": "first-post-of-member"}
    return lambda: open_topic(board=fresh(w, "members_board"), by=person(w, "partner"), **said)


def _held_reply(w: World) -> Act:
    said = {"source": "Hello", "language": "en", "client_id": "first-reply-of-deputy"}
    return lambda: write_post(topic=fresh(w, "public_topic"), by=person(w, "deputy"), **said)


def _sent_again(w: World) -> Act:
    refuse_post(post=fresh(w, "held_post"), by=person(w, "moderator"), reason="Greet first.")
    post = fresh(w, "held_post")
    return lambda: edit_post(
        post=post, by=person(w, "stranger"), version=post.version, source="Hello all", language="en"
    )


def _board_of_few(w: World) -> Act:
    board = Board.objects.get(pk=w.things["public_board"].pk)
    names = dict.fromkeys(("ky", "ru", "en"), "Board")
    return lambda: edit_board(board=board, by=person(w, "moderator"), names=names, abouts={}, audience="group", order=1)


def _merged_topics(w: World) -> Act:
    return lambda: merge_topics(
        topic=fresh(w, "public_topic"), into=fresh(w, "members_topic"), by=person(w, "moderator")
    )


ORDER: Final[dict[str, Case]] = {
    "something is reported": _reported,
    **{f"a report is answered: {verdict}": _answered(verdict) for verdict in ("kept", "warned", "removed")},
    "an appeal is made": _appealed,
    "an appeal is answered": _appeal_answered,
    "a first topic waits": _first_post,
    "a first post waits": _held_reply,
    "a first post is released": does(release_post, "moderator", post="the held_post"),
    "a first post is refused": does(refuse_post, "moderator", post="the held_post", reason="Greet first."),
    "a refused post is sent again": _sent_again,
    "a first post is taken back": does(delete_post, "stranger", post="the held_post"),
    "a board is for a group now": _board_of_few,
    "two topics are one": _merged_topics,
    "somebody is blocked": lambda w: lambda: block(by=person(w, "leader"), whom=person(w, "partner")),
    "a message is sent": does(
        send_message, "leader", room="the partnership_room", text="Salam", language="en", client_id="message-of-leader"
    ),
}
