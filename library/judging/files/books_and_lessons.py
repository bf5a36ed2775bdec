"""Books and lessons of programs (EPUB, Scratch, GeoGebra): archives with a list of what may be inside.

They are given out as attachments alone, never shown by a browser: what their own programs play stays in them."""

import json
import re
import zipfile
from typing import Final

from django.utils.translation import gettext as _

from core.errors import Invalid
from library.judging.files.refusals import damaged, locked
from library.judging.files.xml_reading import Reader, looks_like_markup

BOOK: Final = b"application/epub+zip"
IN_BOOK: Final = re.compile(
    r"mimetype|META-INF/(container|encryption|manifest|metadata|signatures|rights|com\.apple\.ibooks\.display-options|"
    r"calibre_bookmarks)\.(xml|txt)|.+\.(opf|ncx|xhtml|html|htm|xml|css|jpe?g|png|gif|svg|webp|ttf|otf|woff2?|mp3|m4a|"
    r"mp4|ogg|smil|pls|xpgt|txt)",
    re.IGNORECASE,
)
IN_SCRATCH: Final = re.compile(r"project\.json|[0-9a-f]{32}\.(svg|png|jpe?g|gif|bmp|wav|mp3)", re.IGNORECASE)
IN_GEOGEBRA: Final = re.compile(
    r"(_slide\d+/)?(geogebra\.xml|geogebra_(macro|defaults2d|defaults3d|settings|view)\.xml|geogebra_javascript\.js|"
    r"geogebra_thumbnail\.png|([0-9a-f]{8,64}/)?[^/]+\.(png|jpe?g|gif|svg|bmp|webp|mp3))|structure\.json",
    re.IGNORECASE,
)
OBFUSCATED_FONTS: Final = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
RUNS: Final = frozenset({"script", "applet", "handler"})
SHOWN_BY_BROWSERS: Final = frozenset({"html", "svg"})
SCRIPT_ADDRESS: Final = re.compile(r"[\s\0-\x1f]*(javascript|vbscript|data:text/html)", re.IGNORECASE)
JSON_BYTES: Final = 20_000_000
SHOWN: Final = 60


def judge_book(archive: zipfile.ZipFile) -> str:
    """.epub: pages, pictures, sounds and fonts, and nothing that runs."""
    _refuse_others(archive, IN_BOOK)
    if "META-INF/container.xml" not in archive.namelist():
        raise damaged()
    _refuse_running(archive)
    return ".epub"


def judge_lesson(archive: zipfile.ZipFile) -> str:
    """.sb3 or .ggb; nothing where it is neither."""
    names = set(archive.namelist())
    if "project.json" in names and _is_scratch(archive):
        _refuse_others(archive, IN_SCRATCH)
        _refuse_running(archive)
        return ".sb3"
    if "geogebra.xml" in names:
        _refuse_others(archive, IN_GEOGEBRA)
        _refuse_running(archive)
        return ".ggb"
    return ""


def _is_scratch(archive: zipfile.ZipFile) -> bool:
    if archive.getinfo("project.json").file_size > JSON_BYTES:
        raise damaged()
    try:
        project = json.loads(archive.read("project.json"))
    except (ValueError, RecursionError):
        return False
    return isinstance(project, dict) and isinstance(project.get("targets"), list)


def _refuse_others(archive: zipfile.ZipFile, allowed: re.Pattern[str]) -> None:
    for entry in archive.infolist():
        if not entry.is_dir() and not allowed.fullmatch(entry.filename):
            raise Invalid(
                _("“%(name)s” does not belong into a file of this kind. Save it anew from its own program.")
                % {"name": entry.filename[-SHOWN:]}
            )


def _refuse_running(archive: zipfile.ZipFile) -> None:
    for entry in archive.infolist():
        if entry.is_dir() or entry.filename.lower().endswith((".js", ".json", ".txt", ".css", "mimetype")):
            continue
        with archive.open(entry) as part:
            if not looks_like_markup(part.read(64)):
                continue
        with archive.open(entry) as part:
            _Page().read(part)


class _Page(Reader):
    """What a browser would run, in pages and drawings; other XML has words of its own."""

    takes_doctype = True

    def __init__(self) -> None:
        super().__init__()
        self.root = ""

    def started(self, name: str, attributes: dict[str, str]) -> None:
        self.root = self.root or name.lower()
        if name == "EncryptionMethod" and attributes.get("Algorithm") not in OBFUSCATED_FONTS:
            raise locked()
        if self.root in SHOWN_BY_BROWSERS and (name.lower() in RUNS or any(map(_runs, attributes.items()))):
            raise Invalid(_("Scripts are built into this file. Save it without them and try again."))


def _runs(attribute: tuple[str, str]) -> bool:
    name, value = attribute
    return name.lower().startswith("on") or bool(SCRIPT_ADDRESS.match(value))
