"""Takes known fields out of a map, each with its kind, and notes what it did not understand with its line."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Final
from unicodedata import category, normalize

from learning.folders.parts import LONGEST_TEXT, Fault
from learning.folders.plain_yaml import NotPlain, Path, Plain, parse

_NAME_LETTERS: Final = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")
LONGEST_NAME: Final = 60


def is_name(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= LONGEST_NAME and set(value) <= _NAME_LETTERS


class Faults:
    """Everything that was not understood in a folder, in the order of its files and lines."""

    def __init__(self) -> None:
        self._found: list[Fault] = []

    def add(self, file: str, line: int, code: str, /, **values: str) -> None:
        self._found.append(Fault(file, line, code, tuple(values.items())))

    def sorted(self) -> tuple[Fault, ...]:
        return tuple(sorted(set(self._found)))

    def __len__(self) -> int:
        return len(self._found)


class Fields:
    """The fields of one file, from `path` on. A wrong one is noted and read as empty, so that all are found at once."""

    def __init__(self, plain: Plain, file: str, faults: Faults, path: Path = ()) -> None:
        self.file, self.faults, self.path, self._plain = file, faults, path, plain
        value: Any = plain.value
        for part in path:
            value = value[part]
        if not isinstance(value, dict):
            self.fault("not-fields")
            value = {}
        self.values: dict[str, Any] = value

    def line(self, *parts: str | int) -> int:
        """Of the part, or of the nearest thing around it."""
        path = (*self.path, *parts)
        while path and path not in self._plain.lines:
            path = path[:-1]
        return self._plain.lines.get(path, 1)

    def fault(self, code: str, *parts: str | int, **values: str) -> None:
        self.faults.add(self.file, self.line(*parts), code, **values)

    def only(self, *known: str) -> None:
        for name in self.values:
            if name not in known:
                self.fault("unknown", name, name=name[:LONGEST_NAME])

    def text(self, name: str, longest: int = LONGEST_TEXT) -> str:
        return self._text(self.values.get(name), longest, name) if self._has(name) else ""

    def texts(self, name: str, languages: Iterable[str], longest: int = LONGEST_TEXT) -> dict[str, str]:
        """One text in each of the languages, and in no other."""
        return {one: self._text(given, longest, name, one) for one, given in self._by_language(name, languages).items()}

    def words(self, name: str, languages: Iterable[str], most: int) -> dict[str, tuple[str, ...]]:
        """Some short texts in each of the languages."""
        return {
            one: self._list(given, most, LONGEST_TEXT, name, one)
            for one, given in self._by_language(name, languages).items()
        }

    def several(self, name: str, most: int, longest: int = LONGEST_TEXT) -> tuple[str, ...]:
        return self._list(self.values[name], most, longest, name) if self._has(name) else ()

    def names(self, name: str, most: int) -> tuple[str, ...]:
        """Different names in small Latin letters."""
        found = self.several(name, most)
        for place, one in enumerate(found):
            if one and not is_name(one):
                self.fault("name", name, place, name=one[:LONGEST_NAME])
            elif one in found[:place]:
                self.fault("twice", name, place, name=one)
        return found

    def name(self, name: str) -> str:
        found = self.text(name)
        if found and not is_name(found):
            self.fault("name", name, name=found[:LONGEST_NAME])
        return found

    def choice(self, name: str, choices: Iterable[str]) -> str:
        found, choices = self.text(name), tuple(choices)
        if found and found not in choices:
            self.fault("choice", name, name=found[:LONGEST_NAME], choices=", ".join(choices))
        return found if found in choices else ""

    def flag(self, name: str) -> bool:
        if isinstance(found := self.values.get(name), bool):
            return found
        self.fault("no-flag", name, field=name)
        return False

    def whole(self, name: str, least: int, most: int) -> int:
        found = self.values.get(name)
        if isinstance(found, int) and not isinstance(found, bool) and least <= found <= most:
            return found
        self.fault("no-whole", name, field=name, least=str(least), most=str(most))
        return least

    def decimal(self, name: str) -> Decimal:
        found = self.values.get(name)
        if isinstance(found, int | float) and not isinstance(found, bool):
            return Decimal(str(found))
        self.fault("no-number", name, field=name)
        return Decimal(0)

    def rows(self, name: str, most: int) -> list["Fields"]:
        """The maps of a list."""
        found = self.values.get(name)
        if not isinstance(found, list) or not found:
            self.fault("no-list", name, field=name)
            return []
        if len(found) > most:
            self.fault("too-many", name, field=name, most=str(most))
            return []
        rows = range(len(found))
        return [Fields(self._plain, self.file, self.faults, (*self.path, name, place)) for place in rows]

    def _has(self, name: str) -> bool:
        if name in self.values:
            return True
        self.fault("missing", field=name)
        return False

    def _by_language(self, name: str, languages: Iterable[str]) -> Mapping[str, Any]:
        if not self._has(name):
            return {}
        given, wanted = self.values[name], tuple(languages)
        if not isinstance(given, dict):
            self.fault("no-languages", name, field=name)
            return {}
        for one in wanted:
            if one not in given:
                self.fault("no-language", name, field=name, language=one)
        for one in given:
            if one not in wanted:
                self.fault("unknown", name, one, name=one[:LONGEST_NAME])
        return {one: given[one] for one in wanted if one in given}

    def _list(self, given: object, most: int, longest: int, *parts: str | int) -> tuple[str, ...]:
        if not isinstance(given, list) or not given:
            self.fault("no-list", *parts, field=str(parts[0]))
            return ()
        if len(given) > most:
            self.fault("too-many", *parts, field=str(parts[0]), most=str(most))
            return ()
        return tuple(self._text(one, longest, *parts, place) for place, one in enumerate(given))

    def _text(self, given: object, longest: int, *parts: str | int) -> str:
        if not isinstance(given, str) or not given.strip():
            self.fault("no-text", *parts, field=str(parts[0]))
            return ""
        if len(given) > longest:
            self.fault("text-long", *parts, field=str(parts[0]), most=str(longest))
        return given


def decoded(content: bytes, file: str, most: int, faults: Faults) -> str | None:
    """Text of a file: UTF-8, composed letters, lines that end the same way everywhere; None where it is none."""
    if len(content) > most:
        faults.add(file, 1, "file-large", most=str(most // 1000))
        return None
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        faults.add(file, content.count(b"\n", 0, error.start) + 1, "not-utf8")
        return None
    text = normalize("NFC", text.removeprefix("\ufeff").replace("\r\n", "\n"))
    for place, letter in enumerate(text):
        if letter not in "\n\t" and category(letter) in {"Cc", "Cs", "Cf", "Co"}:
            faults.add(file, text.count("\n", 0, place) + 1, "unseen", letter=f"U+{ord(letter):04X}")
            return None
    return text


def fields_of(text: str, file: str, faults: Faults, first_line: int = 1) -> Fields | None:
    try:
        return Fields(parse(text, first_line=first_line), file, faults)
    except NotPlain as error:
        faults.add(file, error.line, error.code, **dict(error.values))
        return None
