"""Classes: who they are, what they speak, when they have lessons."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from itertools import pairwise
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.audit import record
from core.errors import Conflict, Invalid, Stale
from core.language.text_lengths import check_length
from core.permissions import require
from core.text import clean
from twinning.models import ClassLanguage, Institution, LessonTime, SchoolClass, Wish
from twinning.policy import (
    CLASS_LANGUAGES,
    CLASS_NAME_CHARACTERS,
    LARGEST_CLASS,
    MOST_CLASSES,
    MOST_LESSONS,
    OLDEST_PUPIL,
    YOUNGEST_PUPIL,
)
from twinning.queries.people import prepared_by

LEVELS: Final = ("A1", "A2", "B1", "B2", "C1", "C2", "native")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}")

Lesson = tuple[int, time, time]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Facts:
    name: str
    ages: tuple[int, int]
    size: int
    shift: int
    languages: Sequence[tuple[str, str]]
    lessons: Sequence[Lesson]


def save_class(
    *,
    institution: Institution,
    by: Any,
    name: str,
    ages: tuple[int, int],
    size: int,
    shift: int,
    languages: Sequence[tuple[str, str]],
    lessons: Sequence[Lesson],
    school_class: SchoolClass | None = None,
    version: int = 0,
) -> SchoolClass:
    """A new class, or a changed one. Raise Stale where somebody saved since `version` was read.

    A second new class of the same name is refused: it is the first one, sent twice.
    """
    require(by, "twinning.edit_class", school_class or institution)
    facts = _Facts(name=clean(name), ages=ages, size=size, shift=shift, languages=languages, lessons=lessons)
    _check(facts)
    with transaction.atomic():
        Institution.objects.select_for_update().get(pk=institution.pk)
        # Among those that this person may see: strangers who only asked are not in each other's way.
        present = SchoolClass.objects.filter(prepared_by(by), institution=institution, archived_at=None)
        if school_class is None:
            if present.count() >= MOST_CLASSES:
                raise Conflict(_("There are very many classes already; archive old ones first."))
            group, deed = SchoolClass(institution=institution, by=by), "twinning.add_class"
        else:
            group, deed = _as_read(school_class, version), "twinning.change_class"
        if present.exclude(pk=group.pk).filter(name=facts.name).exists():
            raise Invalid(_("There is a class of this name already. Give it another name."), field="name")
        _write(group, facts)
        record(deed, group, by=by, data={"version": group.version})
    return group


def _as_read(school_class: SchoolClass, version: int) -> SchoolClass:
    group = SchoolClass.objects.select_for_update().get(pk=school_class.pk)
    if group.archived_at is not None:
        raise Conflict(_("This class was archived; make a new one."))
    if group.version != version:
        raise Stale(_("Somebody changed this since you opened it."))
    group.version += 1
    return group


def archive_class(*, school_class: SchoolClass, by: Any) -> None:
    """No longer offered, kept for what refers to it. Raise Conflict while an open wish uses it."""
    require(by, "twinning.edit_class", school_class)
    with transaction.atomic():
        school_class = SchoolClass.objects.select_for_update().get(pk=school_class.pk)
        if Wish.objects.filter(school_class=school_class, state=Wish.State.OPEN).exists():
            raise Conflict(_("An open wish needs this class."), next_step=_("Close the wish first."))
        if school_class.archived_at is None:
            school_class.archived_at = timezone.now()
            school_class.save(update_fields=["archived_at"])
            record("twinning.archive_class", school_class, by=by)


def _check(facts: _Facts) -> None:
    low, high = facts.ages
    levels = {level for _code, level in facts.languages}
    check_length(facts.name, most=CLASS_NAME_CHARACTERS, field="name")
    checks = (
        (bool(facts.name), _("Write a name, at most 60 characters."), "name"),
        (YOUNGEST_PUPIL <= low <= high <= OLDEST_PUPIL, _("Ages go from 3 to 25, the lower one first."), "age_to"),
        (1 <= facts.size <= LARGEST_CLASS, _("A class has 1 to 150 pupils."), "size"),
        (facts.shift in {1, 2, 3}, _("Choose the shift."), "shift"),
        (1 <= len(facts.languages) <= CLASS_LANGUAGES, _("Name one to four languages."), "language1"),
        (all(_LANGUAGE.fullmatch(code) for code, _level in facts.languages), _("Choose a language."), "language1"),
        (levels <= set(LEVELS), _("Choose a level for each language."), "level1"),
        (1 <= len(facts.lessons) <= MOST_LESSONS, _("Tick at least one lesson."), "hours"),
        (not _overlap(facts.lessons), _("Two lessons of one day overlap. Correct the times."), "hours"),
    )
    for holds, text, field in checks:
        if not holds:
            raise Invalid(text, field=field)


def _overlap(lessons: Sequence[Lesson]) -> bool:
    if any(ends <= starts or weekday not in range(1, 8) for weekday, starts, ends in lessons):
        return True
    return any(one[0] == two[0] and two[1] < one[2] for one, two in pairwise(sorted(set(lessons))))


def _write(group: SchoolClass, facts: _Facts) -> None:
    group.name, group.size, group.shift = facts.name, facts.size, facts.shift
    group.age_from, group.age_to = facts.ages
    group.save()
    group.languages.all().delete()
    ClassLanguage.objects.bulk_create(
        ClassLanguage(school_class=group, language=language, level=level)
        for language, level in dict(facts.languages).items()
    )
    group.lessons.all().delete()
    LessonTime.objects.bulk_create(
        LessonTime(school_class=group, weekday=weekday, starts=starts, ends=ends)
        for weekday, starts, ends in sorted(set(facts.lessons))
    )
