"""Words of what everybody may read, for questions with a slip. Only shelves that teach are read (core.findable)."""

from collections.abc import Collection, Iterable
from typing import Any, Final

from django.db.models import Q
from django.db.models.functions import Length

from core.text import fold
from search.analysis import Term, Word
from search.analysis.slips import Known, slips_allowed
from search.models import SearchWord

MOST: Final = 6_000  # words that are compared with one
_AS_TYPED: Final = frozenset("wsx")


def standing(words: Iterable[Word]) -> set[Term]:
    """Which terms stand in public entries: as written, by the stem, or by what they mean in another language."""
    return _standing({term for word in words for term in word.terms if term.kind in _AS_TYPED})


def seen(stems: Iterable[str]) -> dict[str, int]:
    """In how many public entries these stems stand, where in any."""
    rows = _public().filter(kind="s", word__in=set(stems))
    return dict(rows.values_list("word", "public"))


def alike(surface: str) -> list[Known]:
    """Words that may have been meant: in plain letters the same; else with the same beginning, middle or end."""
    folded = fold(surface).replace(" ", "")
    same = _known(Q(folded=folded))
    if same:
        return same
    slips = slips_allowed(surface) + 1
    sizes = Q(size__gte=len(folded) - slips, size__lte=len(folded) + slips)
    # A range is read from the index; a comparison of beginnings is not.
    begins = Q(folded__gte=folded[:2], folded__lt=folded[:1] + chr(ord(folded[1:2] or "\0") + 1))
    inside = Q(folded__contains=folded[2:5]) | Q(folded__endswith=folded[-3:])
    return [*_known(begins & sizes), *(_known(inside & sizes) if len(folded) > slips + 1 else [])]


def _standing(terms: Collection[Term]) -> set[Term]:
    asked = Q()
    for kind in _AS_TYPED:
        asked |= Q(kind=kind, word__in=[term.token for term in terms if term.kind == kind])
    return {Term(kind, word) for kind, word in _public().filter(asked).values_list("kind", "word")}


def _known(which: Q) -> list[Known]:
    rows = _public().filter(kind="w").alias(size=Length("folded")).filter(which).order_by("-public", "word")
    return [Known(*row) for row in rows.values_list("word", "folded", "public")[:MOST]]


def _public() -> Any:
    return SearchWord.objects.filter(public__gt=0)
