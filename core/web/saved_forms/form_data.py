"""What a form said when it was sent or saved: its words, never its secrets, and which saving of which page this was."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.http import QueryDict
from django.utils import translation

MOST_CHARACTERS: Final = 200_000
MOST_PATH: Final = 300
MOST_SHOWN: Final = 5
NEVER: Final = re.compile(r"csrf|pass|secret|token|credential|(^|_|-)code$|^kept-", re.IGNORECASE)
MARK: Final = re.compile(r"[0-9a-f]{16,40}")
# A page that is left is saved once more, and perhaps again, while the next one is being made already.
ON_THE_WAY: Final = 2
CHOICE: Final = re.compile(r"[a-z0-9_.:/-]{1,40}")
# What the page says of itself, or which button was pressed: nobody's words.
NO_WORDS: Final = frozenset({"deed", "do", "client_id", "client_key", "version", "back"})


@dataclass(frozen=True, slots=True, kw_only=True)
class FormData:
    """What a form said: `page` shows it, `form` tells it from others there, `mark` and `number` say when.

    `shown` are the drafts, by mark and number, that this page had begun with: what it says comes after them.
    """

    page: str
    form: str
    data: dict[str, list[str]]
    mark: str = ""
    number: int = 0
    shown: tuple[tuple[str, int], ...] = ()

    @property
    def size(self) -> int:
        return sum(len(name) + sum(map(len, texts)) for name, texts in self.data.items())

    @property
    def says_something(self) -> bool:
        return any(text for texts in self.data.values() for text in texts)

    @property
    def worth_keeping(self) -> bool:
        return self.says_something and self.size <= MOST_CHARACTERS and len(self.page) <= MOST_PATH

    def knows(self, *, data: Mapping[str, Any], mark: str, number: int) -> bool:
        """Whether the page knew that draft: it had shown it, had written it itself, or says the same."""
        seen = any(mark == its and number <= upto + ON_THE_WAY for its, upto in self.shown)
        return seen or mark == self.mark or words_of(data) == words_of(self.data)


def words_of(data: Mapping[str, Any]) -> dict[str, str]:
    """What somebody would miss: without spaces that no reader sees, without what the page put in itself."""
    said = {name: " ".join(" ".join(texts).split()) for name, texts in data.items() if name not in NO_WORDS}
    return {name: text for name, text in said.items() if text}


def words_to_copy(post: QueryDict) -> list[str]:
    """What somebody wrote themselves, to be shown to nobody but who has just sent it: no choices, no secrets."""
    said = [
        text.strip() for name, texts in post.lists() if not (NEVER.search(name) or name in NO_WORDS) for text in texts
    ]
    return [text for text in said if text and not CHOICE.fullmatch(text)]


def bare(path: str) -> str:
    """A path without its language: the draft is there in the other two as well."""
    language = translation.get_language_from_path(path)
    return path[len(language) + 1 :] if language else path


def read_form(post: QueryDict, *, page: str, sent_to: str) -> FormData:
    """Of a form that was sent, or saved by its page. Never what is secret."""
    data = {
        _storable(name): [_storable(text) for text in texts] for name, texts in post.lists() if not NEVER.search(name)
    }
    path, _colon, deed = post.get("kept-form", "").partition(":")
    form = f"{bare(path or sent_to)}:{deed if path else post.get('deed', '')}"
    mark, number = _counted(post.get("kept-mark", ""), post.get("kept-number", ""))
    shown = [_counted(*said.partition(":")[::2]) for said in post.get("kept-from", "").split()[:MOST_SHOWN]]
    begun = tuple((its, upto) for its, upto in shown if its)
    return FormData(page=_storable(bare(page)), form=form, data=data, mark=mark, number=number, shown=begun)


def _storable(text: str) -> str:
    """Without NUL, which PostgreSQL keeps in no text: else the page that refuses a form would itself fail."""
    return text.replace("\0", "")


def _counted(mark: str, number: str) -> tuple[str, int]:
    fits = bool(MARK.fullmatch(mark)) and number.isascii() and number.isdigit() and len(number) < 9  # noqa: PLR2004
    return (mark, int(number)) if fits else ("", 0)
