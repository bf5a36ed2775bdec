"""What people type in forum and chat, made into HTML by one function. No Django in here.

    **bold**    `code`    [words](https://...)    https://...  www....  name@school.kg    @Name of a person
    - item  * item  •item    1. item  2) item    > quote    three backticks before and after lines of code

The parser is markdown-it-py's with nothing switched on: each rule is our own and chosen for what teachers type, which
is text, not Markdown. Whatever is no mark stays as it was typed. Every rule looks at each letter a bounded number of
times, so that no text makes it slow; nh3 has the last word.
"""

from core.text.markup.mentions import Names, count_named
from core.text.markup.parsing import Made, parsed
from core.text.markup.quotes import CODE, cited, with_cites
from core.text.markup.rendering import TAGS, plain

# Raised with every change of what is made of the same text: what was made before is made anew (decision 0030).
VERSION = 2

__all__ = [
    "CODE",
    "TAGS",
    "VERSION",
    "Made",
    "Names",
    "cited",
    "count_named",
    "made_of",
    "parsed",
    "plain",
    "rendered",
    "with_cites",
]


def made_of(source: str, names: Names | None = None) -> Made:
    """Safe HTML, and whom it names."""
    return parsed(source, names)


def rendered(source: str, names: Names | None = None) -> str:
    """Safe HTML."""
    return parsed(source, names).html
