"""The parser: markdown-it-py with every rule of its own switched off and ours in their place."""

from typing import Any, Final, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from core.text.markup import blocks, inline
from core.text.markup.mentions import Names
from core.text.markup.quotes import quote
from core.text.markup.rendering import drawn


class Made(NamedTuple):
    """`named` are the keys of those who are named, in the order of the text, each once."""

    html: str
    named: list[str]


def _parser() -> MarkdownIt:
    made = MarkdownIt("zero", {"maxNesting": 1000})
    for name, block in (("fence", blocks.fence), ("quote", quote), ("items", blocks.items)):
        made.block.ruler.before("paragraph", name, block)
    made.block.ruler.at("paragraph", blocks.paragraph)
    made.inline.ruler.at("text", inline.words)
    for name in ("line_end", "code", "star", "link", "mention", "address"):
        made.inline.ruler.push(name, getattr(inline, name))
    made.inline.ruler2.push("bold", inline.bold)
    return made


_PARSER: Final = _parser()


def parsed(source: str, names: Names | None = None) -> Made:
    env: dict[str, Any] = {"names": names.search_in(source) if names else None}
    tokens = _PARSER.parse(source, env)
    return Made(drawn(tokens), _named(tokens))


def _named(tokens: list[Token]) -> list[str]:
    calls = (child for token in tokens for child in token.children or () if child.type == "mention")
    return list(dict.fromkeys(key for call in calls for key in call.meta["keys"]))
