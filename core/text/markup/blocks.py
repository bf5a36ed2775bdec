"""Block rules: paragraphs, lists and code. Each consumes its lines once and calls no other, so nesting is bounded."""

import re
from typing import Any, Final

from markdown_it.rules_block import StateBlock

from core.text.markup.lines import BULLET, FENCE, NUMBER, line_of, width

DEEPEST: Final = 3
DEEP: Final = 4
DEEPEST_INDENT: Final = 40
_BLANKS: Final = re.compile(r"[ \t]*")


def fence(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Lines between three backticks, as they are. Without a last mark there is no code: it was a slip, or the mark was
    forgotten, so that from there on every line keeps its indentation.
    """
    opened = FENCE.fullmatch(line_of(state, start))
    last = _closing(state, start, end, len(opened["mark"])) if opened else None
    if opened is None or last is None:
        if opened is not None:
            state.env["indented"] = True
        return False
    if silent:
        return True
    indent = width(opened["indent"])
    rows = [_without(line_of(state, at), indent) for at in range(start + 1, last)]
    state.push("fence", "code", 0).content = "\n".join(rows)
    state.line = last + 1
    return True


def _closing(state: StateBlock, start: int, end: int, least: int) -> int | None:
    """Where it closes. What was looked for in vain is not looked for again."""
    given_up: set[int] = state.env.setdefault("unclosed", set())
    if least in given_up:
        return None
    for at in range(start + 1, end):
        bare = line_of(state, at).strip(" \t")
        if len(bare) >= least and not bare.strip("`"):
            return at
    given_up.add(least)
    return None


def _without(line: str, indent: int) -> str:
    """What stood before the opening mark stands before no line; what is deeper is the code's own."""
    while indent and line[:1] in {" ", "\t"}:
        line, indent = line[1:], indent - 1
    return line


def paragraph(state: StateBlock, start: int, end: int, _silent: bool) -> bool:
    """Up to a blank line or a line that begins something else. Line ends stay, and so does a deep indentation."""
    at = start + 1
    while at < end and not state.isEmpty(at) and not _begins(state, at, end):
        at += 1
    state.push("paragraph_open", "p", 1)
    less = width(_indent(line_of(state, start))) if _is_first(state, start) else 0
    rows = (_indented(state, line_of(state, row), less) for row in range(start, at))
    state.push("inline", "", 0).content = "\n".join(rows)
    state.tokens[-1].children = []
    state.push("paragraph_close", "p", -1)
    state.line = at
    return True


def _indented(state: StateBlock, row: str, less: int) -> str:
    """Browsers drop spaces at the beginning of a line, but not these. Fewer than four are a slip, but in code."""
    deep = width(_indent(row)) - less
    shown = deep if deep >= (1 if state.env.get("indented") else DEEP) else 0
    return "\u00a0" * min(shown, DEEPEST_INDENT) + row.strip()


def _indent(row: str) -> str:
    found = _BLANKS.match(row)
    return found[0] if found else ""


def _is_first(state: StateBlock, start: int) -> bool:
    """Where a text begins its first line is no indentation, as with a paragraph of a letter."""
    return not state.src[: state.bMarks[start]].strip()


def _begins(state: StateBlock, at: int, end: int) -> bool:
    row = line_of(state, at)
    return row.startswith(">") or bool(BULLET.match(row) or NUMBER.match(row)) or fence(state, at, end, True)


def items(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A list: its items with their lines, blank lines between them, lists within by their indentation."""
    if _item(line_of(state, start)) is None:
        return False
    if silent:
        return True
    state.line = _Lists(state).eat(start, end)
    return True


def _item(row: str) -> tuple[str, re.Match[str]] | None:
    if found := BULLET.match(row):
        return "ul", found
    return ("ol", found) if (found := NUMBER.match(row)) else None


class _Lists:
    """The open lists, outermost first: (tag, indentation of its marks, number that comes next)."""

    def __init__(self, state: StateBlock) -> None:
        self.state = state
        self.open: list[list[Any]] = []

    def eat(self, start: int, end: int) -> int:
        """The line behind the list."""
        at, blank = start, False
        while at < end:
            row = line_of(self.state, at)
            if not row.strip():
                blank = True
            elif found := _item(row):
                if blank and not self._belongs(*found):
                    break
                self._begin(*found)
                blank = False
            elif self._continues(row) and not (fence(self.state, at, end, True) or row.lstrip().startswith(">")):
                self._more(row, blank=blank)
                blank = False
            else:
                break
            at += 1
        while self.open:
            self._close()
        return at

    def _belongs(self, tag: str, found: re.Match[str]) -> bool:
        """After a blank line: the list goes on where its mark is of the same kind, or stands deeper."""
        here = [one for one in self.open if one[1] <= width(found["indent"])]
        return bool(here) and (here[-1][0] == tag or here[-1][1] < width(found["indent"]))

    def _continues(self, row: str) -> bool:
        return bool(width(_indent(row)) >= self.open[-1][1] + 2)

    def _begin(self, tag: str, found: re.Match[str]) -> None:
        indent = width(found["indent"])
        while len(self.open) > 1 and indent < self.open[-1][1]:
            self._close()
        deeper = bool(self.open) and indent >= self.open[-1][1] + 2 and len(self.open) < DEEPEST
        other = not self.open or self.open[-1][0] != tag
        if self.open and not deeper:
            if other:
                self._close()
            else:
                self.state.push("list_item_close", "li", -1)
        number = int(found["mark"]) if tag == "ol" else 0
        if deeper or other:
            self._open(tag, indent, number)
        self._push_item(number)
        self._say(found.string[found.end() :].strip())

    def _open(self, tag: str, indent: int, number: int) -> None:
        self.open.append([tag, indent, number])
        token = self.state.push("list_open", tag, 1)
        if tag == "ol" and number != 1:
            token.attrSet("start", str(number))

    def _push_item(self, number: int) -> None:
        token = self.state.push("list_item_open", "li", 1)
        if self.open[-1][0] == "ol" and number != self.open[-1][2]:
            token.attrSet("value", str(number))
        self.open[-1][2] = number + 1

    def _more(self, row: str, *, blank: bool) -> None:
        """A further line of the item; after a blank one it stands apart."""
        if blank or self.state.tokens[-1].type != "inline":
            self.state.push("gap", "br", 0)
        else:
            self.state.tokens[-1].content += "\n" + row.strip()
            return
        self._say(row.strip())

    def _say(self, words: str) -> None:
        self.state.push("inline", "", 0).content = words
        self.state.tokens[-1].children = []

    def _close(self) -> None:
        tag = self.open.pop()[0]
        self.state.push("list_item_close", "li", -1)
        self.state.push("list_close", tag, -1)
