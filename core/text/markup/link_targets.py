"""Whether the words of a link name another place than the one it leads to."""

import unicodedata
from typing import Final
from urllib.parse import unquote, urlsplit

from linkify_it import LinkifyIt

LINKIFY: Final = LinkifyIt()


def misleads(words: str, to: str) -> bool:
    """The words are (or hold) an address of another host, or another mail address. [https://bank.kg](https://evil.example)

    A host may stand for all below it, and a file's name (README.md) for the file.
    """
    seen = "".join(letter for letter in unicodedata.normalize("NFKC", words) if unicodedata.category(letter) != "Cf")
    target = _place(to)
    if unquote(to.rstrip("/").rpartition("/")[2]) == seen.strip():
        return False
    return any(not _within(target, _place(found.url)) for found in LINKIFY.match(seen) or ())


def _within(target: tuple[str, str], said: tuple[str, str]) -> bool:
    kind, place = said
    return target == said or (kind == "" and target[0] == kind and bool(place) and target[1].endswith(f".{place}"))


def _place(address: str) -> tuple[str, str]:
    """("", host) or ("mailto", address), in one spelling."""
    scheme, _colon, rest = address.partition(":")
    if scheme.lower() == "mailto":
        return "mailto", rest.partition("?")[0].casefold()
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        host = ""
    return "", _plain_host(host.rstrip(".").removeprefix("www."))


def _plain_host(host: str) -> str:
    try:
        return host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return host.casefold()
