"""Which kinds of files are taken, and whether a name says what the content is."""

import mimetypes
import re
from pathlib import PurePath
from typing import Final

from library.judging.files.refusals import misnamed

MIMES: Final = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".odp": "application/vnd.oasis.opendocument.presentation",
    ".rtf": "application/rtf",
    ".txt": "text/plain",
    ".zip": "application/zip",
    ".epub": "application/epub+zip",
    ".sb3": "application/x.scratch.sb3",
    ".ggb": "application/vnd.geogebra.file",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".ogg": "audio/ogg",
    ".opus": "audio/ogg",
    ".wav": "audio/wav",
    ".amr": "audio/amr",
    ".mp4": "video/mp4",
    ".3gp": "video/3gpp",
    ".webm": "video/webm",
}
# Editors attach tables of plain text too.
TABLES: Final = {".csv": "text/csv"}
# Other names of the same kinds.
ALIASES: Final = {
    ".mov": ".mp4",
    ".m4v": ".mp4",
    ".m4b": ".m4a",
    ".oga": ".ogg",
    ".ogv": ".ogg",
    ".3gpp": ".3gp",
    ".wave": ".wav",
}
ALIAS_MIMES: Final = {".mov": "video/quicktime", ".m4v": "video/mp4", ".ogv": "video/ogg"}
PICTURES: Final = frozenset(
    {".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".gif", ".avif", ".heic", ".heif", ".hif", ".tif", ".tiff"}
)
# What runs, what a browser runs, and archives within archives.
NEVER: Final = re.compile(
    r"\.(exe|dll|ocx|cpl|sys|drv|bat|cmd|com|pif|scr|msi|msp|msix|appx|ps1|psm1|vbs|vbe|js|jse|mjs|wsf|wsh|ws|sct|hta|"
    r"jar|jnlp|class|apk|app|command|sh|bash|lnk|url|webloc|desktop|scf|inf|reg|chm|hlp|msc|"
    r"html?|xhtml|xht|shtml|mht|mhtml|svgz?|swf|xll|xlam|xla|iqy|slk|docb|doc[tm]|dotm|xls[mb]|xltm|ppt[m]|potm|"
    r"ppsm|ppam|zip|rar|7z|gz|tgz|bz2|xz|zst|tar|cab|arj|ace|lzh|iso|img|vhdx?|dmg|pkg|deb|rpm)$",
    re.IGNORECASE,
)
ENDING: Final = re.compile(r"\.[A-Za-z0-9]{1,8}")
KNOWN: Final = frozenset(mimetypes.MimeTypes(()).types_map[True]) | {*MIMES, *TABLES, *ALIASES, *PICTURES}


def mime_of(name: str) -> str:
    """Of a file that keeps the name it came with."""
    suffix = suffix_of(name)
    return ALIAS_MIMES.get(suffix) or {**MIMES, **TABLES}.get(ALIASES.get(suffix, suffix), "application/octet-stream")


def suffix_of(name: str) -> str:
    return PurePath(name).suffix.lower()


def says_kind(name: str) -> bool:
    """Whether a name ends like a kind of file, and not like “Plan 2.0” or “12.05.2026г”."""
    suffix = suffix_of(name)
    return bool(ENDING.fullmatch(suffix)) and (suffix in KNOWN or bool(NEVER.fullmatch(suffix)))


def check_name(name: str, suffix: str, *, kept: bool = False) -> None:
    """Raise Invalid where a name says another kind than the content. One that is `kept` must say the kind."""
    own = suffix_of(name)
    if own == suffix or ALIASES.get(own) == suffix:
        return
    if kept or says_kind(name):
        raise misnamed()


def check_picture_name(name: str) -> None:
    """A picture is drawn anew and named anew; but what calls itself a program or a text is no picture."""
    if says_kind(name) and suffix_of(name) not in PICTURES:
        raise misnamed()
