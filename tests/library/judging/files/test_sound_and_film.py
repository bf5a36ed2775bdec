"""Sounds and films from phones and recorders."""

import pytest

from tests import practices
from tests.library.judging.files.samples import judged, refused


def box(kind: bytes, content: bytes = b"") -> bytes:
    return (8 + len(content)).to_bytes(4, "big") + kind + content


def boxes(major: bytes, *compatible: bytes, tracks: tuple[bytes, ...] = ()) -> bytes:
    made = b"".join(
        box(b"trak", box(b"tkhd", bytes(84)) + box(b"mdia", box(b"hdlr", bytes(8) + kind + bytes(13))))
        for kind in tracks
    )
    moov = box(b"moov", box(b"mvhd", bytes(100)) + made) if tracks else b""
    return box(b"ftyp", major + b"\0\0\2\0" + b"".join(compatible)) + box(b"free") + box(b"mdat", bytes(200)) + moov


OPUS = b"OggS\x00\x02" + bytes(22) + b"OpusHead\x01\x01" + bytes(60)
VORBIS = b"OggS\x00\x02" + bytes(22) + b"\x01vorbis" + bytes(60)
WAVE = b"RIFF\x24\x08\x00\x00WAVEfmt " + bytes(100)
FILMS = (b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"dash", b"M4V ", b"MSNV")


@pytest.mark.parametrize(
    ("name", "content", "suffix", "mime"),
    [
        *((f"a{brand.decode().strip()}.mp4", boxes(brand), ".mp4", "video/mp4") for brand in FILMS),
        ("IMG_1.MOV", boxes(b"qt  "), ".mp4", "video/mp4"),
        ("a.m4v", boxes(b"M4V ", b"isom"), ".mp4", "video/mp4"),
        ("voice.m4a", boxes(b"M4A ", b"isom", b"mp42"), ".m4a", "audio/mp4"),
        ("voice.m4a", boxes(b"mp42", b"isom", tracks=(b"soun",)), ".m4a", "audio/mp4"),
        ("voice.m4a", boxes(b"isom", b"mp42"), ".m4a", "audio/mp4"),
        ("VID_1.3gp", boxes(b"3gp5", b"3gp4"), ".3gp", "video/3gpp"),
        ("VID_1.3gp", boxes(b"isom", b"3gp4", tracks=(b"vide", b"soun")), ".3gp", "video/3gpp"),
        ("VID_1.mp4", boxes(b"3gp4", b"isom"), ".mp4", "video/mp4"),
        ("new.mp4", boxes(b"zzzz", b"iso5"), ".mp4", "video/mp4"),
        ("noname", boxes(b"iso5"), ".mp4", "video/mp4"),
        ("a.wav", WAVE, ".wav", "audio/wav"),
        ("a.amr", b"#!AMR\n\x3c\x91\x17" + bytes(60), ".amr", "audio/amr"),
        ("a.amr", b"#!AMR-WB\n\x3c" + bytes(60), ".amr", "audio/amr"),
        ("PTT-1.opus", OPUS, ".opus", "audio/ogg"),
        ("a.ogg", OPUS, ".ogg", "audio/ogg"),
        ("a.oga", VORBIS, ".ogg", "audio/ogg"),
        ("a.mp3", b"ID3\x03\x00" + bytes(100), ".mp3", "audio/mpeg"),
        ("a.mp3", b"\xff\xfb\x90\x64" + bytes(100), ".mp3", "audio/mpeg"),
        (
            "a.webm",
            b"\x1a\x45\xdf\xa3\x01\0\0\0\0\0\0\x1fB\x86\x81\x01B\x82\x84webm" + bytes(60),
            ".webm",
            "video/webm",
        ),
    ],
)
def test_what_is_taken(name: str, content: bytes, suffix: str, mime: str) -> None:
    found = judged(content, name)
    assert (found.suffix, found.mime) == (suffix, mime)


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.opus", VORBIS, "than its name says"),
        ("a.wav", b"RIFF\x24\x08\x00\x00AVI LIST" + bytes(60), "not taken"),
        ("film.m4a", boxes(b"isom", tracks=(b"soun", b"vide")), "than its name says"),
        ("a.mp3", boxes(b"isom"), "than its name says"),
        ("a.exe", boxes(b"isom"), "than its name says"),
        ("a.mkv", b"\x1a\x45\xdf\xa3\x01\0\0\0\0\0\0\x1fB\x86\x81\x01B\x82\x88matroska" + bytes(60), "not taken"),
        ("a.mp4", boxes(b"zzzz", b"yyyy"), "not taken"),
        ("a.mp4", boxes(b"isom") + practices.archive(), "two kinds"),
        ("a.mp3", b"ID3\x03\x00" + bytes(100) + practices.archive(), "two kinds"),
    ],
)
def test_what_is_refused(name: str, content: bytes, why: str) -> None:
    assert why in refused(content, name)


def kept(content: bytes, name: str) -> bytes:
    from pathlib import Path
    from tempfile import NamedTemporaryFile

    from library.judging.files.documents import judge_document

    with NamedTemporaryFile() as file:
        file.write(content)
        file.flush()
        judge_document(Path(file.name), name)
        file.seek(0)
        return file.read()


def test_where_a_film_was_taken_is_blotted_out() -> None:
    film = practices.film()
    assert kept(film, "a.mp4") == film.replace(b"+42.8746+074.5698", b"+00.0000+000.0000")
    place = b"\0\x4a\x90\0\0\x2a\xdc\0\0\x02\xf8\0"
    phone = boxes(b"3gp5") + box(b"loci", bytes(4) + b"\x15\xc7Naryn\0\0" + place + b"earth\0\0")
    assert kept(phone, "a.3gp") == phone.replace(place, bytes(12))
