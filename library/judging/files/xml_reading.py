"""A streaming XML reader for untrusted files: entities are never expanded, nothing external is loaded."""

from typing import IO, Final
from xml.parsers import expat

from library.judging.files.refusals import damaged, unfolds

PART: Final = 1 << 16
MOST_DEEP: Final = 2000
BEFORE: Final = b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"


class Reader:
    """Calls `started` with each element's local name and its attributes (as they stand). Others add `ended`, `said`."""

    takes_doctype = False  # books may name the DTD of XHTML; nothing ever reads it

    def __init__(self) -> None:
        self._depth = 0

    def started(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def ended(self, name: str) -> None:
        """An element ends."""

    def said(self, text: str) -> None:
        """Text between elements."""

    def read(self, file: IO[bytes]) -> None:
        """Raise Invalid where it is not well-formed, or defines entities."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self.said
        parser.StartDoctypeDeclHandler, parser.EntityDeclHandler = self._declared, self._defined
        try:
            while part := file.read(PART):
                parser.Parse(part, False)
            parser.Parse(b"", True)
        except (expat.ExpatError, LookupError, UnicodeError) as error:
            raise damaged() from error

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > MOST_DEEP:
            raise damaged()
        self.started(local(name), attributes)

    def _end(self, name: str) -> None:
        self._depth -= 1
        self.ended(local(name))

    def _declared(self, _name: str, _system: str | None, _public: str | None, has_more: int) -> None:
        if has_more or not self.takes_doctype:
            raise unfolds()

    def _defined(self, *_what: object) -> None:
        raise unfolds()


def local(name: str) -> str:
    return name.rpartition(":")[2]


def looks_like_markup(head: bytes) -> bool:
    return head.lstrip(BEFORE).startswith(b"<")
