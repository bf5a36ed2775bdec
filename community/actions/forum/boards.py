"""Boards: creating, editing and closing them, and the list of people of a board with audience `group`."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.queries.people import person_with_address
from community.actions.steps.desk import desk_changed
from community.actions.steps.forum.news import touched
from community.models import Audience, Board, BoardPerson, Room
from community.policy import BOARD_ABOUT_CHARACTERS, BOARD_NAME_CHARACTERS
from core import audit
from core.errors import Invalid, Refused
from core.language.name_refusals import check_name
from core.language.text_lengths import check_length
from core.live.outbox import check_again
from core.locales import LABELLED
from core.permissions import require


def make_board(*, by: Any, names: dict[str, str], abouts: dict[str, str], audience: str, order: int) -> Board:
    require(by, "community.edit_boards")
    board = Board(audience=_audience(audience))
    _fill(board, names, abouts, order)
    with transaction.atomic():
        board.save()
        audit.record("community.make_board", board, by=by)
    return board


def edit_board(
    *, board: Board, by: Any, names: dict[str, str], abouts: dict[str, str], audience: str, order: int
) -> None:
    """Names in three languages. Never to more readers than it had: people wrote for those."""
    require(by, "community.edit_boards", board)
    width = {Audience.GROUP: 0, Audience.MEMBERS: 1, Audience.PUBLIC: 2}
    wanted = _audience(audience)
    if board.topics.exists() and (width[wanted] > width[Audience(board.audience)]):
        raise Invalid(_("There are topics on this board: it cannot get more readers than it had."), field="audience")
    before = board.audience
    _fill(board, names, abouts, order)
    board.audience = wanted
    with transaction.atomic():
        board.save()
        audit.record("community.edit_board", board, by=by, data={"audience": [before, wanted]})
        if before != wanted:
            desk_changed()  # moderators look at no first post of a group
            for topic in board.topics.all():
                touched(topic)


def close_board(*, board: Board, by: Any, closed: bool) -> None:
    """A closed board stays readable."""
    require(by, "community.edit_boards", board)
    with transaction.atomic():
        rows = Board.objects.filter(pk=board.pk, closed_at__isnull=closed)
        if rows.update(closed_at=timezone.now() if closed else None):
            audit.record("community.close_board" if closed else "community.open_board", board, by=by)
    board.refresh_from_db()


def add_person(*, board: Board, by: Any, email: str) -> BoardPerson:
    """Let somebody read and write on a board of a group; never oneself."""
    require(by, "community.let_in", board)
    if board.audience != Audience.GROUP:
        raise Invalid(_("This board has no list of people."), field="email")
    person = person_with_address(email)
    if person is None:
        raise Invalid(_("Nobody has an account with this address."), field="email")
    if person == by:
        raise Refused(_("Nobody lets themselves in."), next_step=_("Ask one of the people of this board."))
    with transaction.atomic():
        row, new = BoardPerson.objects.get_or_create(board=board, user=person)
        if new:
            audit.record("community.add_board_person", board, by=by, concerns=[person])
    return row


def remove_person(*, board: Board, by: Any, person: Any) -> None:
    """Leave the board oneself, or, as a moderator, take somebody off it."""
    require(by, "community.leave_board" if by == person else "community.edit_boards", board)
    with transaction.atomic():
        if BoardPerson.objects.filter(board=board, user=person).delete()[0]:
            audit.record("community.remove_board_person", board, by=by, concerns=[person])
            check_again(person)


def board_of_room(*, room: Room, by: Any) -> Board:
    """The board that whoever is in the room reads; made with the first topic."""
    require(by, "community.open_group_board", room)
    names = {f"name_{language}": room.title[:BOARD_NAME_CHARACTERS] for language in LABELLED}
    board, _new = Board.objects.get_or_create(room=room, defaults={"audience": Audience.GROUP, **names})
    return board


def _audience(audience: str) -> Audience:
    if audience not in Audience.values:
        raise Invalid(_("Choose who reads this board."), field="audience")
    return Audience(audience)


def _fill(board: Board, names: dict[str, str], abouts: dict[str, str], order: int) -> None:
    for language in LABELLED:
        if not names.get(language):
            raise Invalid(_("Name the board in all three languages."), field=f"name_{language}")
        name, about = check_name(names[language], field=f"name_{language}"), abouts.get(language, "")
        check_length(name, most=BOARD_NAME_CHARACTERS, field=f"name_{language}")
        check_length(about, most=BOARD_ABOUT_CHARACTERS, field=f"about_{language}")
        setattr(board, f"name_{language}", name)
        setattr(board, f"about_{language}", about)
    board.order = order
