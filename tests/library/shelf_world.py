"""Practices as they stand once published, for tests of the library: rows, without the way through the review."""

from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone
from wagtail.models import Locale

from core.models import Term
from library.models import Practice, PracticeAuthor, PracticeGrade


def published(institution: Any, title: str = "A water diary", *, language: str = "en", **more: Any) -> Practice:
    """kind, subjects and grades by their codes; `key` the translation key of its siblings."""
    key: UUID = more.pop("key", None) or uuid4()
    kind = Term.objects.get(scheme="practice_kind", code=more.pop("kind", "lesson"))
    subjects = more.pop("subjects", ["geography"])
    grades = more.pop("grades", [5, 6, 7])
    authors = more.pop("authors", ["Aigul"])
    state = more.pop("state", Practice.State.PUBLISHED)
    live = more.pop("live", state == Practice.State.PUBLISHED)
    now = timezone.now()
    practice = Practice.objects.create(
        title=title,
        summary="Two classes measure their rivers.",
        context="A school by the river.",
        steps="1. Measure.\n2. Write.",
        result="They explain the flood.",
        reflection="Two things are enough.",
        adapt="A pond works as well.",
        kind=kind,
        institution=institution,
        locale=Locale.objects.get(language_code=language),
        translation_key=key,
        licence="cc-by-sa",
        evidence=more.pop("evidence", 2),
        state=state,
        live=live,
        edition=more.pop("edition", 1),
        first_published_at=now if live else None,
        last_published_at=now if live else None,
        **more,
    )
    practice.subjects.set(Term.objects.filter(scheme="subject", code__in=subjects))
    practice.save()
    PracticeGrade.objects.bulk_create(PracticeGrade(practice=practice, grade=grade) for grade in grades)
    PracticeAuthor.objects.bulk_create(
        PracticeAuthor(practice=practice, name=name, institution=institution, user=practice.owner if n == 0 else None)
        for n, name in enumerate(authors)
    )
    return Practice.objects.get(pk=practice.pk)
