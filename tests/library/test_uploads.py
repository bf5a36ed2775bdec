"""The doors of files: a hostile one ends a child and nothing is kept; what teachers have comes in as what it is."""

import io
import zlib
from collections.abc import Callable
from contextlib import nullcontext
from tempfile import NamedTemporaryFile
from typing import Any

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from PIL import Image
from wagtail.models import Collection

from accounts.models import User
from core.errors import Invalid, Refused
from core.files.colour_profiles import display_p3
from library.forms.practice_files import KINDS
from library.judging.files import isolated_judging
from library.judging.files.file_kinds import ALIASES, MIMES, PICTURES, TABLES
from library.models import EditorialDocument, EditorialImage, FileKind, Practice, StoredFile
from library.models.files import shelf
from tests import practices
from tests.library.judging.files.samples import related
from tests.library.judging.files.test_books_and_lessons import geogebra
from tests.library.judging.files.test_sound_and_film import boxes

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]
SCRIPTED = practices.pdf(b"<</S/JavaScript/JS(x)>>")
OLD_TEXT = "План урока — «Озеро»".encode("cp1251")


@pytest.fixture
def practice(teacher: User) -> Practice:
    return practices.draft(by=teacher)


def picture(kind: str, mode: str = "RGB", **how: Any) -> bytes:
    kept = io.BytesIO()
    Image.new(mode, (60, 40), (255, 0, 0, 90)[: len(mode)]).save(kept, kind, **how)
    return kept.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "shown", "mime"),
    [
        ("План 2.0.txt", OLD_TEXT, "План 2.0.txt", "text/plain"),
        ("lesson.ggb", geogebra(), "lesson.ggb", "application/vnd.geogebra.file"),
        ("voice.m4a", boxes(b"M4A "), "voice.m4a", "audio/mp4"),
        ("IMG_1.MOV", boxes(b"qt  "), "IMG_1.mp4", "video/mp4"),
        ("without", practices.pdf(), "without.pdf", "application/pdf"),
    ],
)
def test_it_comes_in_as_what_it_is(
    practice: Practice, teacher: User, name: str, content: bytes, shown: str, mime: str
) -> None:
    stored = practices.add(practice, by=teacher, content=content, name=name).stored
    assert (stored.kind, stored.name, stored.mime) == (FileKind.DOCUMENT, shown, mime)
    with shelf().open(str(stored.file.name)) as kept:
        assert kept.read() == content


@pytest.mark.parametrize("kind", ["HEIF", "TIFF", "JPEG", "PNG"])
def test_a_photo_comes_in_upright_and_in_the_colours_of_its_maker(practice: Practice, teacher: User, kind: str) -> None:
    how = {"quality": 100} if kind in {"HEIF", "JPEG"} else {}
    content = picture(kind, icc_profile=display_p3(), **how)
    stored = practices.add(practice, by=teacher, content=content, name=f"IMG.{kind.lower()}").stored
    assert (stored.kind, stored.name, stored.width, stored.height) == (FileKind.PICTURE, "IMG.webp", 60, 40)
    with shelf().open(str(stored.file.name)) as kept, Image.open(kept) as shown:
        red, green, blue = shown.convert("RGB").getpixel((30, 20))
        assert (red > 245, green < 12, blue < 12, shown.info.get("icc_profile")) == (True, True, True, None)


@pytest.mark.parametrize(("content", "refused"), [(practices.pdf(), False), (SCRIPTED, True)])
def test_no_copy_stays_open(
    practice: Practice, teacher: User, content: bytes, refused: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    copies: list[Any] = []

    def kept(**how: Any) -> Any:
        copies.append(NamedTemporaryFile(**how))  # noqa: SIM115 - whether it is closed is asked below
        return copies[-1]

    monkeypatch.setattr(isolated_judging, "NamedTemporaryFile", kept)
    with pytest.raises(Invalid) if refused else nullcontext():
        practices.add(practice, by=teacher, content=content, name="plan.pdf")
    assert [copy.closed for copy in copies] == [True]


def test_a_stranger_puts_nothing_in(practice: Practice, make_user: Make) -> None:
    with pytest.raises(Refused):
        practices.add(practice, by=make_user(), content=OLD_TEXT, name="a.txt")
    assert StoredFile.objects.count() == 0


@pytest.mark.parametrize(
    ("language", "said"), [("en", "holds scripts"), ("ky", "PDFте скрипт бар"), ("ru", "В этом PDF есть скрипты")]
)
def test_the_child_refuses_in_the_language_of_the_parent(
    practice: Practice, teacher: User, language: str, said: str
) -> None:
    with override(language), pytest.raises(Invalid, match=said) as alone:
        practices.add(practice, by=teacher, content=SCRIPTED, name="a.pdf")
    with override(language), pytest.raises(Invalid, match=r"cards/a\.pdf") as inside:
        practices.add(practice, by=teacher, content=practices.archive({"cards/a.pdf": SCRIPTED}), name="a.zip")
    assert (alone.value.field, str(alone.value.text) in str(inside.value.text)) == ("file", True)
    assert (StoredFile.objects.count(), practice.files.count()) == (0, 0)


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.pdf", picture("PNG")), ("a.exe", picture("PNG")), ("a.exe", practices.pdf()), ("a.docx", practices.pdf())],
)
def test_a_name_that_says_something_else_is_refused(
    practice: Practice, teacher: User, name: str, content: bytes
) -> None:
    with pytest.raises(Invalid, match="than its name says"):
        practices.add(practice, by=teacher, content=content, name=name)
    assert StoredFile.objects.count() == 0


def swelling() -> bytes:
    """Its catalogue lies in packed objects that unfold to 400 MB."""
    swollen = zlib.compress(b"1 0 <</Type/Catalog/Pages 2 0 R>>" + b" " * 400_000_000, 1)
    head = b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>" % len(swollen)
    content = b"%PDF-1.5\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"
    page = len(content)
    content += b"3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<<>>>>\nendobj\n"
    packed = len(content)
    content += b"4 0 obj\n" + head + b"stream\n" + swollen + b"\nendstream\nendobj\n"
    rows = [(0, 0, 0), (2, 4, 0), (1, 9, 0), (1, page, 0), (1, packed, 0)]
    table = b"".join(bytes([kind]) + place.to_bytes(4, "big") + bytes([number]) for kind, place, number in rows)
    index = b"<</Type/XRef/Size 5/W[1 4 1]/Root 1 0 R/Length %d>>stream\n" % len(table)
    return content + b"5 0 obj\n" + index + table + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(content)


def test_a_pdf_that_swells_is_read_where_there_is_room_and_refused_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    content = swelling()
    monkeypatch.setattr(isolated_judging, "MEMORY_MB", 4000)
    assert isolated_judging.judged_document(io.BytesIO(content), "a.pdf")[0].pages == 1
    monkeypatch.setattr(isolated_judging, "MEMORY_MB", 300)
    with pytest.raises(Invalid):
        isolated_judging.judged_document(io.BytesIO(content), "a.pdf")


@pytest.fixture
def editor(admin: User, signed_in: Make) -> Client:
    found: Client = signed_in(admin)
    return found


def words(**more: Any) -> dict[str, Any]:
    root = Collection.get_first_root_node().pk
    return {"title": "A", "collection": root, "holder": "Aida", "licence": "cc-by", "description": "", **more}


@pytest.mark.parametrize(
    ("name", "content", "mime"),
    [
        ("lesson.ggb", geogebra(), "application/vnd.geogebra.file"),
        ("old.txt", OLD_TEXT, "text/plain"),
        ("table.csv", OLD_TEXT, "text/csv"),
        ("voice.m4a", boxes(b"M4A "), "audio/mp4"),
        ("film.mov", boxes(b"qt  "), "video/quicktime"),
        ("letter.docx", related("attachedTemplate", "file:///C:\\a.dotx", of="word/settings.xml"), None),
    ],
)
def test_editors_attach_the_same_kinds(editor: Client, name: str, content: bytes, mime: str | None) -> None:
    answer = editor.post(reverse("wagtaildocs:add"), words(file=SimpleUploadedFile(name, content)))
    assert (answer.status_code, EditorialDocument.objects.count()) == (302, 1)
    given = editor.get(EditorialDocument.objects.get().url)
    assert (b"".join(given.streaming_content), given.headers["Content-Type"]) == (content, mime or MIMES[".docx"])
    assert given.headers["Content-Disposition"].startswith("attachment")
    part = editor.get(EditorialDocument.objects.get().url, headers={"Range": "bytes=3-6"})
    assert (part.status_code, b"".join(part.streaming_content)) == (206, content[3:7])


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.pdf", SCRIPTED), ("a.ggb", geogebra(**{"run.exe": "x"})), ("a.docx", related("image", "http://x/y.png"))],
)
def test_editors_are_refused_the_same_files(editor: Client, name: str, content: bytes) -> None:
    answer = editor.post(reverse("wagtaildocs:add"), words(file=SimpleUploadedFile(name, content)))
    assert (answer.status_code, EditorialDocument.objects.count()) == (200, 0)


@pytest.mark.parametrize(
    ("kind", "mode", "kept"), [("HEIF", "RGB", "JPEG"), ("TIFF", "RGB", "JPEG"), ("TIFF", "RGBA", "PNG")]
)
def test_photos_of_editors_become_what_browsers_show(editor: Client, kind: str, mode: str, kept: str) -> None:
    file = SimpleUploadedFile(f"IMG.{kind[:4].lower()}", picture(kind, mode))
    answer = editor.post(reverse("wagtailimages:add"), words(file=file))
    assert answer.status_code == 302
    with default_storage.open(EditorialImage.objects.get().file.name) as stored, Image.open(stored) as shown:
        assert (shown.format, shown.size) == (kept, (60, 40))


def test_each_list_of_kinds_is_the_same() -> None:
    documents = {*MIMES, *ALIASES}
    assert {f".{kind}" for kind in settings.WAGTAILDOCS_EXTENSIONS} == documents | set(TABLES)
    assert {f".{kind}" for kind in settings.WAGTAILIMAGES_EXTENSIONS} < PICTURES
    assert set(KINDS.split(",")) == documents | PICTURES
