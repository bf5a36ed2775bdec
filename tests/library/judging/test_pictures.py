"""Uploads: what they are is found in their bytes, and what could hurt somebody is refused with a sentence."""

import io
import struct
import zipfile

import pytest
from PIL import Image

from core.errors import Invalid
from library.actions import archives, documents, pictures
from tests import practices


def refused(judge: object, content: bytes) -> str:
    file = practices_file(content)
    with pytest.raises(Invalid) as told:
        judge(file)
    return str(told.value.text)


def practices_file(content: bytes) -> object:
    import tempfile

    file = tempfile.TemporaryFile()  # noqa: SIM115 - judged by the test that asked
    file.write(content)
    file.flush()
    file.seek(0)
    return file


def with_exif() -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x010F] = "A phone"
    exif.get_ifd(0x8825)[2] = (41.0, 25.0, 51.0)
    return practices.picture(size=(600, 400), exif=exif.tobytes())


def test_a_picture_is_turned_and_written_anew_without_places() -> None:
    picture = pictures.judge_picture(io.BytesIO(with_exif()))
    kept = Image.open(io.BytesIO(picture.content))
    assert (kept.format, kept.size, picture.width, picture.height) == ("WEBP", (400, 600), 400, 600)
    assert (dict(kept.getexif()), "exif" in kept.info, b"A phone" in picture.content) == ({}, False, False)


def test_smaller_sizes_and_looks() -> None:
    large = pictures.judge_picture(io.BytesIO(practices.picture(size=(3000, 1500))))
    assert (large.width, large.height, sorted(large.sizes)) == (2000, 1000, [480, 960])
    assert [Image.open(io.BytesIO(large.sizes[w])).size for w in (480, 960)] == [(480, 240), (960, 480)]
    again = pictures.judge_picture(io.BytesIO(practices.picture("PNG", size=(1500, 750))))
    assert large.looks == again.looks


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "GIF", "JPEG"])
def test_each_kind_of_picture(kind: str) -> None:
    assert pictures.judge_picture(io.BytesIO(practices.picture(kind, size=(60, 40)))).sizes == {}


def test_transparent_pictures_stay_so() -> None:
    kept = io.BytesIO()
    Image.new("RGBA", (30, 30), (1, 2, 3, 0)).save(kept, "PNG")
    assert Image.open(io.BytesIO(pictures.judge_picture(kept).content)).mode == "RGBA"


def test_a_bomb_is_never_unfolded() -> None:
    def claims(width: int, height: int) -> bytes:
        head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
        import zlib

        part = b"IHDR" + head
        chunk = struct.pack(">I", 13) + part + struct.pack(">I", zlib.crc32(part))
        return b"\x89PNG\r\n\x1a\n" + chunk + struct.pack(">I", 0) + b"IDAT" + struct.pack(">I", zlib.crc32(b"IDAT"))

    for width, height in ((7000, 7000), (12000, 12000), (60000, 60000)):
        assert "40 megapixels" in refused(pictures.judge_picture, claims(width, height))
    assert "too narrow" in refused(pictures.judge_picture, practices.picture(size=(900, 20)))


@pytest.mark.parametrize("content", [b"\xff\xd8\xff nothing", practices.picture()[:300], b"GIF89a"])
def test_a_broken_picture_is_said_to_be_one(content: bytes) -> None:
    assert "cannot be read" in refused(pictures.judge_picture, content)


def test_documents_by_content() -> None:
    found = documents.judge_document(practices_file(practices.pdf()))
    assert (found.suffix, found.mime, found.pages) == (".pdf", "application/pdf", 1)
    assert documents.judge_document(practices_file(practices.docx())).suffix == ".docx"
    assert documents.judge_document(practices_file(practices.archive())).suffix == ".zip"
    odt = practices.archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"})
    assert documents.judge_document(practices_file(odt)).suffix == ".odt"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG"),
        (b"\xef\xbb\xbf <?xml version='1.0'?><!DOCTYPE a>", "SVG"),
        (b"<!doctype html><script>", "SVG"),
        (b"MZ\x90\x00 a program", "not taken"),
        (b"just text", "not taken"),
        (practices.pdf(b"<< /S /JavaScript /JS (x) >>"), "scripts"),
        (practices.pdf(b"<< /Type /EmbeddedFile >>"), "scripts"),
        (b"%PDF-1.4 and no end", "not whole"),
        (practices.pdf() + practices.archive(), "two things"),
        (practices.docx(**{"word/vbaProject.bin": "x"}), "macros"),
        (practices.docx(**{"word/x.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"}), "unfolds"),
        (practices.docx(**{"word/x.xml": "<!DOCTYPE a>".encode("utf-16")}), "unfolds"),
        (practices.docx(**{"word/_rels/s.rels": "attachedTemplate TargetMode='External'"}), "macros"),
        (practices.archive({"[Content_Types].xml": "<Types/>"}), "kind of file"),
        (practices.archive({"../out.txt": "x"}), "leads out"),
        (practices.archive({"/etc/x": "x"}), "leads out"),
        (practices.archive({"C:\\x": "x"}), "leads out"),
        (practices.archive({"run.exe": "x"}), "not taken"),
        (practices.archive({"page.html": "x"}), "not taken"),
        (practices.archive({"inner.zip": "x"}), "not taken"),
        (practices.archive({f"{n}.txt": "" for n in range(1001)}), "1,000"),
        (practices.archive({"zeros.txt": b"\0" * 5_000_000}), "a hundred times"),
        (practices.archive() + b"and a tail", "more than an archive"),
        (practices.archive()[:-8], "damaged"),
    ],
)
def test_what_is_refused(content: bytes, why: str) -> None:
    assert why in refused(documents.judge_document, content)


def test_a_locked_archive_and_a_link_in_one() -> None:
    link = zipfile.ZipInfo("link")
    link.external_attr = 0o120777 << 16
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as made:
        made.writestr(link, "/etc/passwd")
    assert "link" in refused(archives.judge_archive, kept.getvalue())
    locked = bytearray(practices.archive({"a.txt": "x"}))
    locked[6] |= 1
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    assert "password" in refused(archives.judge_archive, bytes(locked))


def test_where_a_film_was_taken_is_blotted_out() -> None:
    film = practices.film()
    file = practices_file(film)
    found = documents.judge_document(file)
    file.seek(0)
    kept = file.read()
    assert (found.suffix, len(kept), b"42.8746" in kept, b"+00.0000+000.0000/" in kept) == (
        ".mp4",
        len(film),
        False,
        True,
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", practices.pdf()),
        ("A.PDF", practices.pdf()),
        ("a.docx", practices.docx()),
        ("a.zip", practices.archive()),
        ("a.txt", "Салам, мектеп".encode()),
        ("a.csv", b"\xef\xbb\xbfname,place\n"),
        ("a.mp3", b"ID3\x03\x00" + b"\x00" * 100),
    ],
)
def test_what_editors_attach_is_kept_as_it_is(name: str, content: bytes) -> None:
    assert documents.judge_attachment(io.BytesIO(content), name).read() == content


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.docx", practices.pdf()),
        ("a.pdf.exe", practices.pdf()),
        ("noname", practices.pdf()),
        ("a.docm", practices.docx()),
    ],
)
def test_what_editors_attach_is_what_its_name_says(name: str, content: bytes) -> None:
    assert "than its name says" in refused(lambda file: documents.judge_attachment(file, name), content)


@pytest.mark.parametrize("content", [b"a\x00b", b"\xff\xfe\xfa", b"  <b>"])
def test_what_is_no_plain_text_is_not_attached_as_such(content: bytes) -> None:
    assert "not taken" in refused(lambda file: documents.judge_attachment(file, "a.txt"), content)
