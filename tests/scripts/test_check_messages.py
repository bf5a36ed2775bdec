"""The catalogues' own checker and compiler."""

import gettext
import os
from pathlib import Path

import polib
import pytest

from scripts.check_messages import complaints_of, complaints_of_entry
from scripts.compile_messages import compile_catalogue, stale
from scripts.take_messages import PLURALS


def entry(text: str, *, msgid: str = "%(n)s by {name}", flags: list[str] | None = None) -> polib.POEntry:
    return polib.POEntry(msgid=msgid, msgstr=text, flags=flags or [])


@pytest.mark.parametrize(
    ("found", "complaint"),
    [
        (entry("{name}: %(n)s"), None),
        (entry(""), "empty"),
        (entry("  "), "empty"),
        (entry("{name}: %(n)s", flags=["fuzzy"]), "doubtful"),
        (entry("{name}"), "other placeholders"),
        (entry("{name}: %(n)s, {more}"), "other placeholders"),
        (entry("{name}нын %(n)s"), "an ending hangs"),
        (entry("{name} %(n)s-ны"), "an ending hangs"),
        (entry("{name}: %(n)s-класс"), None),
        (entry("{name}: %(n)s-сабактын башталышы"), None),
        (entry("{name}: %(n)s-й круг"), None),
        (entry("{name}: %(n)s-йил"), "an ending hangs"),
        (entry("үй\n", msgid="house"), "line break"),
    ],
)
def test_each_fault_is_named(found: polib.POEntry, complaint: str | None) -> None:
    complaints = list(complaints_of_entry(found, 2))
    assert [one.split(":")[0].startswith(complaint or "-") for one in complaints] == [True] * (complaint is not None)


@pytest.mark.parametrize(
    ("forms", "complaints"),
    [
        (["бир мектеп", "%(n)s мектеп"], 0),
        (["%(n)s мектеп", "%(n)s мектеп"], 0),
        (["%(n)s мектеп"], 1),
        (["%(n)s мектеп", ""], 1),
        (["%(m)s мектеп", "%(n)s мектеп"], 1),
    ],
)
def test_plural_forms(forms: list[str], complaints: int) -> None:
    found = polib.POEntry(msgid="one school", msgid_plural="%(n)s schools", msgstr_plural=dict(enumerate(forms)))
    assert len(list(complaints_of_entry(found, 2))) == complaints


def test_the_header_and_what_is_left_over() -> None:
    catalogue = polib.POFile()
    catalogue.metadata = {"Plural-Forms": "nplurals=1; plural=0;"}
    catalogue.append(polib.POEntry(msgid="gone", msgstr="жок", obsolete=True))
    assert len(list(complaints_of(catalogue, "ky"))) == 2
    catalogue.metadata = {"Plural-Forms": PLURALS["ky"]}
    catalogue.clear()
    assert list(complaints_of(catalogue, "ky")) == []


def test_compiled_without_gettext_tools_it_reads_the_same(tmp_path: Path) -> None:
    source = tmp_path / "django.po"
    catalogue = polib.POFile()
    catalogue.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Plural-Forms": PLURALS["ru"]}
    catalogue.append(polib.POEntry(msgid="May", msgctxt="month", msgstr="май"))
    forms = {0: "%(n)s школа", 1: "%(n)s школы", 2: "%(n)s школ"}
    catalogue.append(polib.POEntry(msgid="%(n)s school", msgid_plural="%(n)s schools", msgstr_plural=forms))
    catalogue.append(polib.POEntry(msgid="doubtful", msgstr="сомнительно", flags=["fuzzy"]))
    catalogue.save(str(source))
    assert stale(source)
    compile_catalogue(source)
    assert not stale(source)
    with source.with_suffix(".mo").open("rb") as file:
        read = gettext.GNUTranslations(file)
    assert read.pgettext("month", "May") == "май"
    assert [read.ngettext("%(n)s school", "%(n)s schools", n) for n in (1, 3, 5, 11, 21)] == [
        "%(n)s школа",
        "%(n)s школы",
        "%(n)s школ",
        "%(n)s школ",
        "%(n)s школа",
    ]
    assert read.gettext("doubtful") == "doubtful"
    os.utime(source, ns=(2**61, 2**61))
    assert stale(source)
