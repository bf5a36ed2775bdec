"""What a browser gets of a sheet and of a script: the same with less around it."""

import re
from pathlib import Path

import pytest
from rjsmin import jsmin

from core.server.squeezing import squeezed
from core.web.sheets import FOLDER

SHEETS = sorted(FOLDER.glob("*.css"))
SCRIPTS = sorted((FOLDER.parent / "js").glob("*.js"))
# Texts with holes, and what stands between slashes: where one that packs scripts errs, if it errs.
TELLING = re.compile(r"`[^`\n]*`|(?<=[(=:] )/(?![/*])(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*")
JOINED = re.compile(r"""(?:import|from)\s*["'](\./[^"']+)["']|export (?:async )?(?:function|class|const) (\w+)""")


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


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_is_packed_once_and_loses_no_import_and_no_text(script: Path) -> None:
    source = "".join(line for line in script.open(encoding="utf-8") if not line.lstrip().startswith("//"))
    packed = jsmin(source)
    assert jsmin(packed) == packed
    assert [found for found in TELLING.findall(source) if found not in packed] == []
    assert JOINED.findall(packed) == JOINED.findall(source)


def test_what_a_script_needs_between_two_words_stays() -> None:
    assert jsmin("a = b + ++c;\nif (x in y) return /[/'](a)/u.test(`${a}  b`);") == (
        "a=b+ ++c;if(x in y)return/[/'](a)/u.test(`${a}  b`);"
    )
