"""Classifies link targets in documents: harmless link, local path, or something loaded or run when it is opened."""

import re
from typing import Final
from urllib.parse import unquote

from django.utils.translation import gettext as _

from core.errors import Invalid

# Windows: a drive, an absolute path on it. Elsewhere: the folders in which programs keep their templates.
DRIVE: Final = re.compile(r"(file:///)?[a-z]:/[^\0-\x1f]*", re.IGNORECASE)
HOME: Final = re.compile(r"file:///(Users|home|Applications|Library|Volumes|usr|opt|private|snap)/[^\0-\x1f]*")
SCHEME: Final = re.compile(r"\s*([a-z][a-z0-9+.-]+):", re.IGNORECASE)
# Schemes by which a click starts a program or hands over a password.
HARMFUL: Final = re.compile(
    r"(javascript|vbscript|data|blob|mhtml|mk|res|its|ms-its|ms-.*|search|search-ms|shell|hcp|smb|cifs|nfs|afp|ldaps?|"
    r"tftp|telnet|ssh|jar|script|macro|vnd\.sun\.star\..*|view-source|chrome|resource|jnlp|ppaction)",
    re.IGNORECASE,
)


def is_local(target: str) -> bool:
    """A place on the drive of whoever wrote it: nobody else has it, and nothing is fetched over a network."""
    path = _plain(target)
    return bool(DRIVE.fullmatch(path) or HOME.fullmatch(path))


def is_relative(target: str) -> bool:
    """A file beside the document."""
    path = _plain(target)
    return not SCHEME.match(path) and not path.startswith("/")


def is_elsewhere(target: str) -> bool:
    """Neither inside the document nor a place within it; a file beside it is elsewhere only with `..`."""
    path = _plain(target)
    return bool(SCHEME.match(path)) or path.startswith("//") or ".." in path.split("/")


def check_link(target: str) -> None:
    """Raise Invalid for a link that starts a program or opens a network share; web pages, mail and local files pass."""
    path = _plain(target)
    scheme = SCHEME.match(path)
    name = scheme[1].lower() if scheme and len(scheme[1]) > 1 else ""
    into_network = path.startswith("//") or (name == "file" and not (is_local(target) or _names_no_host(path)))
    if into_network or (name and HARMFUL.fullmatch(name)):
        raise Invalid(
            _("A link in this file leads to a program or into somebody's own network. Take the link out and try again.")
        )


def _names_no_host(path: str) -> bool:
    """file:name.docx, file:///folder/name.docx; not file://host/, file:////host/."""
    rest = path[len("file:") :]
    return not rest.startswith("//") or (rest.startswith("///") and not rest.startswith("////"))


def _plain(target: str) -> str:
    return unquote(target).strip().replace("\\", "/")
