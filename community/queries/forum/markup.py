"""What an author types, made into HTML: paragraphs, links, lists, bold, quotes, names. Nothing else passes.

    **bold**    [words](https://...)    https://...    - item    1. item    > quote    @Name of a person

A quote whose first line is # and the code of a post carries a mark, <cite>code</cite>, which becomes a link when the
page is made: then numbers, names and what may be seen are those of that moment.
"""

import html
import re
from collections.abc import Callable, Iterable, Mapping
from itertools import groupby
from typing import Final

import nh3

LONGEST_QUOTE: Final = 600
DEEPEST: Final = 3
TAGS: Final = {"p", "br", "strong", "b", "a", "ul", "ol", "li", "blockquote", "cite"}
SCHEMES: Final = {"http", "https", "mailto"}
CODE: Final = "[abcdefghjkmnpqrstuvwxyz]{10}"
CITED: Final = re.compile(rf"<cite>({CODE})</cite>")
_OF_POST: Final = re.compile(rf"#({CODE})\s*")
_BULLET: Final = re.compile(r"[-*•]\s+(?=\S)")
_NUMBER: Final = re.compile(r"\d{1,3}[.)]\s+(?=\S)")
_LINK: Final = r"\[(?P<words>[^\[\]\n]{1,300})\]\((?P<to>(?:https?://|mailto:)[^\s()<>\"]{1,1000})\)"
_BARE: Final = r"(?P<bare>https?://[^\s<>\"«»“”]{1,1000})"
_AFTER: Final = ".,;:!?)'*"
_TAG: Final = re.compile(r"<[^>]*>")
_NAMED: Final = re.compile(r"(?<![\w@.])@(?=\w)")


def rendered(source: str, names: Iterable[str] = ()) -> str:
    """Safe HTML. `names` are those of people who may be named with @ before them."""
    inline = _inline_with(names)
    made = _blocks(source.split("\n"), inline, 0)
    return nh3.clean(made, tags=TAGS, attributes={"a": {"href"}}, url_schemes=SCHEMES, link_rel="nofollow ugc noopener")


def with_cites(made: str, link: Callable[[str], str]) -> str:
    """The marks of quotes made into links; `link(code)` gives safe HTML, or nothing."""
    return CITED.sub(lambda found: link(found[1]), made) if "<cite>" in made else made


def cited(made: str) -> list[str]:
    return CITED.findall(made) if "<cite>" in made else []


def plain(made: str) -> str:
    """The words alone, for search and for what a report keeps."""
    spaced = re.sub(r"</(?:p|li|blockquote)>|<br>", "\n", CITED.sub("", made))
    return html.unescape(_TAG.sub("", spaced)).strip()


def quoted(code: str, source: str) -> str:
    """The beginning of a reply that quotes: without quotes within quotes, and not longer than one reads."""
    own = "\n".join(line for line in source.split("\n") if not line.startswith(">")).strip()
    short = own if len(own) <= LONGEST_QUOTE else own[:LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"
    return "\n".join(f"> {line}".rstrip() for line in [f"#{code}", *short.split("\n")]) + "\n\n"


def count_named(source: str) -> int:
    """How often somebody is named, known or not."""
    return len(_NAMED.findall(source))


def named_in(source: str, people: Mapping[str, str]) -> list[str]:
    """Which of the people (code to name) are named, in the order of the text, each once."""
    pattern = _names_pattern(people.values())
    if pattern is None:
        return []
    found = dict.fromkeys(match[1] for match in re.finditer(pattern, source))
    return [code for name in found for code, own in people.items() if own == name]


def _names_pattern(names: Iterable[str]) -> str | None:
    known = sorted({name for name in names if name}, key=len, reverse=True)
    if not known:
        return None
    return r"(?<![\w@.])@(" + "|".join(re.escape(name) for name in known) + r")(?!\w)"


def _inline_with(names: Iterable[str]) -> Callable[[str], str]:
    pattern = _names_pattern(names)
    tokens = re.compile("|".join(filter(None, [r"(?P<bold>\*\*)", _LINK, _BARE, pattern])))
    return lambda text: _inline(text, tokens)


def _inline(text: str, tokens: re.Pattern[str]) -> str:
    """One pass, so that no input makes it slow. An odd ** stays what it is."""
    found = list(tokens.finditer(text))
    marks = [match.start() for match in found if match["bold"]]
    lonely = marks[-1] if len(marks) % 2 else -1
    parts, at, is_bold = [], 0, False
    for match in found:
        parts.append(html.escape(text[at : match.start()]))
        at = match.end()
        if match["bold"]:
            is_bold = is_bold if match.start() == lonely else not is_bold
            parts.append("**" if match.start() == lonely else "<strong>" if is_bold else "</strong>")
        else:
            parts.append(_piece(match))
    return "".join([*parts, html.escape(text[at:])])


def _piece(match: re.Match[str]) -> str:
    if match["words"]:
        return _anchor(match["to"], match["words"])
    if match["bare"]:
        address = match["bare"].rstrip(_AFTER)
        return _anchor(address, address) + html.escape(match["bare"][len(address) :])
    return f"<b>{html.escape(match[0])}</b>"


def _anchor(address: str, words: str) -> str:
    return f'<a href="{html.escape(address)}">{html.escape(words)}</a>'


def _kind(line: str) -> str:
    if not line.strip():
        return ""
    if line.startswith(">"):
        return "quote"
    return "ul" if _BULLET.match(line) else "ol" if _NUMBER.match(line) else "p"


def _blocks(lines: list[str], inline: Callable[[str], str], depth: int) -> str:
    made = []
    for kind, group in groupby(lines, _kind):
        rows = list(group)
        if kind == "quote":
            made.append(_quote(rows, inline, depth))
        elif kind in {"ul", "ol"}:
            mark = _BULLET if kind == "ul" else _NUMBER
            items = "".join(f"<li>{inline(mark.sub('', row, count=1))}</li>" for row in rows)
            made.append(f"<{kind}>{items}</{kind}>")
        elif kind:
            made.append("<p>" + "<br>".join(inline(row.strip()) for row in rows) + "</p>")
    return "".join(made)


def _quote(rows: list[str], inline: Callable[[str], str], depth: int) -> str:
    inner = [row[1:].removeprefix(" ") for row in rows]
    of = _OF_POST.fullmatch(inner[0]) if inner else None
    mark = f"<cite>{of[1]}</cite>" if of else ""
    rest = inner[1:] if of else inner
    if depth + 1 >= DEEPEST:
        rest = [row.lstrip("> ") for row in rest]
    return f"<blockquote>{mark}{_blocks(rest, inline, depth + 1)}</blockquote>"
