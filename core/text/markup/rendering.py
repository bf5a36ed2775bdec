"""Renders tokens to HTML, and HTML to plain text."""

import html
import re
from collections.abc import Iterable
from typing import Final

import nh3
from markdown_it.token import Token

TAGS: Final = {"p", "br", "strong", "b", "a", "ul", "ol", "li", "blockquote", "cite", "code", "pre"}
ATTRIBUTES: Final = {"a": {"href"}, "ol": {"start"}, "li": {"value"}}
SCHEMES: Final = {"http", "https", "mailto"}
REL: Final = "nofollow ugc noopener"
_CITE: Final = re.compile("<cite>[^<]*</cite>")
_BREAK: Final = re.compile("</(?:p|li|blockquote|pre)>|<br>|<ul>|<ol>")
_LISTED: Final = re.compile('<(?P<tag>/?(?:ul|ol|li))(?: (?:start|value)="(?P<number>[0-9]+)")?>')
# A host that no browser would look up: nh3 takes its address away.
_NOWHERE: Final = re.compile(f'<a rel="{REL}">([^<]*)</a>')
_TAG: Final = re.compile("<[^>]*>")


def drawn(tokens: Iterable[Token]) -> str:
    """Everything that was typed is escaped here; that nothing else can come out, nh3 makes sure."""
    made = "".join(_block(token) for token in tokens)
    safe = nh3.clean(made, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=REL)
    return _NOWHERE.sub(r"\1", safe)


def plain(made: str) -> str:
    """The words alone, for search, for mails and for what a report keeps. Numbers of lists are words: 5. класс."""
    spaced = _BREAK.sub("\n", _numbered(_CITE.sub("", made)))
    return re.sub(r"\n{2,}", "\n", html.unescape(_TAG.sub("", spaced))).strip()


def _numbered(made: str) -> str:
    """With the number of each item before it, as a browser would show it."""
    following: list[int] = []  # the number of the next item of each open list; none of bullets

    def item(found: re.Match[str]) -> str:
        tag, number = found["tag"], int(found["number"] or 0)
        if tag in {"ul", "ol"}:
            following.append((number if found["number"] else 1) if tag == "ol" else -1)
            return f"<{tag}>"
        if tag == "li" and following and following[-1] >= 0:
            now = number if found["number"] else following[-1]
            following[-1] = now + 1
            return f"{now}. "
        if tag in {"/ul", "/ol"} and following:
            following.pop()
        return found[0]

    return _LISTED.sub(item, made) if "<ol" in made else made


def _block(token: Token) -> str:
    if token.type == "inline":
        return "".join(_piece(child) for child in token.children or ())
    if token.type == "fence":
        return f"<pre><code>{html.escape(token.content)}</code></pre>"
    if token.type == "cite":
        return f"<cite>{token.content}</cite>"
    if token.nesting < 0:
        return f"</{token.tag}>"
    attributes = "".join(f' {name}="{value}"' for name, value in token.attrs.items())
    return f"<{token.tag}{attributes}>"


def _piece(token: Token) -> str:
    said = html.escape(token.content)
    match token.type:
        case "hardbreak":
            return "<br>"
        case "link":
            return f'<a href="{html.escape(str(token.attrs["href"]))}">{said}</a>'
        case "code_inline" | "mention":
            return f"<{token.tag}>{said}</{token.tag}>"
        case "strong_open":
            return "<strong>" + said[2:]
        case "strong_close":
            return said[2:] + "</strong>"
    return said
