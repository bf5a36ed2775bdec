"""One voice (docs/words.md): in every language buttons have one form, and heads and buttons end without a full stop."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import polib
import pytest

BASE: Final = Path(__file__).resolve().parents[2]
BUTTON: Final = re.compile(r"<(button|a)\b((?:[^>\"]|\"[^\"]*\")*)>(.*?)</\1\s*>", re.DOTALL)
HEARD: Final = re.compile(r"<span\s+class=\"vh\".*?</span>", re.DOTALL)
SAID: Final = re.compile(r"{%\s*translate \"([^\"]+)\"(?: context \"([^\"]+)\")?")
STEP: Final = re.compile(r"{%\s*translate \"([^\"]+)\" as action\s*%}")
HEAD: Final = re.compile(
    r"pagehead _\(\"([^\"]+)\"\)|<h[1-3][^>]*>\s*{%\s*translate \"([^\"]+)\"(?! context)|translate \"([^\"]+)\" as (?:title|heading)\b"
)
# A verb: the action noun of Kyrgyz, the infinitive of Russian.
FORM: Final = {
    "ky": re.compile(r"(?:уу|үү|оо|өө|юу)(?:: .*)?$"),
    "ru": re.compile(r"^(?:Не |Больше не )?[А-ЯЁа-яё]+(?:ть|ться|ти|тись|чь)\b"),
}
DOOR: Final = ("To ", "Back")  # says where it leads
PLACES: Final = {  # names of pages, as the menu says them
    *("Free days", "Messages", "My institution", "Practices to judge", "Registers", "Rules of safe work"),
    *("Today", "Twin spaces"),
}
ANSWERS: Final = {  # what the person says to a question of the page
    *("I have an account already", "It is another one", "It is not here: add it", "It is this one: merge them"),
    *("Not now", "One: merge them", "Only read for now", "This is mine", "This is my institution"),
    *("Two: show the new one", "We tried it", "We tried it too", "as on the device", "dark", "light"),
}
KNOWN: Final = {"Cancel", "Done", "Next", "Next step", "Previous"}  # from every phone and every book


def templates() -> Iterator[str]:
    for path in sorted((BASE / "templates").rglob("*.html")):
        if not path.name.startswith("styleguide"):
            yield path.read_text(encoding="utf-8")


def buttons() -> set[tuple[str, str]]:
    """(context, words) of every button, of every link that looks like one, and of the step that a part offers."""
    found = set()
    for text in templates():
        for tag, attributes, body in BUTTON.findall(text):
            if tag == "button" or "btn" in attributes:
                found |= {(context, words) for words, context in SAID.findall(HEARD.sub("", body))}
        found |= {("", words) for words in STEP.findall(text)}
    return found


def heads() -> set[str]:
    return {words for text in templates() for hit in HEAD.findall(text) for words in hit if words}


def said_in(language: str) -> dict[tuple[str, str], str]:
    catalogue = polib.pofile(str(BASE / "locale" / language / "LC_MESSAGES" / "django.po"))
    return {(entry.msgctxt or "", entry.msgid): entry.msgstr for entry in catalogue if not entry.obsolete}


@pytest.mark.parametrize("language", list(FORM))
def test_a_button_names_its_deed_by_a_verb(language: str) -> None:
    said = said_in(language)
    deeds = {key for key in buttons() if not key[1].startswith(DOOR) and key[1] not in PLACES | ANSWERS | KNOWN}
    assert len(deeds) > 150
    assert {key[1]: said[key] for key in deeds if not FORM[language].search(said[key])} == {}


def test_every_exception_is_a_button() -> None:
    assert {words for _context, words in buttons()} >= PLACES | ANSWERS | KNOWN


@pytest.mark.parametrize("language", ["en", "ky", "ru"])
def test_no_button_and_no_head_ends_in_a_full_stop(language: str) -> None:
    keys = buttons() | {("", words) for words in heads()}
    said = said_in(language) if language != "en" else {key: key[1] for key in keys}
    assert len(keys) > 300
    assert sorted(said[key] for key in keys if said[key].endswith((".", "!"))) == []


@pytest.mark.parametrize("language", ["en", "ky", "ru"])
def test_buttons_begin_with_a_capital_and_fit_a_phone(language: str) -> None:
    """No word is longer than what 320 pixels hold, and no button longer than two lines of it."""
    said = said_in(language) if language != "en" else {key: key[1] for key in buttons()}
    words = {key[1]: said[key] for key in buttons() if key[1] not in {"as on the device", "dark", "light"}}
    assert {key: text for key, text in words.items() if not text[0].isupper()} == {}
    assert {key: text for key, text in words.items() if len(text) > 56 or max(map(len, text.split())) > 20} == {}


@pytest.mark.parametrize("language", ["en", "ky", "ru"])
def test_no_word_of_a_head_breaks_on_a_phone(language: str) -> None:
    said = said_in(language) if language != "en" else {("", words): words for words in heads()}
    long = {said.get(("", words), words) for words in heads()}
    assert sorted(text for text in long if max(map(len, text.split())) > 18) == []
