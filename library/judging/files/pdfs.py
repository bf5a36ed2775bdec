"""PDFs: every object is read; scripts, launch actions, external content and embedded files are refused.

Names are compared as they are meant (`/Java#53cript`), also inside object streams; strings and the data of streams are
no names. Whatever hangs below an object is looked at once, within bounds of number, depth and time."""

import io
import re
import time
from typing import IO, Any, Final

import pikepdf
from django.utils.translation import gettext as _
from pikepdf import ObjectType

from core.errors import Invalid
from library.judging.files.link_targets import check_link
from library.judging.files.refusals import elsewhere, locked, two_faced

START: Final = b"%PDF-"
END: Final = b"%%EOF"
MOST_BEFORE: Final = 1024  # what readers skip
MOST_AFTER: Final = 8192  # beside blanks
MOST_NODES: Final = 4_000_000
MOST_DEEP: Final = 200
SECONDS: Final = 15
# Printers, gateways and editors put a line before the head: a job's words, a byte order mark, a header of HTTP.
BEFORE: Final = re.compile(rb"(?!\s*[<#{])(?!MZ|PK|GIF|BM|RIFF)[\t\n\f\r\x1b\x20-\x7e\x80-\xff]*")
SCRIPTS: Final = frozenset({"/JavaScript", "/JS", "/XFA"})
CARRIED: Final = frozenset({"/EmbeddedFile", "/EmbeddedFiles", "/EF", "/FileAttachment", "/GoToE"})
FILMS: Final = frozenset({"/RichMedia", "/RichMediaContent", "/RichMediaExecute", "/3D", "/Movie", "/Rendition"})
STARTED: Final = frozenset({"/Launch", "/SubmitForm", "/ImportData"})
CALCULATED: Final = frozenset({"/K", "/F", "/V", "/C"})  # what fields do by script: as typed, shown, checked, counted
OPENED: Final = frozenset({"/OpenAction", "/AA"})
SHORT: Final = frozenset({"/JS", "/EF", "/3D", "/Movie"})
COLLECTIONS: Final = (ObjectType.dictionary, ObjectType.stream)


def judge_pdf(file: IO[bytes]) -> int:
    """How many pages. Raise Invalid with the sentence for what is wrong."""
    content = _trimmed(file)
    try:
        with pikepdf.open(content, suppress_warnings=True) as pdf:
            found = _Look(pdf).found
            _refuse(found)
            pages = len(pdf.pages)
    except pikepdf.PasswordError as error:
        raise locked() from error
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, KeyError, OSError) as error:
        raise (locked() if "encrypt" in str(error).lower() else _not_whole()) from error
    if not pages:
        raise _not_whole()
    return pages


def find_start(head: bytes) -> int:
    """Where the PDF begins within the first bytes, -1 if nowhere."""
    return head.find(START, 0, MOST_BEFORE + len(START))


def _trimmed(file: IO[bytes]) -> io.BytesIO:
    """From the head to the last end: offsets count from there, and what stands around must be nothing else."""
    file.seek(0)
    whole = file.read()
    start, end = find_start(whole), whole.rfind(END)
    if start < 0 or end < start:
        raise _not_whole()
    if not BEFORE.fullmatch(whole[:start]) or START in whole[end:]:
        raise two_faced()
    if len(whole[end + len(END) :].strip(b"\0\t\n\f\r \x1a")) > MOST_AFTER:
        raise _not_whole()
    return io.BytesIO(whole[start : end + len(END)] + b"\n")


class _Look:
    """All names that the file means, and what they are said of."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.found: set[str] = set()
        self._nodes, self._deadline = 0, time.monotonic() + SECONDS
        self._walk(pdf.trailer)
        for each in pdf.objects:
            self._walk(each)

    def _walk(self, top: Any) -> None:
        """Down to the next reference: what that leads to is an object of its own, and its turn comes."""
        waiting: list[tuple[Any, int]] = [(top, 0)]
        while waiting:
            node, depth = waiting.pop()
            self._count(depth)
            kind = node._type_code if isinstance(node, pikepdf.Object) else None  # noqa: SLF001 - the documented way to tell
            if kind is ObjectType.name_:
                self.found.add(str(node))
            elif kind is ObjectType.array:
                waiting += [(one, depth + 1) for one in node if not _is_reference(one)]
            elif kind in COLLECTIONS:
                pairs = dict(node.items())
                self._look_at(pairs, kind)
                waiting += [(one, depth + 1) for one in pairs.values() if not _is_reference(one)]

    def _count(self, depth: int) -> None:
        self._nodes += 1
        late = self._nodes % 4096 == 0 and time.monotonic() > self._deadline
        if self._nodes > MOST_NODES or depth > MOST_DEEP or late:
            raise Invalid(_("This PDF is made of too many parts. Print it to a new PDF and try again."))

    def _look_at(self, pairs: dict[str, Any], kind: Any) -> None:
        self._nodes += len(pairs)
        self.found.update(name for name, value in pairs.items() if name not in SHORT or _has_content(name, value))
        is_field = "/FT" in pairs or str(pairs.get("/Subtype", "")) == "/Widget"
        if "/CO" in pairs or (is_field and CALCULATED & set(_keys(pairs.get("/AA")))):
            self.found.add("calculates")
        for name in OPENED & set(pairs):
            _check_opening(pairs[name])
        for name in ("/F", "/UF", "/URI"):
            if isinstance(pairs.get(name), pikepdf.String):
                check_link(_text_of(pairs[name]))
        if (kind is ObjectType.stream and "/F" in pairs) or str(pairs.get("/FS", "")) == "/URL":
            raise elsewhere()  # what belongs here lies in another file


def _has_content(name: str, value: Any) -> bool:
    """Short names are given to fonts and pictures of a page too: what they stand for tells."""
    if name == "/JS":
        return isinstance(value, pikepdf.String | pikepdf.Stream)
    return _is_dictionary(value) and any(isinstance(one, pikepdf.Stream) for one in value.values())


def _check_opening(opened: Any) -> None:
    """What happens by itself may turn pages, and no more."""
    waiting, looked = [opened], 0
    while waiting and looked < MOST_DEEP:
        action, looked = waiting.pop(), looked + 1
        if _is_dictionary(action):
            if str(action.get("/S", "")) in {"/URI", "/GoToR", "/Thread"}:
                raise elsewhere()
            waiting += [one for name, one in action.items() if name not in {"/D", "/Parent", "/P"}]
        elif isinstance(action, pikepdf.Array):
            waiting += [one for one in list(action)[:MOST_DEEP] if _is_dictionary(one) and "/S" in one]


def _refuse(found: set[str]) -> None:
    if CARRIED & found:
        raise Invalid(
            _("Other files are packed into this PDF. Print it to a new PDF, and add the others by themselves.")
        )
    if STARTED & found:
        raise Invalid(_("This PDF starts programs or sends data. Print it to a new PDF and try again."))
    if FILMS & found:
        raise Invalid(_("A film or a game is built into this PDF. Print it to a new PDF, and add the film by itself."))
    if "/XFA" in found or (SCRIPTS & found and "calculates" in found):
        raise Invalid(_("This PDF is a form that calculates by itself. Print it to PDF and try again."))
    if SCRIPTS & found:
        raise Invalid(_("This PDF holds scripts. Print it to a new PDF and try again."))
    if any(name.startswith("/QPDFFake") for name in found):
        raise _not_whole()  # what could not be read there may mean something to another reader


def _is_reference(one: Any) -> bool:
    return isinstance(one, pikepdf.Object) and one.is_indirect


def _is_dictionary(one: Any) -> bool:
    return isinstance(one, pikepdf.Dictionary)


def _keys(one: Any) -> list[str]:
    return list(one.keys()) if _is_dictionary(one) else []


def _text_of(said: Any) -> str:
    try:
        return str(said)
    except UnicodeError:
        return bytes(said).decode("latin-1")


def _not_whole() -> Invalid:
    return Invalid(_("This PDF is not whole. Save it anew and try again."))
