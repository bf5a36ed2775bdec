"""Begins the translation of a practice: a draft of its own with the same translation key."""

from typing import Any, Final
from uuid import uuid4

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Locale

from core.audit import record
from core.errors import Conflict, Invalid
from core.limits import spend
from core.permissions import require
from library.models import PARTS, Practice, PracticeAuthor, PracticeGrade
from library.policy import MOST_TRANSLATIONS_BEGUN, TRANSLATION_KEPT
from library.rules.limits import TRANSLATE
from twinning.models import Institution
from twinning.queries.people import places_of, speaks_for

COPIED: Final = (
    "title",
    "summary",
    *PARTS,
    "kind",
    "evidence",
    "time_needed",
    "needs",
    "offline",
    "licence",
    "based_on",
    "changes",
    "institution",
)
LISTS: Final = ("subjects", "audience", "fits")


def begin_translation(*, practice: Practice, language: str, by: Any) -> Practice:
    """A draft in `language` with the words of the original, to be written over. The authors stay, the translator joins.

    Raise Conflict where somebody else is at it; one's own draft is given back. Files stay with the original. Who has
    begun and stopped keeps the draft, but no longer the language: a page that invites to translate is held by nobody.
    """
    require(by, "library.translate", practice)
    locale = Locale.objects.filter(language_code=language).first()
    if locale is None or language == practice.language:
        raise Invalid(_("Choose another language of the site."), field="language")
    with transaction.atomic():
        # Lock the original for all its translations: of two who begin at once the second finds the first.
        Practice.objects.select_for_update(of=("self",)).get(pk=practice.pk)
        there = Practice.objects.filter(translation_key=practice.translation_key, locale=locale).first()
        if there is not None and there.owner_id == by.pk and not there.live:
            return there
        if there is not None and not _given_up(there):
            raise Conflict(
                _("Somebody is translating it into this language already, or has done so."),
                next_step=_("A translation on which nobody works for fourteen days is free for another."),
            )
        _check_not_too_many(by)
        if there is not None:
            _set_apart(there, by)
        spend(TRANSLATE, by.pk)
        made = _copied(practice, locale, by)
        record("library.begin_translation", made, by=by, data={"of": practice.code})
    return made


def _given_up(there: Practice) -> bool:
    """Whether a translation was begun, never submitted, and not changed for a while."""
    unsent = there.state == Practice.State.DRAFT and not there.live and not there.edition
    return unsent and there.changed_at < timezone.now() - TRANSLATION_KEPT


def _check_not_too_many(by: Any) -> None:
    drafts = Practice.objects.filter(owner=by, state=Practice.State.DRAFT, edition=0)
    others = Practice.objects.filter(translation_key=OuterRef("translation_key"), edition__gt=0)
    if drafts.filter(Exists(others)).count() >= MOST_TRANSLATIONS_BEGUN:
        raise Conflict(
            _("You have begun three translations. Submit or delete one before you begin another."),
        )


def _set_apart(there: Practice, by: Any) -> None:
    """Detach the draft: it stays with its author as a practice based on the original."""
    original = Practice.objects.filter(translation_key=there.translation_key, live=True).first()
    Practice.objects.filter(pk=there.pk).update(translation_key=uuid4(), based_on=original)
    record("library.translation_given_up", there, by=by, concerns=[there.owner])


def _copied(practice: Practice, locale: Locale, by: Any) -> Practice:
    same = {name: getattr(practice, name) for name in COPIED}
    made = Practice.objects.create(owner=by, locale=locale, translation_key=practice.translation_key, **same)
    for name in LISTS:
        getattr(made, name).set(getattr(practice, name).all())
    made.save()
    PracticeGrade.objects.bulk_create(PracticeGrade(practice=made, grade=row.grade) for row in practice.grades.all())
    authors = [
        PracticeAuthor(practice=made, name=row.name, role=row.role, institution=row.institution, school=row.school)
        for row in practice.authors.all()
    ]
    place: Institution | None = next(
        (place.institution for place in places_of(by) if speaks_for(by, place.institution)), None
    )
    authors.append(PracticeAuthor(practice=made, user=by, name=by.name, role=_("translation"), institution=place))
    for order, author in enumerate(authors):
        author.sort_order = order
    PracticeAuthor.objects.bulk_create(authors)
    return made
