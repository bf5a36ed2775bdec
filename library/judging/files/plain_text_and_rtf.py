"""Plain text (UTF-8, UTF-16, Windows-1251), and RTF, parsed as a text processor parses it."""

import re
from typing import IO, Final

from library.judging.files.link_targets import is_elsewhere, is_local, is_relative
from library.judging.files.refusals import damaged, elsewhere, not_taken, objects, picture_elsewhere, template_elsewhere
from library.judging.files.word_field_codes import check_field

RTF: Final = b"{\\rtf"
MOST_BYTES: Final = 20_000_000
BYTE_ORDER: Final = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
MARKUP: Final = re.compile(r"[\s\ufeff]*<[a-z!?/]", re.IGNORECASE)
NEVER: Final = re.compile(r"[\x00-\x06\x0e-\x19\x1c-\x1f\x7f\ufffe\uffff]")
# Of Russian and Ukrainian texts in Windows' old encoding: letters, quotes, dashes and the number sign.
CYRILLIC: Final = re.compile(r"[А-Яа-яЁёІіЇїЄєҐґЎў]")
NO_LETTER: Final = re.compile(r"[^\W_]|\s|[!-/:-@\[-`{-~]|[«»“”„‘’–—…№•·°±§©®™‰†‡€¤¦¬\u00a0\u00ad‚‹›]")
OBJECTS: Final = frozenset(
    b"object objdata objemb objlink objautlink objsub objpub objicemb objhtml objocx objclass objupdate".split()
)
TOKEN: Final = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z])|"
    rb"(?P<brace>[{}])|(?P<text>[^\\{}]+)"
)
COLLECTED: Final = frozenset({b"fldinst", b"template", b"sn", b"sv", b"nextfile", b"mmodsosrc", b"mmconnectstrdata"})
MOST_DEEP: Final = 2000
MOST_SAID: Final = 10_000


def judge_text(file: IO[bytes]) -> None:
    """Raise Invalid where it is no text, or one that a browser would run."""
    file.seek(0)
    content = file.read(MOST_BYTES + 1)
    words = _decoded(content) if len(content) <= MOST_BYTES else None
    if words is None or NEVER.search(words) or MARKUP.match(words):
        raise not_taken()


def _decoded(content: bytes) -> str | None:
    encoding = next((name for mark, name in BYTE_ORDER.items() if content.startswith(mark)), "utf-8")
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None if encoding != "utf-8" else _in_old_encoding(content)


def _in_old_encoding(content: bytes) -> str | None:
    """Windows-1251 has a letter for nearly every byte; a text uses those of its language."""
    try:
        words = content.decode("cp1251")
    except UnicodeDecodeError:
        return None
    strange = sum(1 for sign in words if not NO_LETTER.match(sign))
    cyrillic = len(CYRILLIC.findall(words))
    above = sum(1 for byte in content if byte > 127)  # noqa: PLR2004 - beyond ASCII
    return words if strange * 20 <= len(words) and cyrillic * 2 >= above else None


def judge_rtf(file: IO[bytes]) -> None:
    """No objects of other programs, no field, picture or template that is fetched."""
    file.seek(0)
    content = file.read()
    look, at = _Rtf(), 0
    while at < len(content):
        token = TOKEN.match(content, at)
        if token is None:
            if not content[at:].strip(b"\0\r\n\t \\"):
                break
            raise damaged()
        at = token.end()
        if token["word"] == b"bin":
            at += max(0, int(token["number"] or 0))  # raw bytes, in which nothing means anything
        else:
            look.take(token)
    if look.depth > 0:
        raise damaged()


class _Rtf:
    """Which group stands for what, and what its text says."""

    def __init__(self) -> None:
        self.depth = 0
        self.open: list[tuple[int, bytes, bytearray]] = []
        self.property = ""

    def take(self, token: re.Match[bytes]) -> None:
        if token["brace"] == b"{":
            self.depth += 1
            if self.depth > MOST_DEEP:
                raise damaged()
        elif token["brace"] == b"}":
            while self.open and self.open[-1][0] >= self.depth:
                self._close(*self.open.pop())
            self.depth -= 1
        elif token["word"]:
            self._word(token["word"].lower(), int(token["number"] or 0))
        elif self.open and len(self.open[-1][2]) < MOST_SAID:
            self.open[-1][2].extend(_letters(token))

    def _word(self, word: bytes, number: int) -> None:
        if word in OBJECTS:
            raise objects()
        if word in COLLECTED:
            self.open.append((self.depth, word, bytearray()))
        elif word == b"u" and self.open:
            sign = chr(number % 65536)
            self.open[-1][2].extend(sign.encode("cp1251", "replace"))

    def _close(self, _depth: int, word: bytes, text: bytearray) -> None:
        said = text.decode("cp1251", "replace").strip()
        if word == b"fldinst":
            check_field(said)
        elif word == b"template":
            if not (is_local(said) or is_relative(said)):
                raise template_elsewhere()
        elif word == b"sn":
            self.property = said
        elif word == b"sv":
            if self.property in {"pibName", "fillBlipName", "lineFillBlipName", "pibPrintName"} and is_elsewhere(said):
                raise picture_elsewhere()
        elif said and not (is_local(said) or is_relative(said)):
            raise elsewhere()


def _letters(token: re.Match[bytes]) -> bytes:
    if token["hex"]:
        return bytes([int(token["hex"], 16)])
    if token["sign"]:
        return token["sign"] if token["sign"] in {b"\\", b"{", b"}"} else b""
    return token["text"].replace(b"\r", b"").replace(b"\n", b"")
