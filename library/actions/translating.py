"""A practice in another language: a draft of its own that belongs to the same family."""

from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Locale

from core.deeds import record
from core.errors import Conflict, Invalid
from core.limits import spend
from core.permissions import require
from library.actions.limits import TRANSLATE
from library.models import PARTS, Practice, PracticeAuthor, PracticeGrade
from twinning.models import Institution
from twinning.queries.people import places_of

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

    Raise Conflict where somebody else has begun it; one's own draft is given back. Files stay with the original.
    """
    require(by, "library.translate", practice)
    locale = Locale.objects.filter(language_code=language).first()
    if locale is None or language == practice.language:
        raise Invalid(_("Choose another language of the site."), field="language")
    with transaction.atomic():
        # The row of the original stands for the family: of two who begin at once the second finds the first.
        Practice.objects.select_for_update(of=("self",)).get(pk=practice.pk)
        there = Practice.objects.filter(translation_key=practice.translation_key, locale=locale).first()
        if there is not None and there.owner_id == by.pk and not there.live:
            return there
        if there is not None:
            raise Conflict(_("Somebody is translating it into this language already, or has done so."))
        spend(TRANSLATE, by.pk)
        made = _copied(practice, locale, by)
        record("library.begin_translation", made, by=by, data={"of": practice.code})
    return made


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
    place: Institution | None = next((place.institution for place in places_of(by) if place.state == "verified"), None)
    authors.append(PracticeAuthor(practice=made, user=by, name=by.name, role=_("translation"), institution=place))
    for order, author in enumerate(authors):
        author.sort_order = order
    PracticeAuthor.objects.bulk_create(authors)
    return made
