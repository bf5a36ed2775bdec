"""Presents hits: title and passage in the reader's language, with the matched words marked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import get_language

from core import findable
from core.errors import Text
from core.findable import Hit, Shelf, Tag
from search.analysis import Question, Span, marked, snippet
from search.analysis.marking import has_hit, in_sentences
from search.models import SearchEntry
from search.policy import MOST_SUGGESTED
from search.queries.search_results import Group, visible_codes

UNKNOWN: Final = "und"


@dataclass(frozen=True, slots=True)
class Passage:
    """A line of text as spans. `lang` is its language, "" where it is the reader's."""

    pieces: Sequence[Span]
    lang: str


@dataclass(frozen=True, slots=True)
class ShownHit:
    """One hit. `also`: codes of its other languages. `other`: the passage that matched in one of them."""

    url: str
    title: Passage
    body: Passage | None
    other: Passage | None
    shelf: Text
    meta: Passage | None
    tags: tuple[Tag, ...]
    also: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    url: str
    title: str
    lang: str
    shelf: Text


def shown_hits(groups: Sequence[Group], question: Question, *, user: Any, language: str) -> list[ShownHit]:
    """Two queries, and for each shelf those of `visible_to` and `hits`."""
    shelves = {shelf.name: shelf for shelf in findable.shelves()}
    languages = _languages(groups, shelves, user)
    chosen = [(group, _chosen(group, languages[group.shelf, group.name], language)) for group in groups]
    texts = SearchEntry.objects.select_related("text").in_bulk(
        {pk for group, one in chosen for pk in (group.best.pk, one.pk)}
    )
    looks = _looks([(one.shelf, one.code) for _group, one in chosen], shelves, user)
    return [
        _shown(
            texts[one.pk],
            texts[group.best.pk],
            look,
            question,
            shelf=shelves[group.shelf],
            among=languages[group.shelf, group.name],
        )
        for group, one in chosen
        if one.pk in texts and group.best.pk in texts and (look := looks.get((one.shelf, one.code)))
    ]


def shown_suggestions(groups: Sequence[Group], begun: str, *, user: Any) -> list[Suggestion]:
    """The shortest titles first: they are nearest to what was typed so far."""
    shelves = {shelf.name: shelf for shelf in findable.shelves()}
    looks = _looks([(group.shelf, group.best.code) for group in groups], shelves, user)
    found = [
        (look, shelves[group.shelf])
        for group in groups
        if (look := looks.get((group.shelf, group.best.code))) is not None
    ]
    lead = begun.casefold()
    found.sort(key=lambda pair: (not pair[0].title.casefold().startswith(lead), len(pair[0].title), pair[0].title))
    return [Suggestion(look.url, look.title, look.lang, shelf.label) for look, shelf in found[:MOST_SUGGESTED]]


def _languages(
    groups: Iterable[Group], shelves: dict[str, Shelf], user: Any
) -> dict[tuple[str, str], list[SearchEntry]]:
    """Every language of each group that this person may see."""
    together: dict[str, list[str]] = {}
    for group in groups:
        together.setdefault(group.shelf, []).append(group.name)
    found: dict[tuple[str, str], list[SearchEntry]] = {(g.shelf, g.name): [] for g in groups}
    for shelf, names in together.items():
        rows = list(SearchEntry.objects.filter(shelf=shelf, group__in=names).only(*_FEW).order_by("language"))
        seen = visible_codes(shelves[shelf], [row.code for row in rows], user)
        for row in rows:
            if row.code in seen:
                found[shelf, row.group].append(row)
    return found


_FEW: Final = ("pk", "shelf", "code", "group", "language")


def _chosen(group: Group, siblings: Sequence[SearchEntry], language: str) -> Any:
    """The entry in the reader's language, else the best match."""
    return next((row for row in siblings if row.language == language), group.best)


def _looks(wanted: Iterable[tuple[str, str]], shelves: dict[str, Shelf], user: Any) -> dict[tuple[str, str], Hit]:
    codes: dict[str, list[str]] = {}
    for shelf, code in wanted:
        codes.setdefault(shelf, []).append(code)
    return {(shelf, code): look for shelf, of in codes.items() for code, look in shelves[shelf].hits(of, user).items()}


def _shown(
    entry: SearchEntry, best: SearchEntry, look: Hit, question: Question, *, shelf: Shelf, among: list[SearchEntry]
) -> ShownHit:
    title = Passage(marked(look.title, look.lang or entry.language, question), look.lang)
    meta = Passage(marked(look.meta, get_language() or entry.language, question), "") if look.meta else None
    if look.facts is None:
        body, other = _lines(entry, best, question, title=title, meta=meta)
    else:
        body, other = _facts(look.facts, question), _other_name(best, title, question)
    also = tuple(row.language for row in among if row.language not in {entry.language, UNKNOWN})
    return ShownHit(look.url, title, body, other, shelf.label, meta, look.tags, also)


def _lines(
    entry: SearchEntry, best: SearchEntry, question: Question, *, title: Passage, meta: Passage | None
) -> tuple[Passage | None, Passage | None]:
    """The line of text below, and what was found in another language. A thing that `meta` describes needs neither
    where the words stand in its title or there."""
    body = Passage(in_sentences(snippet(entry.body, entry.language, question)), entry.language)
    said = has_hit(title.pieces) or (meta is not None and has_hit(meta.pieces))
    if meta is not None and said:
        return None, None
    other = None if said or has_hit(body.pieces) or best.pk == entry.pk else _found_elsewhere(best, question)
    return (body if has_hit(body.pieces) or (meta is None and entry.body.strip()) else None), other


def _facts(said: str, question: Question) -> Passage | None:
    return Passage(marked(said, get_language() or UNKNOWN, question), "") if said else None


def _other_name(best: SearchEntry, title: Passage, question: Question) -> Passage | None:
    """Where the thing was found by its name in another language."""
    pieces = marked(best.title, best.language, question)
    if has_hit(title.pieces) or not has_hit(pieces):
        return None
    return Passage(pieces, "" if best.language == UNKNOWN else best.language)


def _found_elsewhere(best: SearchEntry, question: Question) -> Passage | None:
    for text in (best.title, best.body):
        pieces = in_sentences(snippet(text, best.language, question))
        if has_hit(pieces):
            return Passage(pieces, best.language)
    return None
