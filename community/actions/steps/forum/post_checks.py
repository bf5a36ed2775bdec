"""Validating and cleaning posts and titles before they are stored."""

import re
from typing import Any, Final

from babel import Locale
from django.utils.translation import gettext_lazy as _

from community.models import Board
from community.policy import NAMED_IN_A_POST, POST_CHARACTERS, TITLE_CHARACTERS
from community.queries.forum.board_people import names_on
from core.errors import Invalid
from core.language.name_refusals import check_marks, check_name
from core.language.text_lengths import check_length
from core.text import clean
from core.text.markup import VERSION, count_named
from core.text.markup import made_of as made_by_core

CLIENT_ID: Final = re.compile(r"[A-Za-z0-9-]{8,40}")


def words_of(*, source: str, language: str) -> dict[str, str]:
    """`source` and `language` as they are stored. Raise Invalid for what cannot be."""
    said = clean(source, multiline=True)
    if not said:
        raise Invalid(_("Write something first."), field="source")
    check_length(said, most=POST_CHARACTERS, field="source", next_step=_("Write it in two parts."))
    if count_named(said) > NAMED_IN_A_POST:
        raise Invalid(_("A post names at most 50 people with @. Take out the others."), field="source")
    check_marks(said, field="source")
    if language not in Locale("en").languages:
        raise Invalid(_("Choose the language of your post."), field="language")
    return {"source": said, "language": language}


def title_of(title: str) -> str:
    said = check_name(title, field="title")
    if not said:
        raise Invalid(_("Give the topic a title: others decide by it whether to read on."), field="title")
    check_length(said, most=TITLE_CHARACTERS, field="title", next_step=_("Say the rest in the post."))
    return said


def check_client_id(client_id: str) -> None:
    if not CLIENT_ID.fullmatch(client_id):
        raise Invalid(_("This form is damaged. Load the page again; what you typed is kept."), field="client_id")


def made_of(source: str, board: Board) -> tuple[dict[str, Any], list[str]]:
    """(what a post keeps of it, the codes of those who are named). Who may be is asked only where somebody is."""
    made = made_by_core(source, names_on(board) if count_named(source) else None)
    return {"html": made.html, "markup": VERSION}, made.named
