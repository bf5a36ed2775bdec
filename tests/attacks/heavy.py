"""Files that cost much more than they weigh, many hands that send them at once, and what the server's memory says."""

import fcntl
import io
import json
import os
import struct
import threading
import time
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from tests.attacks.hands import TOKEN, Answer, Hand, memory_mb
from tests.server import Server

SIDE = 6300
PLANT = """
import json
from django.conf import settings
from django.test import Client
from accounts.models import User
from core.permissions import allowed
from library.actions.writing import create_practice
from twinning.models import Staff
found = {}
for place in Staff.objects.filter(state="verified").select_related("user", "institution").order_by("pk"):
    user = place.user
    if len(found) < %s and user.code not in found and allowed(user, "library.write"):
        practice = create_practice(by=user, institution=place.institution, language="en")
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        found[user.code] = [client.cookies[settings.SESSION_COOKIE_NAME].value, practice.code]
print(json.dumps(list(found.values())))
"""


class Author(NamedTuple):
    hand: Hand
    practice: str


def authors(site: Server, number: int) -> list[Author]:
    """People who may write, each with a draft."""
    found = json.loads(site.run(PLANT % number).splitlines()[-1])
    return [Author(Hand(site, session), code) for session, code in found]


def one_colour(shade: int, side: int = SIDE) -> bytes:
    """A PNG of a hundred thousand bytes that unfolds to a hundred and twenty million."""
    row, packer = b"\0" + bytes((shade, 90, 60)) * side, zlib.compressobj(6)
    pixels = b"".join(packer.compress(row) for _n in range(side)) + packer.flush()
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", pixels) + _chunk(b"IEND", b"")


def many_texts(number: int) -> bytes:
    """A workbook with this many different texts, which a reader must know before the first row."""
    texts = "".join(f"<si><t>{n * 7919 % 9_999_991:x}</t></si>" for n in range(number))
    return _workbook(f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{texts}</sst>'.encode())


def long_texts(number: int, size: int) -> bytes:
    """A workbook whose few texts fill the memory: each is packed a little worse than a bomb, and one letter in it
    makes all others take four bytes."""
    texts = b"<si><t>&#128512;%s</t></si>" % b"".join(
        os.urandom(200).hex().encode() + b"a" * 15_000 for _n in range(size // 15_400)
    )
    return _workbook(
        b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' + texts * number + b"</sst>"
    )


def _workbook(texts: bytes) -> bytes:
    """As Excel writes it: the sheet points at the first texts, so that a reader needs the list."""
    made, main = io.BytesIO(), "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    head = '<c r="A1" t="inlineStr"><is><t>name</t></is></c><c r="B1" t="inlineStr"><is><t>id</t></is></c>'
    cells = '<c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c>'
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book:
        book.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{package}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/>'
            f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}.sharedStrings+xml"/></Types>',
        )
        for name, parts in (
            ("_rels/.rels", [("officeDocument", "xl/workbook.xml")]),
            (
                "xl/_rels/workbook.xml.rels",
                [("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml")],
            ),
        ):
            lines = "".join(
                f'<Relationship Id="r{n}" Type="{office}/{what}" Target="{where}"/>'
                for n, (what, where) in enumerate(parts)
            )
            book.writestr(name, f'<Relationships xmlns="{package}/relationships">{lines}</Relationships>')
        book.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="a" sheetId="1" r:id="r0"/></sheets></workbook>',
        )
        book.writestr(
            "xl/worksheets/sheet1.xml",
            f'<worksheet xmlns="{main}"><sheetData><row r="1">{head}</row><row r="2">{cells}</row></sheetData></worksheet>',
        )
        book.writestr("xl/sharedStrings.xml", texts)
    return made.getvalue()


def form(fields: dict[str, str], name: str, content: bytes) -> tuple[bytes, dict[str, str]]:
    """A body of multipart/form-data with one file, and its headers."""
    edge = "koepueroe-edge"
    parts = [
        f'--{edge}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
        for key, value in {**fields, "csrfmiddlewaretoken": TOKEN}.items()
    ]
    opening = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode()
    body = b"".join(parts) + opening + content + f"\r\n--{edge}--\r\n".encode()
    return body, {"Content_Type": f"multipart/form-data; boundary={edge}"}


def send_picture(author: Author, content: bytes) -> Answer:
    body, headers = form({}, "wall.png", content)
    return author.hand.send(f"/en/practices/{author.practice}/files/", body, patience=120, X_Upload="1", **headers)


def send_register(hand: Hand, content: bytes) -> Answer:
    fields = {"country": "BA", "source": f"s{time.monotonic_ns()}", "credit": "Typed before"}
    body, headers = form(fields, "schools.xlsx", content)
    return hand.send("/en/desk/registers/new/", body, patience=120, **headers)


@contextmanager
def full_gate(site: Server, seconds: float = 10) -> Iterator[None]:
    """Both places are taken by others at first, however fast this machine decodes: all eight meet at the gate."""
    folder = site.data / "media" / "private" / "gate"
    folder.mkdir(parents=True, exist_ok=True)
    held = [os.open(folder / f"place-{number}", os.O_RDWR | os.O_CREAT, 0o600) for number in range(2)]
    for handle in held:
        fcntl.flock(handle, fcntl.LOCK_EX)
    going = threading.Timer(seconds, lambda: [fcntl.flock(handle, fcntl.LOCK_UN) for handle in held])
    going.start()
    try:
        yield
    finally:
        going.join()
        for handle in held:
            os.close(handle)


def at_once(senders: Sequence[Author], contents: Sequence[bytes]) -> list[Answer]:
    """Every sender with its file, all in the same moment."""
    answers: list[Answer] = []
    start = threading.Barrier(len(senders))

    def send(author: Author, content: bytes) -> None:
        start.wait()
        answers.append(send_picture(author, content))

    threads = [threading.Thread(target=send, args=pair) for pair in zip(senders, contents, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


class Peak:
    """The most memory that the server and its children held, and the CPU they took, while somebody did something."""

    def __init__(self, site: Server) -> None:
        self._site, self._over = site, threading.Event()
        self.before = self.most = memory_mb(site)
        self._thread = threading.Thread(target=self._look)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(0.02):
            self.most = max(self.most, memory_mb(self._site))


def cpu_seconds(site: Server) -> float:
    """Of the server and of its children that have ended."""
    fields = Path(f"/proc/{site.pid}/stat").read_text().rpartition(")")[2].split()
    return sum(int(ticks) for ticks in fields[11:15]) / os.sysconf("SC_CLK_TCK")


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
