"""A practice is begun, written step by step, deleted while it is a draft."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Locale

from accounts.models import User
from core.audit import record
from core.errors import Conflict, Invalid
from core.language.refused_names import check_name
from core.language.text_lengths import check_length
from core.limits import spend
from core.permissions import require
from core.text import clean
from library.actions.steps.practice_files import forget_files
from library.actions.steps.practice_texts import locked, newest_of, put_back
from library.models import GRADES, PARTS, STEPS, Evidence, Licence, Practice, PracticeAuthor, PracticeGrade
from library.policy import MOST_AUTHORS, MOST_DRAFTS
from library.rules.limits import PRACTICE
from twinning.models import Institution
from twinning.queries.people import place_at

WORDS: Final = ("title", "summary", *PARTS, "time_needed", "needs", "changes")
LINES: Final = frozenset({"title", "time_needed", "needs"})
FLAGS: Final = ("offline", "consent", "safety")
LISTS: Final = ("subjects", "audience", "fits")
SCHEMES: Final = {"subjects": "subject", "audience": "audience", "fits": "setting", "kind": "practice_kind"}


@dataclass(frozen=True, slots=True)
class Author:
    """One row of the form. `user` only where the person is known and agreed to be named with their account."""

    name: str
    role: str = ""
    institution: Institution | None = None
    school: str = ""
    user: Any = None


def create_practice(*, by: Any, language: str, institution: Institution | None = None) -> Practice:
    """An empty draft. The one that this person began and left empty is given back instead of a second."""
    require(by, "library.write")
    if institution is not None and place_at(by, institution) is None:
        raise Invalid(_("This is not your institution."), field="institution")
    locale = _locale(language)
    with transaction.atomic():
        User.objects.select_for_update().get(pk=by.pk)
        drafts = Practice.objects.filter(owner=by, state=Practice.State.DRAFT, live=False)
        untouched = drafts.filter(version=1).first()
        if untouched is not None:
            Practice.objects.filter(pk=untouched.pk).update(locale=locale, institution=institution)
            return Practice.objects.get(pk=untouched.pk)
        if drafts.count() >= MOST_DRAFTS:
            raise Conflict(_("There are thirty drafts already. Finish or delete one first."))
        spend(PRACTICE, by.pk)
        practice = Practice.objects.create(owner=by, institution=institution, locale=locale)
        PracticeAuthor.objects.create(practice=practice, user=by, name=by.name, institution=institution)
        record("library.create_practice", practice, by=by)
    return practice


def save_step(*, practice: Practice, by: Any, version: int, step: int, facts: dict[str, Any]) -> Practice:
    """Keep one step and give the newest text. `facts` by field: words, terms, lists of terms, grades, authors.

    Raise Stale where somebody changed the practice since the form with `version` was opened.
    """
    require(by, "library.edit", practice)
    if step not in STEPS:
        raise Invalid(_("This does not belong to this step."))
    with transaction.atomic():
        row = locked(practice)
        newest = newest_of(row, version=version)
        _set_words(newest, facts)
        _set_choices(newest, facts)
        _set_lists(newest, facts)
        if "authors" in facts:
            _set_authors(newest, facts["authors"], by)
        _set_whole(newest, facts, by)
        if newest.state == Practice.State.PUBLISHED:
            record("library.mend_practice", newest, by=by)
        newest.step = max(newest.step, step)
        put_back(newest, by=by)
    return newest


def delete_practice(*, practice: Practice, by: Any) -> None:
    """A draft that was never public goes with its files. What was published is taken down by a moderator instead."""
    require(by, "library.delete", practice)
    with transaction.atomic():
        row = locked(practice)
        if row.state == Practice.State.SUBMITTED or row.edition:
            raise Conflict(_("Only drafts can be deleted. Recall it first."))
        record("library.delete_practice", row, by=by)
        forget_files(row)
        row.delete()


def _set_words(newest: Practice, facts: dict[str, Any]) -> None:
    for name in WORDS:
        if name not in facts:
            continue
        words = clean(str(facts[name]), multiline=name not in LINES)
        if name == "title":
            check_name(words, field=name)
        most = Practice._meta.get_field(name).max_length  # noqa: SLF001 - Django's documented API for fields
        if most is not None:
            check_length(words, most=most, field=name)
        setattr(newest, name, words)
    for name in FLAGS:
        if name in facts:
            setattr(newest, name, bool(facts[name]))


def _set_choices(newest: Practice, facts: dict[str, Any]) -> None:
    if "kind" in facts:
        _check_scheme("kind", [facts["kind"]] if facts["kind"] is not None else [])
        newest.kind = facts["kind"]
    if "evidence" in facts:
        if facts["evidence"] is not None and facts["evidence"] not in Evidence.values:
            raise Invalid(_("There is no such step of the ladder."), field="evidence")
        newest.evidence = facts["evidence"]
    if "licence" in facts:
        if facts["licence"] not in {"", *Licence.values}:
            raise Invalid(_("Choose one of these licences."), field="licence")
        newest.licence = facts["licence"]


def _set_lists(newest: Practice, facts: dict[str, Any]) -> None:
    for name in LISTS:
        if name in facts:
            _check_scheme(name, facts[name])
            getattr(newest, name).set(list(facts[name]))
    if "grades" in facts:
        wanted = set(facts["grades"])
        if not wanted <= set(GRADES):
            raise Invalid(_("Grades go from 0 to 12."), field="grades")
        kept = [row for row in newest.grades.all() if row.grade in wanted]
        new = wanted - {row.grade for row in kept}
        newest.grades = [*kept, *(PracticeGrade(grade=grade) for grade in sorted(new))]


def _check_scheme(name: str, terms: Iterable[Any]) -> None:
    if any(term.scheme != SCHEMES[name] for term in terms):
        raise Invalid(_("Choose from the list."), field=name)


def _set_authors(newest: Practice, authors: list[Author], by: Any) -> None:
    """Accounts stay with the rows that had them. A leader who helps does not make themselves an author."""
    known = {newest.owner_id, *(row.user_id for row in newest.authors.all())}
    if by.pk not in known and any(author.user == by for author in authors):
        raise Invalid(_("Only an author can name you as one of the authors."), field="authors")
    if len(authors) > MOST_AUTHORS:
        raise Invalid(_("At most twelve authors can be named."), field="authors")
    newest.authors = [
        PracticeAuthor(
            sort_order=order,
            user=author.user,
            name=check_name(author.name, person=True, field="authors")[:150],
            role=clean(author.role)[:120],
            institution=author.institution,
            school="" if author.institution is not None else clean(author.school)[:200],
        )
        for order, author in enumerate(authors)
    ]


def _set_whole(newest: Practice, facts: dict[str, Any], by: Any) -> None:
    """What belongs to the practice and not to one text: its language and school while it is unpublished."""
    if "based_on" in facts:
        source = facts["based_on"]
        if source is not None and (source.pk == newest.pk or not source.live):
            raise Invalid(_("A practice is based on another one that is published."), field="based_on")
        newest.based_on = source
    if "space" in facts:
        newest.space = facts["space"]
    if "institution" in facts and facts["institution"] != newest.institution:
        _set_institution(newest, facts["institution"], by)
    if "language" in facts and facts["language"] != newest.language:
        _set_language(newest, facts["language"])


def _set_institution(newest: Practice, institution: Institution | None, by: Any) -> None:
    if newest.edition or (institution is not None and place_at(by, institution) is None):
        raise Invalid(_("This is not your institution."), field="institution")
    newest.institution = institution
    Practice.objects.filter(pk=newest.pk).update(institution=institution)


def _set_language(newest: Practice, language: str) -> None:
    locale = _locale(language)
    siblings = Practice.objects.filter(translation_key=newest.translation_key, locale=locale)
    if newest.edition or siblings.exclude(pk=newest.pk).exists():
        raise Invalid(_("The language of this practice can no longer be changed."), field="language")
    newest.locale = locale
    Practice.objects.filter(pk=newest.pk).update(locale=locale)


def _locale(language: str) -> Locale:
    locale = Locale.objects.filter(language_code=language).first()
    if locale is None:
        raise Invalid(_("Choose a language."), field="language")
    return locale
