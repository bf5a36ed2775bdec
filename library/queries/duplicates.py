"""Near-duplicates of a practice, by files and by MinHash of its text. A hint for the moderator, never a refusal."""

from collections.abc import Iterator
from typing import Final

from django.db.models import Count, Q

from library.judging.near_duplicates import likeness, marks, shingles
from library.judging.preflight_findings import DESK, FILES_STEP, STORY_STEP, Finding
from library.models import PARTS, Practice, PracticeBand, PracticeFile, StoredFile
from library.policy import ALIKE, MOST_ALIKE

SHOWN_STATES: Final = (Practice.State.SUBMITTED, Practice.State.PUBLISHED, Practice.State.TAKEN_DOWN)


def story_text(text: Practice) -> str:
    """The words by which practices are compared: title, summary and the five parts."""
    return "\n".join([text.title, text.summary, *(getattr(text, part) for part in PARTS)])


def marks_of(text: Practice) -> list[str]:
    return marks(shingles(story_text(text)))


def duplicates(text: Practice) -> list[Finding]:
    """For the desk alone: the author is not told what others have written. Drafts of others are never compared."""
    return [*_same_files(text), *_same_words(text)]


def nearly_same(text: Practice) -> list[tuple[Practice, float]]:
    """Practices on the desk or in the library whose words are at least half the same, the nearest first."""
    bands = list(enumerate(marks_of(text)))
    if not bands:
        return []
    shared = Q()
    for band, mark in bands:
        shared |= Q(band=band, mark=mark)
    hits = PracticeBand.objects.filter(shared).exclude(practice=text.pk).values("practice")
    counted = hits.annotate(n=Count("pk")).order_by("-n", "practice")[: MOST_ALIKE * 4]
    near = Practice.objects.filter(pk__in=[hit["practice"] for hit in counted]).filter(_comparable())
    grams = shingles(story_text(text))
    pairs = [(other, likeness(grams, shingles(story_text(other)))) for other in near]
    return sorted(((other, alike) for other, alike in pairs if alike >= ALIKE), key=lambda p: (-p[1], p[0].pk))[
        :MOST_ALIKE
    ]


def _comparable() -> Q:
    return Q(live=True) | Q(state__in=SHOWN_STATES)


def _same_files(text: Practice) -> Iterator[Finding]:
    mine: list[PracticeFile] = list(text.files.all())
    if not mine:
        return
    marked = Q(sha256__in=[file.stored.sha256 for file in mine])
    looks = [file.stored.looks for file in mine if file.stored.looks]
    others = StoredFile.objects.filter(marked | Q(looks__in=looks)).exclude(practice=text.pk).select_related("practice")
    # Its own translations show the same pictures, and may.
    shown = Practice.objects.filter(_comparable()).exclude(translation_key=text.translation_key)
    for other in others.filter(practice__in=shown).order_by("pk")[:MOST_ALIKE]:
        same = next((file for file in mine if file.stored.sha256 == other.sha256), None)
        like = same or next(file for file in mine if file.stored.looks == other.looks)
        params = {"name": like.stored.name, "title": other.practice.title, "practice": other.practice.code}
        yield Finding("same_file" if same else "same_picture", f"alt_{like.code}", FILES_STEP, DESK, params)


def _same_words(text: Practice) -> Iterator[Finding]:
    for other, alike in nearly_same(text):
        params = {"title": other.title, "practice": other.code, "alike": str(round(alike * 100))}
        yield Finding("same_text", "context", STORY_STEP, DESK, params)
