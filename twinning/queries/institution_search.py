"""Finding institutions by what people type: without ө ү ң, in Latin letters, half a word, or with a slip."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Length

from core.text import distance, words
from twinning.models import Institution, InstitutionName, NameWord, State
from twinning.policy import FEW_FOUND

MOST_WORDS = 6
MOST_FOUND = 300
MOST_NEAR = 30
NEAR_ENOUGH = 0.7
ENDING = 0.05  # what a word with another ending is less alike
SHORTEST_SLIP = 4  # a slip in a shorter word makes another word
LONG_WORD = 7  # from here on a word may hold two
LAST = "\U0010ffff"

Scores = dict[str, float]


@dataclass(frozen=True, slots=True)
class NameHit:
    """A candidate name, before ranking."""

    institution: int
    folded: str
    words: frozenset[str]
    verified: bool


def find_institutions(text: str, rows: QuerySet[Institution]) -> list[int]:
    """Ids among `rows`, best first, at most MOST_FOUND. Two queries where much is found, at most six."""
    typed = list(dict.fromkeys(word[:60] for word in words(text[:400])))[:MOST_WORDS]
    if not typed:
        return []
    found = _names(rows, [_begins(word) for word in typed])
    ids = _ranked(found, typed, [{} for _ in typed])
    if len(ids) >= FEW_FOUND:
        return ids
    meant = _meant(typed)
    wider = [_begins(word) | Q(word__in=list(scores)) for word, scores in zip(typed, meant, strict=True)]
    more = _names(rows, wider) if any(meant) else []
    if not ids and not more and len(typed) > 1:
        more = _most_of(rows, wider)
    return list(dict.fromkeys([*ids, *_ranked(more, typed, meant)]))[:MOST_FOUND]


def _begins(word: str) -> Q:
    """Words that begin so. Numbers and single letters are whole words; the range lets SQLite use its index."""
    if len(word) == 1 or word.isdigit():
        return Q(word=word)
    if connection.vendor == "sqlite":
        return Q(word__gte=word, word__lt=word + LAST)
    return Q(word__startswith=word)


def _names(rows: QuerySet[Institution], conditions: Iterable[Q]) -> list[NameHit]:
    """Names that have a word for each condition, the shortest first."""
    names = InstitutionName.objects.filter(Exists(rows.filter(pk=OuterRef("institution_id"))))
    for condition in conditions:
        names = names.filter(pk__in=NameWord.objects.filter(condition).values("name_id"))
    return _read(names.order_by(Length("folded"), "pk"))


def _most_of(rows: QuerySet[Institution], conditions: list[Q]) -> list[NameHit]:
    """Names that lack one of the words: somebody wrote a word too many."""
    names = InstitutionName.objects.filter(Exists(rows.filter(pk=OuterRef("institution_id"))))
    all_but_one = Q(pk__in=[])
    for left_out in range(len(conditions)):
        some = Q()
        for condition in conditions[:left_out] + conditions[left_out + 1 :]:
            some &= Q(pk__in=NameWord.objects.filter(condition).values("name_id"))
        all_but_one |= some
    return _read(names.filter(all_but_one).order_by(Length("folded"), "pk"))


def _read(names: QuerySet[InstitutionName]) -> list[NameHit]:
    picked = list(names.values_list("pk", "institution_id", "folded", "institution__state")[:MOST_FOUND])
    of: dict[int, set[str]] = {}
    for name, word in NameWord.objects.filter(name__in=[row[0] for row in picked]).values_list("name_id", "word"):
        of.setdefault(name, set()).add(word)
    return [
        NameHit(institution, folded, frozenset(of.get(pk, ())), state == State.VERIFIED)
        for pk, institution, folded, state in picked
    ]


def _meant(typed: list[str]) -> list[Scores]:
    """For each word that was typed, the words of the vocabulary that it may be a slip of, with their likeness."""
    unsure = [word for word in typed if len(word) >= SHORTEST_SLIP and not word.isdigit()]
    if not unsure:
        return [{} for _ in typed]
    shortest = min(len(word) for word in unsure)
    vocabulary = list(
        NameWord.objects.alias(size=Length("word"))
        .filter(size__gte=shortest - _slips(shortest))
        .values_list("word", flat=True)
        .distinct()
    )
    return [_near_words(word, vocabulary) if word in unsure else {} for word in typed]


def _slips(size: int) -> int:
    """How many slips a word of this length may hold."""
    return 1 if size < LONG_WORD else 2


def _near_words(word: str, vocabulary: Iterable[str]) -> Scores:
    """Words with a slip, and words that begin so with a slip: мектеп stands for мектеби too."""
    letters, size, slips = set(word), len(word), _slips(len(word))
    parts = _parts(word, slips + 2)
    alike: Scores = {}
    for other in vocabulary:
        begin = other[: size + slips]
        # Cheap first: a slip takes away one letter at most, and leaves most parts of the word whole.
        if size - len(other) > slips or not any(part in begin for part in parts):
            continue
        if len(letters.difference(begin)) > slips:
            continue
        whole = 1 - distance(word, other) / max(size, len(other)) if len(other) <= size + slips else 0.0
        likeness = max(whole, 1 - distance(word, begin[:size]) / size - ENDING)
        if likeness >= NEAR_ENOUGH:
            alike[other] = likeness
    return dict(sorted(alike.items(), key=lambda item: (-item[1], item[0]))[:MOST_NEAR])


def _parts(word: str, count: int) -> list[str]:
    edges = [len(word) * n // count for n in range(count + 1)]
    return [word[a:b] for a, b in pairwise(edges) if b > a]


def _ranked(found: Iterable[NameHit], typed: list[str], meant: list[Scores]) -> list[int]:
    phrase = " ".join(typed)

    def order(name: NameHit) -> tuple[float, bool, int, int]:
        score = sum(_score(word, scores, name) for word, scores in zip(typed, meant, strict=True))
        whole = (name.folded == phrase) + name.folded.startswith(phrase) * 0.5
        return -score - whole, not name.verified, len(name.folded), name.institution

    return list(dict.fromkeys(name.institution for name in sorted(found, key=order)))


def _score(word: str, slips: Scores, name: NameHit) -> float:
    """1 for the word itself, less for its beginning, less for a slip; the town counts less than the name."""
    own = set(name.folded.split())
    if word in name.words:
        return 1.0 if word in own else 0.8
    if any(other.startswith(word) for other in name.words):
        return 0.85 if any(other.startswith(word) for other in own) else 0.7
    return max((slips.get(other, 0.0) for other in name.words), default=0.0) * 0.8
