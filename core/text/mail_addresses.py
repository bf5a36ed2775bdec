"""What a mail address may look like: RFC 6531 lets every script stand before the @, and IDNA behind it."""

import re
import unicodedata
from typing import Final

LONGEST: Final = 254
LONGEST_LOCAL: Final = 64  # octets
LONGEST_LABEL: Final = 63
_ATOM: Final = r"[-!#$%&'*+/=?^_`{|}~0-9A-Za-z\u00a1-\U0010ffff]+"
_DOTTED: Final = re.compile(rf"{_ATOM}(?:\.{_ATOM})*")
_QUOTED: Final = re.compile(r'"(?:[\x20\x21\x23-\x5b\x5d-\x7e\u00a1-\U0010ffff]|\\[\x20-\x7e])+"')
# Letters, digits and the marks that belong to letters; nothing unseen, no signs, no blanks.
_IN_NAMES: Final = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Nd", "Nl", "No"})
_FILLERS: Final = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u3164\uffa0")


def is_address(text: str) -> bool:
    """Whether mail can be sent there, as far as the letters tell."""
    local, at, domain = text.rpartition("@")
    if not at or len(text) > LONGEST or len(local.encode("utf-8", "replace")) > LONGEST_LOCAL:
        return False
    if not (_DOTTED.fullmatch(local) or _QUOTED.fullmatch(local)):
        return False
    return all(letter.isascii() or _speaks(letter) for letter in local) and _is_domain(domain)


def canonical_address(text: str) -> str:
    """One spelling of each address, small, composed, the domain in its own script: the one that is kept."""
    local, at, domain = unicodedata.normalize("NFC", text.strip()).rpartition("@")
    if not at:
        return unicodedata.normalize("NFC", text.strip().lower())
    return unicodedata.normalize("NFC", f"{local.lower()}@{_in_letters(domain.lower().rstrip('.'))}")


def _speaks(letter: str) -> bool:
    ignorable = letter in _FILLERS or "\ufe00" <= letter <= "\ufe0f" or "\U000e0100" <= letter <= "\U000e01ef"
    return unicodedata.category(letter) in _IN_NAMES and not ignorable


def _is_domain(domain: str) -> bool:
    labels = domain.split(".")
    if domain == "localhost":
        return True
    if len(labels) < 2 or labels[-1].isdigit() or not all(map(_is_label, labels)):  # noqa: PLR2004 - a name and its top
        return False
    try:
        return len(domain.encode("idna")) <= 253  # noqa: PLR2004 - RFC 1034
    except UnicodeError:
        return False


def _is_label(label: str) -> bool:
    fitting = 0 < len(label) <= LONGEST_LABEL and not label.startswith("-") and not label.endswith("-")
    return fitting and all(
        letter == "-" or (letter.isalnum() if letter.isascii() else _speaks(letter)) for letter in label
    )


def _in_letters(domain: str) -> str:
    """Browsers send some domains as xn--…, people write them as they are."""
    if "xn--" not in domain:
        return domain
    try:
        return domain.encode("ascii").decode("idna")
    except UnicodeError:
        return domain
