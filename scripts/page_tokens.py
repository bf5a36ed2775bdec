"""A page as tokens of HTML: two pages of equal tokens look equal to whoever reads them.

Blank text beside block elements says nothing and is dropped, runs of blanks in a line of text are one blank; what
stands in `pre`, `textarea`, `script` and `style` is kept exactly. Attributes are sorted by name.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from tinyhtml5.constants import Token
from tinyhtml5.tokenizer import HTMLTokenizer

_BLOCKS: Final = """
    address article aside base blockquote body br caption col colgroup datalist dd details dialog div dl dt fieldset
    figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li link main menu meta nav ol
    optgroup option p picture pre script section source style summary table tbody td template tfoot th thead title tr
    track ul circle defs ellipse g line lineargradient path polygon polyline rect stop symbol use
"""
BLOCKS: Final = frozenset(_BLOCKS.split())
# Elements of which a sheet asks whether they are :empty; the last one stands first in .words-row.
ASKED_IF_EMPTY: Final = re.compile(r"^<span|^<div class=\"stack-5\">|[\" ](?:news|today-due)[\" ]")
EXACT: Final = frozenset({"pre", "textarea", "script", "style"})
RAW: Final = {
    "textarea": "rcdata_state",
    "title": "rcdata_state",
    "style": "rawtext_state",
    "script": "script_data_state",
}
BLANKS: Final = re.compile(r"[ \t\n\r\f]+")
CODE: Final = re.compile(r"(?<=[^/]/)(?:[a-hjkmnp-z]{10}|[0-9A-F]{8})(?=[/.?#\"'])")
# What differs from run to run or from commit to commit though nobody sees it.
CHANGING: Final = (
    (re.compile(r"(?<![A-Za-z0-9])[A-Za-z0-9]{64}(?![A-Za-z0-9])"), "TOKEN"),  # of forms
    (re.compile(r"(/static/[^\s\"']+?)\.[0-9a-f]{12}(\.\w+)"), r"\1.HASH\2"),
    (re.compile(r"(challenge(?:\"|&quot;): (?:\"|&quot;))[\w-]{20,}"), r"\1CHALLENGE"),  # of passkeys
    (re.compile(r"(/unsubscribe/[a-z]{10}\.[a-z_]+:)[\w-]+"), r"\1SIGNATURE"),
    (re.compile(r"\bnonce-?[A-Za-z0-9_+/=-]{16,}"), "NONCE"),
)


def tokens_of(html: str) -> list[str]:
    """One line a token: `<a href="/">`, `</a>`, `"its text"`."""
    for pattern, instead in CHANGING:
        html = pattern.sub(instead, html)
    codes: dict[str, str] = {}
    html = CODE.sub(lambda found: codes.setdefault(found[0], f"CODE{len(codes) + 1}"), html)
    return list(_without_blanks(_read(html)))


def _read(html: str) -> Iterator[tuple[str, str, str]]:
    """(kind, name or how its blanks are kept, what it says); texts that touch are one."""
    exact: list[str] = []
    text = ""
    for token in _tokenized(html):
        if token["type"] in {Token.CHARACTERS, Token.SPACE_CHARACTERS}:
            text += token["data"]
            continue
        if text:
            yield "text", "exact" if exact else "", text
        text = ""
        name = str(token.get("name") or "")
        if token["type"] == Token.END_TAG:
            exact = exact[:-1] if exact[-1:] == [name] else exact
            yield "tag", name, f"</{name}>"
        elif token["type"] in {Token.START_TAG, Token.EMPTY_TAG}:
            exact += [name] if name in EXACT else []
            yield "tag", name, f"<{name}{_attributes(token['data'])}>"
        else:
            yield "tag", "", f"<!{token.get('data') or name}>"
    if text:
        yield "text", "", text


def _tokenized(html: str) -> Iterator[dict[str, Any]]:
    """What a parser does for its tokenizer: inside some elements nothing is a tag."""
    tokenizer = HTMLTokenizer(html)
    for token in tokenizer:
        if token["type"] != Token.PARSE_ERROR:
            yield token
        if token["type"] == Token.START_TAG and token["name"] in RAW:
            tokenizer.state = getattr(tokenizer, RAW[token["name"]])


def _attributes(given: dict[str, str]) -> str:
    said = dict(given)
    if "class" in said:
        said["class"] = " ".join(said["class"].split())
    return "".join(f" {name}={json.dumps(said[name], ensure_ascii=False)}" for name in sorted(said))


def _without_blanks(tokens: Iterator[tuple[str, str, str]]) -> Iterator[str]:
    """A blank alone in an element stays where a sheet would see it."""
    opened, before, text = (
        "",
        True,
        "",
    )  # the tag that has just begun, whether a block has begun or ended, the text since
    for kind, name, said in tokens:
        if kind == "text" and name == "exact":
            yield json.dumps(said, ensure_ascii=False)
            before = False
        elif kind == "text":
            text = BLANKS.sub(" ", said)
        else:
            block = name in BLOCKS or not name
            fills = said == f"</{opened.partition(' ')[0][1:].rstrip('>')}>" and ASKED_IF_EMPTY.search(opened)
            if text != " " or not fills:
                text = text.removeprefix(" ") if before else text
                text = text.removesuffix(" ") if block else text
            if text:
                yield json.dumps(text, ensure_ascii=False)
            text, before, opened = "", block, "" if said.startswith("</") else said
            yield said
    text = (text.removeprefix(" ") if before else text).removesuffix(" ")
    if text:
        yield json.dumps(text, ensure_ascii=False)
