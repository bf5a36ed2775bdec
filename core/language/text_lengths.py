"""How long a text may be. Browsers cut nothing (core.web.widgets): what is too long comes back whole, with a count.

Characters are code points of the text as it is kept (core.text.clean): a line end is one, and so is an emoji that
JavaScript calls two. static/js/character-count.js counts the same.
"""

from typing import Final

from django.utils.functional import lazy
from django.utils.translation import gettext

from core.errors import Invalid, Text
from core.language.formats import format_number

MAX_LENGTH: Final = "max_length"


def check_length(text: str, *, most: int, field: str, next_step: Text = "") -> None:
    """Raise Invalid, with both figures, for a clean text of more than `most` characters."""
    if len(text) > most:
        raise Invalid(too_long(len(text), most), field=field, next_step=next_step)


class SearchedText:
    """Base of filters with a text to search for. `text` as typed; `fault` says why it cannot be used (`too_long`)."""

    __slots__ = ()
    text: str
    fault: Text

    @property
    def words(self) -> str:
        """What is searched for: nothing where the text is too long."""
        return "" if self.fault else self.text


def _too_long(length: int, most: int) -> str:
    figures = {"length": format_number(length), "most": format_number(most), "over": format_number(length - most)}
    return gettext("At most %(most)s characters fit here. There are %(length)s now: %(over)s too many.") % figures


# Said in the language of whoever reads it: doors for machines choose it after the verb has refused.
too_long = lazy(_too_long, str)
