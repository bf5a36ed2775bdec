"""Questions of a module: questions.yaml holds them once, with their texts in each language side by side."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, cast

from learning.folders.fields import Fields
from learning.folders.parts import MOST_OPTIONS, MOST_QUESTIONS
from learning.judging.questions import KINDS, USES, Kind, Option, Question, Use, as_compared

_ALWAYS: Final = ("id", "kind", "use", "lesson", "ask")
LEAST_OPTIONS: Final = 2


def read_questions(fields: Fields, languages: tuple[str, ...], lessons: Iterable[str]) -> tuple[Question, ...]:
    fields.only("questions")
    found: list[Question] = []
    for row in fields.rows("questions", MOST_QUESTIONS):
        made = _question(row, languages, tuple(lessons))
        if made is None:
            continue
        if made.id in {other.id for other in found}:
            row.fault("twice", "id", name=made.id)
        found.append(made)
    return tuple(found)


def _question(row: Fields, languages: tuple[str, ...], lessons: tuple[str, ...]) -> Question | None:
    kind = row.choice("kind", KINDS)
    known: dict[str, Any] = {
        "id": row.name("id"),
        "use": cast("Use", row.choice("use", USES) or "practice"),
        "lesson": row.choice("lesson", lessons),
        "ask": row.texts("ask", languages),
    }
    if not kind:
        return None
    names, rest = _READERS[kind]
    row.only(*_ALWAYS, *names)
    if kind == "open" and known["use"] == "check":
        row.fault("open-check", "use")
    return Question(kind=cast("Kind", kind), **known, **rest(row, languages))


def _choice(row: Fields, languages: tuple[str, ...]) -> Mapping[str, Any]:
    options = _options(row, languages, "right", "why")
    rights = sum(option.right for option in options)
    single = row.values.get("kind") == "single"
    if options and not rights:
        row.fault("no-right", "options")
    elif options and single and rights > 1:
        row.fault("many-rights", "options")
    elif options and rights == len(options):
        row.fault("all-right", "options")
    return {"options": options}


def _true_false(row: Fields, languages: tuple[str, ...]) -> Mapping[str, Any]:
    return {"right": row.flag("right"), **_both_whys(row, languages)}


def _match(row: Fields, languages: tuple[str, ...]) -> Mapping[str, Any]:
    return {"options": _options(row, languages, "partner"), **_both_whys(row, languages)}


def _order(row: Fields, languages: tuple[str, ...]) -> Mapping[str, Any]:
    return {"options": _options(row, languages), **_both_whys(row, languages)}


def _number(row: Fields, languages: tuple[str, ...]) -> Mapping[str, Any]:
    within = row.decimal("within") if "within" in row.values else None
    if within is not None and within <= 0:
        row.fault("no-number", "within", field="within")
    given = {} if within is None else {"within": within}
    return {"right": row.decimal("right"), **given, **_both_whys(row, languages)}


def _short(row: Fields, languages: tuple[str, ...]) -> Mapping[str, Any]:
    accept = row.words("accept", languages, MOST_OPTIONS)
    for language, words in accept.items():
        for place, word in enumerate(words):
            if word and not as_compared(word):
                row.fault("no-text", "accept", language, place, field="accept")
    return {"accept": accept, **_both_whys(row, languages)}


def _open(row: Fields, languages: tuple[str, ...]) -> Mapping[str, Any]:
    return {"why": row.texts("why", languages)}


def _both_whys(row: Fields, languages: tuple[str, ...]) -> Mapping[str, Any]:
    return {"why": row.texts("why", languages), "why_not": row.texts("why_not", languages)}


def _options(row: Fields, languages: tuple[str, ...], *more: str) -> tuple[Option, ...]:
    found: list[Option] = []
    for one in row.rows("options", MOST_OPTIONS):
        one.only("id", "text", *more)
        name = one.name("id")
        if name and name in {other.id for other in found}:
            one.fault("twice", "id", name=name)
        found.append(
            Option(
                id=name,
                text=one.texts("text", languages),
                # Only the right ones say so.
                right="right" in more and "right" in one.values and one.flag("right"),
                why=one.texts("why", languages) if "why" in more else None,
                partner=one.texts("partner", languages) if "partner" in more else None,
            )
        )
    if len(found) == 1:
        row.fault("few-options", "options", least=str(LEAST_OPTIONS))
    for texts in ([option.text for option in found], [option.partner or {} for option in found]):
        for language in languages:
            said = [text[language] for text in texts if text.get(language)]
            if len(set(said)) < len(said):
                row.fault("same-options", "options", language=language)
    return tuple(found)


_Reader = Callable[[Fields, tuple[str, ...]], Mapping[str, Any]]
_WHYS: Final = ("why", "why_not")
_READERS: Final[dict[str, tuple[tuple[str, ...], _Reader]]] = {
    "single": (("options",), _choice),
    "multiple": (("options",), _choice),
    "true-false": (("right", *_WHYS), _true_false),
    "match": (("options", *_WHYS), _match),
    "order": (("options", *_WHYS), _order),
    "number": (("right", "within", *_WHYS), _number),
    "short": (("accept", *_WHYS), _short),
    "open": (("why",), _open),
}
