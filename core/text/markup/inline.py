"""Inline rules: bold, code, links and mentions."""

import re
from typing import Final

from markdown_it.rules_inline import StateInline

from core.text import is_address
from core.text.markup.link_targets import LINKIFY, misleads

# Where something may begin: all between is text.
_NEXT: Final = re.compile(
    r"\n|`|\*\*|\[|@|https?://|(?<!\w)(?:www\.|mailto:)|(?<![\w.+-])[\w.+-][\w.+'-]{0,63}@(?=\w)", re.IGNORECASE
)
_LINK: Final = re.compile(
    r"\[(?P<words>[^\[\]\n]{1,300})\]"
    r"\((?P<to>(?:https?://|mailto:)(?:[^\s()<>\"]|\([^\s()<>\"]{0,300}\)){1,1000})\)",
    re.IGNORECASE,
)
# Neither quotation marks nor the apostrophe before an ending belong to an address, nor do marks of direction.
_ADDRESS: Final = re.compile(
    r"(?P<scheme>https?://|www\.|mailto:)(?:(?!\*\*)[^\s<>\"«»“”„‹›’‘`\u200e\u200f\u2066-\u2069]){1,2001}",
    re.IGNORECASE,
)
_MAIL: Final = re.compile(r"[\w.+-][\w.+'-]{0,63}@[\w.-]{1,255}")
_RUNS: Final = re.compile("`+")
_LONGEST: Final = 2000
_AFTER: Final = ".,;:!?…'*"
# koepueroe.kgге, koepueroe.kg-ге: an ending without its apostrophe.
_ENDED: Final = re.compile(r"(?<=\.)([A-Za-z]{2,})-?[Ѐ-ӿ]+$")
# The apostrophe of the keyboard before an ending: https://a.kg'де, https://a.kg/b'га. In a path it may be its own.
_GLUED: Final = re.compile(r"(?<=[^/])['ʼʻʹ´′][Ѐ-ӿ]{1,14}$")
_GLUED_TO_HOST: Final = re.compile(r"['ʼʻʹ´′].*$")


def words(state: StateInline, silent: bool) -> bool:
    """All up to the next place where something may begin."""
    found = _NEXT.search(state.src, state.pos)
    end = found.start() if found else state.posMax
    if end == state.pos:
        return False
    if not silent:
        state.pending += state.src[state.pos : end]
    state.pos = end
    return True


def line_end(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "\n":
        return False
    if not silent:
        state.push("hardbreak", "br", 0)
    state.pos += 1
    return True


def code(state: StateInline, silent: bool) -> bool:
    """Between backticks, within a line. One behind a letter is an apostrophe (O`zbekiston)."""
    src, start = state.src, state.pos
    if src[start] != "`":
        return False
    run = _run(src, start, "`")
    if (start and src[start - 1].isalnum()) or (close := _closing(src, start + run, run)) is None:
        close = -1
    if not silent:
        if close < 0:
            state.pending += src[start : start + run]
        else:
            state.push("code_inline", "code", 0).content = src[start + run : close]
    state.pos = start + run if close < 0 else close + run
    return True


def _run(src: str, at: int, letter: str) -> int:
    end = at
    while end < len(src) and src[end] == letter:
        end += 1
    return end - at


def _closing(src: str, start: int, run: int) -> int | None:
    """The next run of as many backticks on this line. Only a length that comes no more is looked for in vain."""
    end = src.find("\n", start)
    for found in _RUNS.finditer(src, start, len(src) if end < 0 else end):
        if len(found[0]) == run:
            return found.start() if src[start : found.start()].strip() else None
    return None


def star(state: StateInline, silent: bool) -> bool:
    """Runs of two and more. Which of them are marks is known at the end."""
    if not state.src.startswith("**", state.pos):
        return False
    run = _run(state.src, state.pos, "*")
    if not silent:
        before = state.src[state.pos - 1] if state.pos else " "
        after = state.src[state.pos + run] if state.pos + run < state.posMax else " "
        token = state.push("star", "", 0)
        token.content = "*" * run
        counts = run in {2, 3} and not (before.isdigit() and after.isdigit())  # 2**3 is a power
        token.meta = {"opens": counts and not after.isspace(), "closes": counts and not before.isspace()}
    state.pos += run
    return True


def bold(state: StateInline) -> None:
    """Pairs of runs, the nearest before each closing one. An odd one stays what it is."""
    opened = None
    for token in state.tokens:
        if token.type != "star":
            continue
        if opened is not None and token.meta["closes"]:
            opened.type, token.type = "strong_open", "strong_close"
            opened = None
        elif token.meta["opens"]:
            opened = token


def link(state: StateInline, silent: bool) -> bool:
    found = _LINK.match(state.src, state.pos) if state.src[state.pos] == "[" else None
    if found is None:
        return False
    to, said = found["to"], found["words"]
    _push(state, to, to if misleads(said, to) else said, found.end(), silent=silent)
    return True


def address(state: StateInline, silent: bool) -> bool:
    """Only what says that it is one: http(s), www. and mail. main.py is a file."""
    found = _ADDRESS.match(state.src, state.pos)
    if found is None:
        return _mail(state, silent)
    text, scheme = found[0], found["scheme"].lower()
    if scheme == "mailto:":
        return _mail(state, silent, len(scheme))
    if (scheme == "www." and _letter_before(state)) or len(text) > _LONGEST:
        return False
    missing = "http://" if scheme == "www." else ""
    whole = missing + text
    start = whole.index("//")
    length = LINKIFY.test_schema_at(whole, "http:", start)
    shown = whole[: start + length].rstrip(_AFTER) if length else ""
    if "/" not in shown[start + 2 :]:
        shown = _ENDED.sub(r"\1", _GLUED_TO_HOST.sub("", shown))
    shown = _GLUED.sub("", shown).rstrip(_AFTER)
    if len(shown) <= start + 2 or (missing and "." not in shown[len(missing) + 4 :]):
        return False
    _push(state, shown, shown[len(missing) :], state.pos + len(shown) - len(missing), silent=silent)
    return True


def _mail(state: StateInline, silent: bool, skip: int = 0) -> bool:
    found = None if _letter_before(state) else _MAIL.match(state.src, state.pos + skip)
    shown = _ENDED.sub(r"\1", found[0].rstrip("-_" + _AFTER)) if found else ""
    if found is None or shown[:1] in {".", "-", "+"} or not is_address(shown) or "." not in shown.rpartition("@")[2]:
        return False
    end = state.pos + skip + len(shown)
    _push(state, f"mailto:{shown}", state.src[state.pos : end], end, silent=silent)
    return True


def mention(state: StateInline, silent: bool) -> bool:
    search = state.env.get("names")
    call = search.at(state.src, state.pos) if search and state.src[state.pos] == "@" else None
    if call is None:
        return False
    if not silent:
        token = state.push("mention", "b", 0)
        token.content, token.meta = state.src[state.pos : call.end], {"keys": call.keys}
    state.pos = call.end
    return True


def _letter_before(state: StateInline) -> bool:
    return state.pos > 0 and (state.src[state.pos - 1].isalnum() or state.src[state.pos - 1] in "_@.+-")


def _push(state: StateInline, to: str, shown: str, end: int, *, silent: bool) -> None:
    if not silent:
        token = state.push("link", "a", 0)
        token.content = shown
        token.attrSet("href", to)
    state.pos = end
