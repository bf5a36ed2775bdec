"""What a browser gets of a sheet: the same rules with less around them."""

import pytest

from core.server.squeezing import squeezed
from core.web.sheets import FOLDER

SHEETS = sorted(FOLDER.glob("*.css"))


@pytest.mark.parametrize(
    ("source", "short"),
    [
        ("/* a { } */ .a,\n.b { top: 0; left: 1px; }\n", ".a,.b{top:0;left:1px}"),
        (".a > .b + .c ~ d { margin: calc(1rem + 2px) 0; }", ".a>.b+.c~d{margin:calc(1rem + 2px) 0}"),
        ("@media (min-width: 4rem) and (x: y) { .a { top: 0; } }", "@media(min-width:4rem) and (x:y){.a{top:0}}"),
        ('.a::before { content: " / * "; }', '.a::before{content:" / * "}'),
        ('a[rel="next"], a[href^="http"] { top: 0; }', "a[rel=next],a[href^=http]{top:0}"),
        ('a[type="2"] { top: 0; }', 'a[type="2"]{top:0}'),
        (":root { --lt: initial; --dk: ; }", ":root{--lt:initial;--dk: }"),
        (".a :is(b, c):hover { color: rgb(1 2 3 / .5); }", ".a :is(b,c):hover{color:rgb(1 2 3/.5)}"),
        ("@supports not (a: b) { .a { b: c; } }", "@supports not (a:b){.a{b:c}}"),
        ('.a { mask: url("../a b.svg") repeat-x 50% / auto; }', '.a{mask:url("../a b.svg") repeat-x 50%/auto}'),
    ],
)
def test_a_sheet_loses_only_what_people_need(source: str, short: str) -> None:
    assert squeezed(source) == short


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_it_is_squeezed_once(sheet: object) -> None:
    once = squeezed(sheet.read_text(encoding="utf-8"))  # type: ignore[attr-defined]
    assert squeezed(once) == once
    assert once.count("{") == once.count("}") > 0
