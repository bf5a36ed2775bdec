"""The facts of a practice that its forms hand over: which are words, flags and lists of terms; and who an author is."""

from dataclasses import dataclass
from typing import Any, Final

from library.models import PARTS
from twinning.models import Institution

WORDS: Final = ("title", "summary", *PARTS, "time_needed", "needs", "changes")
LINES: Final = frozenset({"title", "time_needed", "needs"})
FLAGS: Final = ("offline", "consent", "safety")
LISTS: Final = ("subjects", "audience", "fits")
SCHEMES: Final = {"subjects": "subject", "audience": "audience", "fits": "setting", "kind": "practice_kind"}


@dataclass(frozen=True, slots=True)
class Author:
    """One row of the form. `user` only where the person is known and agreed to be named with their account."""

    name: str
    role: str = ""
    institution: Institution | None = None
    school: str = ""
    user: Any = None
