"""Files that mean harm, sent to a live server: each is refused with its own sentence and leaves nothing behind; what
teachers have is taken, and a download goes on where the line broke off."""

import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from tests import practices
from tests.attacks.hands import TOKEN, Answer, Hand, memory_mb, session_of
from tests.library.judging.files.samples import one_page, open_document, related, saved, word
from tests.library.judging.files.test_archives import commented, named
from tests.library.judging.files.test_books_and_lessons import book, geogebra, scratch
from tests.library.judging.files.test_sound_and_film import OPUS, WAVE, boxes
from tests.server import Server

MOST_MB = 600  # one process, its worker, and one child
MARGIN = "----hand"
DRAFT = """
from accounts.models import User
from library.actions.writing import create_practice
by = User.objects.get(email="teacher@example.org")
print(create_practice(by=by, institution=None, language="en").code)
"""


def scripted(**how: Any) -> bytes:
    pdf = one_page()
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
    return saved(pdf, **how)


def deep() -> bytes:
    return practices.pdf(b"<</A " + b"[" * 400 + b"]" * 400 + b">>")


def carrying() -> bytes:
    pdf = one_page()
    pdf.attachments["run.exe"] = b"MZ"
    return saved(pdf)


def bomb() -> bytes:
    return practices.archive({"zeros.txt": b"\0" * 50_000_000})


HOSTILE = {
    "a script": ("a.pdf", scripted(), "scripts"),
    "a script in packed objects": ("a.pdf", scripted(object_stream_mode=pikepdf.ObjectStreamMode.generate), "scripts"),
    "a script under a veil": ("a.pdf", practices.pdf(b"<</S/Java#53cript/JS(x)>>"), "scripts"),
    "a file in a PDF": ("a.pdf", carrying(), "Other files"),
    "a program to start": ("a.pdf", practices.pdf(b"<</S/Launch/F(calc.exe)>>"), "starts programs"),
    "a form that counts": ("a.pdf", practices.pdf(b"<</FT/Tx/AA<</C<</S/JavaScript/JS(x)>>>>>>"), "form that"),
    "a locked PDF": ("a.pdf", saved(one_page(), encryption=pikepdf.Encryption(user="a", owner="b")), "password"),
    "too deep a PDF": ("a.pdf", deep(), "too many parts"),
    "a name with a dot": ("a.zip", named("run.exe."), "blank or a dot"),
    "a name with a blank": ("a.zip", named("run.exe "), "blank or a dot"),
    "a name that is not seen": ("a.zip", named("run.exe\u200b"), "nobody can see"),
    "a way out": ("a.zip", named("../../etc/cron.d/x"), "leads out"),
    "an archive in one": ("a.zip", practices.archive({"b.dat": practices.archive()}), "not taken"),
    "a bomb": ("a.zip", bomb(), "a hundred times"),
    "a document in an archive": ("a.zip", practices.archive({"b.docx": related("image", "http://x/y.png")}), "b.docx"),
    "macros": ("a.docx", practices.docx(**{"word/vbaProject.bin": "x"}), "macros"),
    "an object": ("a.docx", word("<w:object><o:OLEObject/></w:object>"), "object of another program"),
    "a picture elsewhere": ("a.docx", related("image", "https://example.org/x.png"), "picture of this document"),
    "a template elsewhere": ("a.docx", related("attachedTemplate", "\\\\host\\x.dotm", of="word/s.xml"), "template"),
    "a field": ("a.docx", word("<w:fldSimple w:instr='DDEAUTO cmd'/>"), "elsewhere"),
    "a picture elsewhere in ODF": ("a.odt", open_document("<draw:image xlink:href='http://x/y.png'/>"), "picture of"),
    "an object in RTF": ("a.rtf", rb"{\rtf1{\object\objemb{\*\objdata 0105}}}", "object of another program"),
    "a program in a book": ("a.epub", book(**{"OEBPS/run.exe": "x"}), "run.exe"),
    "a script in a book": ("a.epub", book(**{"OEBPS/a.svg": "<svg onload='x'/>"}), "Scripts"),
    "a page in Scratch": ("a.sb3", scratch(**{"page.html": "x"}), "page.html"),
    "a program in GeoGebra": ("a.ggb", geogebra(**{"run.bat": "x"}), "run.bat"),
    "a page as text": ("a.txt", b"<!doctype html><script>", "SVG"),
    "another name": ("a.pdf", practices.docx(), "than its name says"),
    "a program": ("a.mp4", b"MZ\x90\x00" + bytes(90), "not taken"),
    "half a HEIC": ("a.heic", practices.picture("HEIF", size=(300, 200))[:300], "cannot be read"),
}
GOOD = {
    "plan.pdf": practices.pdf(b"BT % \x91/JS\x80 ET") + b"\n" * 2048,
    "scan.pdf": b"\xef\xbb\xbf" + practices.pdf(),
    "letter.docx": related("attachedTemplate", r"file:///C:\Users\a\Blank.dotx", of="word/settings.xml"),
    "class.zip": commented("Архив 7-Б".encode()),
    "voice.m4a": boxes(b"M4A ", b"isom"),
    "VID_1.3gp": boxes(b"3gp5"),
    "film.mp4": boxes(b"iso5") + bytes(range(256)) * 12_000,
    "a.wav": WAVE,
    "a.amr": b"#!AMR\n" + bytes(60),
    "PTT.opus": OPUS,
    "plan.txt": "План урока — «Озеро»".encode("cp1251"),
    "plan.rtf": rb"{\rtf1 plan}",
    "book.epub": book(),
    "game.sb3": scratch(),
    "lesson.ggb": geogebra(),
    "IMG_1.HEIC": practices.picture("HEIF", size=(90, 60)),
    "scan.tiff": practices.picture("TIFF", size=(80, 60)),
}


@pytest.fixture(scope="module")
def teacher(site: Server) -> Hand:
    """One session for all tests of this file: making one costs a process."""
    return Hand(site, session_of(site, "teacher@example.org"))


@pytest.fixture(scope="module")
def draft(site: Server) -> str:
    return site.run(DRAFT).splitlines()[-1]


def sent(hand: Hand, draft: str, name: str, content: bytes, *, language: str = "en") -> Answer:
    """As the page's script sends it: the answer says what is wrong."""
    body = (
        f'--{MARGIN}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{TOKEN}\r\n--{MARGIN}\r\n'
        f'Content-Disposition: form-data; name="file"; filename="{name}"\r\nContent-Type: text/html\r\n\r\n'
    ).encode() + content
    return hand.send(
        f"/{language}/practices/{draft}/files/",
        body + f"\r\n--{MARGIN}--\r\n".encode(),
        Content_Type=f"multipart/form-data; boundary={MARGIN}",
        X_Upload="1",
    )


def kept(site: Server) -> tuple[int, int]:
    """Rows, and files on the disk."""
    ((rows,),) = site.rows("select count(*) from library_storedfile")
    return rows, sum(1 for path in Path(site.data, "media/practices").rglob("*") if path.is_file())


def test_each_hostile_file_is_refused_with_its_sentence_and_nothing_is_kept(
    site: Server, teacher: Hand, draft: str
) -> None:
    before = kept(site)
    answers = {what: sent(teacher, draft, name, content) for what, (name, content, _why) in HOSTILE.items()}
    told = {what: (answer.status, json.loads(answer.body)["wrong"]) for what, answer in answers.items()}
    assert {what: status for what, (status, _said) in told.items() if status != 400} == {}
    assert {what: said for what, (_status, said) in told.items() if HOSTILE[what][2] not in said[0]} == {}
    assert kept(site) == before
    assert memory_mb(site) < MOST_MB


@pytest.mark.parametrize("language", ["ky", "ru"])
def test_the_sentence_is_in_the_readers_language(teacher: Hand, draft: str, language: str) -> None:
    for what in ("a script", "an object", "a name with a dot", "a document in an archive"):
        name, content, _why = HOSTILE[what]
        said = json.loads(sent(teacher, draft, name, content, language=language).body)["wrong"][0]
        assert re.search("[а-я]{4}", said), said
        assert not re.search("PDF holds|object of|blank|picture of", said), said


def test_what_teachers_have_is_taken_as_it_is_and_given_out_as_an_attachment(
    site: Server, visitor: Hand, teacher: Hand, draft: str
) -> None:
    for name, content in GOOD.items():
        answer = sent(teacher, draft, name, content)
        assert (answer.status, json.loads(answer.body)["wrong"]) == (200, []), name
    found = stored(site, draft)
    assert {name: suffix for name, (_code, suffix) in found.items()} == {
        f"{name.rpartition('.')[0]}{suffix}": suffix for name, suffix in wanted().items()
    }
    for name, (code, suffix) in found.items():
        answer = teacher.get(f"/en/practices/{draft}/files/{code}/")
        assert answer.status == 200
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        if suffix != ".webp":
            assert answer.body == GOOD[name]
        assert visitor.get(f"/en/practices/{draft}/files/{code}/", Range="bytes=0-9").status == 404


def stored(site: Server, draft: str) -> dict[str, tuple[str, str]]:
    """Name: code, suffix."""
    rows = site.rows(
        "select s.name, s.code, s.suffix from library_storedfile s join library_practice p on p.id = s.practice_id"
        " where p.code = %s",
        draft,
    )
    return {name: (code, suffix) for name, code, suffix in rows}


def wanted() -> dict[str, str]:
    shown = {".HEIC": ".webp", ".tiff": ".webp"}
    return {name: shown.get(ending := "." + name.rpartition(".")[2], ending) for name in GOOD}


def test_a_download_goes_on_where_the_line_broke_off(site: Server, teacher: Hand, draft: str) -> None:
    film = GOOD["film.mp4"]
    if "film.mp4" not in stored(site, draft):
        sent(teacher, draft, "film.mp4", film)
    address = f"/en/practices/{draft}/files/{stored(site, draft)['film.mp4'][0]}/"
    whole = teacher.get(address)
    assert (whole.status, whole.body == film, whole.headers["Accept-Ranges"]) == (200, True, "bytes")
    tag, half = whole.headers["ETag"], len(film) // 2
    rest = teacher.get(address, Range=f"bytes={half}-", If_Range=tag)
    assert (rest.status, rest.body == film[half:]) == (206, True)
    assert rest.headers["Content-Range"] == f"bytes {half}-{len(film) - 1}/{len(film)}"
    assert teacher.get(address, Range="bytes=-9").body == film[-9:]
    assert teacher.get(address, Range=f"bytes={half}-", If_Range='"another"').body == film
    beyond = teacher.get(address, Range=f"bytes={len(film)}-")
    assert (beyond.status, beyond.headers["Content-Range"]) == (416, f"bytes */{len(film)}")
    assert teacher.get(address, If_None_Match=tag).status == 304
    many = teacher.get(address, Range="bytes=" + ",".join(f"{n}-{n}" for n in range(1000)))
    assert (many.status, many.body == film) == (200, True)
    assert memory_mb(site) < MOST_MB


def test_a_huge_list_in_an_archive_is_no_burden(teacher: Hand, draft: str) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as made:
        for number in range(20_000):
            made.writestr(f"{number}.txt", "")
    assert "1,000" in json.loads(sent(teacher, draft, "a.zip", content.getvalue()).body)["wrong"][0]
