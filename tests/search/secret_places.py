"""Every place where words are not for everybody, and how a word gets there. For tests/search/test_secrets.py."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from accounts.actions.erasing import delete_account
from accounts.models import Standing, User
from community.actions.forum.boards import board_of_room
from community.actions.forum.drafts import keep_draft
from community.actions.forum.editing import delete_post
from community.actions.forum.hiding import hide_post, release_post
from community.actions.forum.posting import open_topic, write_post
from community.actions.messages import delete_message, send_message
from community.models import Report, Room
from core.models import LimitCount
from library.models import ArticlePage, Practice
from tests.world_of_everyone import World
from twinning.models import Institution, InstitutionName, Invitation

Put = Callable[[World, str], Any]


def _row(thing: str, *fields: str) -> Put:
    """Into fields of a thing of the world, whatever the forms of the site would say to it."""

    def put(world: World, word: str) -> None:
        row = world.things[thing]
        type(row).objects.filter(pk=row.pk).update(**dict.fromkeys(fields, word))

    return put


def _named(thing: str) -> Put:
    def put(world: World, word: str) -> None:
        Institution.objects.filter(pk=world.things[thing].pk).update(place=word, latin_name=word)
        InstitutionName.objects.filter(institution=world.things[thing]).update(text=word, folded=word)

    return put


def _topic(board: str, role: str) -> Put:
    def put(world: World, word: str) -> Any:
        words = {"title": f"On {word}", "source": f"We speak of {word}.", "language": "en"}
        return open_topic(board=world.things[board], by=world.people[role], client_id=uuid4().hex, **words)

    return put


def _reply(world: World, word: str) -> Any:
    """Out, on the public board."""
    by = world.people["partner"]
    said = write_post(
        topic=world.things["public_topic"], by=by, source=f"A reply {word}", language="en", client_id=uuid4().hex
    )
    return said if said.state == "out" else release_post(post=said, by=world.people["moderator"])


def _hidden(world: World, word: str) -> None:
    hide_post(post=_reply(world, word), by=world.people["moderator"], reason="It is rude.")


def _deleted(world: World, word: str) -> None:
    delete_post(post=_reply(world, word), by=world.people["partner"])


def _message(room: str, role: str) -> Put:
    def put(world: World, word: str) -> Any:
        return send_message(
            room=world.things[room], by=world.people[role], text=f"Only {word}", client_id=uuid4().hex, language="en"
        )

    return put


def _message_taken_back(world: World, word: str) -> None:
    _message("partnership_room", "teacher")(world, word)
    message = world.things["partnership_room"].messages.order_by("-seq")[0]
    delete_message(message=message, by=world.people["teacher"])


def _draft(world: World, word: str) -> None:
    keep_draft(place=world.things["public_topic"], by=world.people["leader"], source=f"Begun {word}", language="en")


def _newer_words(world: World, word: str) -> None:
    """Of a practice that is published: only its authors read them yet."""
    river = Practice.objects.get(pk=world.things["river"].pk)
    river.title, river.summary = f"River {word}", word
    river.save_revision()


def _newer_page(world: World, word: str) -> None:
    page = ArticlePage.objects.get(pk=world.things["open_page"].pk)
    page.title = f"Open {word}"
    page.save_revision()


def _erased(world: World, word: str) -> None:
    """What somebody has written and was called; their public words stay, without them."""
    user = User.objects.create_user(f"{word}@example.org", name=f"{word} Aida", language="en", rules_version="x")
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    Standing.objects.create(user=user, may_write=True, why="test")
    words = {"title": "Hello", "source": f"I am {word}.", "language": "en"}
    open_topic(board=world.things["public_board"], by=user, client_id=uuid4().hex, **words)
    delete_account(user=user, by=user)


def _room_title(world: World, word: str) -> None:
    Room.objects.filter(pk=world.things["partnership_room"].pk).update(title=word)


# Nobody but who belongs there reads these: neither a visitor nor the leader of another institution.
CLOSED: dict[str, Put] = {
    "a message": _message("partnership_room", "teacher"),
    "a message taken back": _message_taken_back,
    "a room's title": _room_title,
    "a topic of a room": lambda world, word: open_topic(
        board=board_of_room(room=world.things["partnership_room"], by=world.people["leader"]),
        by=world.people["leader"], title=word, source=word, language="en", client_id=uuid4().hex,
    ),
    "a topic of a group": _topic("group_board", "coordinator"),
    "a held post": _topic("public_board", "deputy"),
    "a hidden post": _hidden,
    "a post taken back": _deleted,
    "a draft of a post": _draft,
    "a draft": _row("river_draft", "title", "summary", "context"),
    "a practice in review": _row("submitted_practice", "title", "summary", "steps"),
    "a practice taken down": _row("down_practice", "title", "summary", "result"),
    "newer words of a practice": _newer_words,
    "a hidden trial": _row("hidden_trial", "outcome"),
    "a hidden institution": _named("hidden"),
    "a suspended institution": _named("suspended"),
    "a wish": _row("school_draft_wish", "title"),
    "an open wish": _row("school_open_wish", "title"),
    "a class": _row("school_class", "name"),
    "a proposal": _row("received", "title"),
    "a plan": _row("partnership_item", "title"),
    "an invitation": lambda world, word: Invitation.objects.filter(pk=world.things["invitation"].pk).update(
        email=f"{word}@example.org"
    ),
    "a report": lambda world, word: Report.objects.filter(pk=world.things["report"].pk).update(words=word),
    "a page of editors": _row("draft_page", "title"),
    "a page behind a door": _row("inner_page", "title"),
    "newer words of a page": _newer_page,
    "an erased person": _erased,
    "a person's name": lambda world, word: User.objects.filter(pk=world.people["deputy"].pk).update(name=f"{word} X"),
}  # fmt: skip
# Everybody who is signed in reads these.
FOR_MEMBERS: dict[str, Put] = {
    "a topic for members": _topic("members_board", "coordinator"),
    "a claimed institution": _named("claimed"),
}


def plant(world: World, places: dict[str, Put], words: dict[str, str]) -> None:
    for name, put in places.items():
        LimitCount.objects.all().delete()
        put(world, words[name])
