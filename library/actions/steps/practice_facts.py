"""Sets facts of a practice, by field, after cleaning and checking them. Raise Invalid with the field that is wrong."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Locale

from core.errors import Invalid
from core.language.name_refusals import check_name
from core.language.text_lengths import check_length
from core.text import clean
from library.judging.practice_facts import FLAGS, LINES, LISTS, SCHEMES, WORDS, Author
from library.models import GRADES, Evidence, Licence, Practice, PracticeAuthor, PracticeGrade
from library.policy import MOST_AUTHORS
from twinning.models import Institution
from twinning.queries.people import place_at


def set_facts(newest: Practice, facts: dict[str, Any], by: Any) -> None:
    """Change `newest`, which the caller saves. Its institution and language are rows of their own, and saved here."""
    _set_words(newest, facts)
    _set_choices(newest, facts)
    _set_lists(newest, facts)
    if "authors" in facts:
        _set_authors(newest, facts["authors"], by)
    _set_whole(newest, facts, by)


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
    locale = locale_of(language)
    siblings = Practice.objects.filter(translation_key=newest.translation_key, locale=locale)
    if newest.edition or siblings.exclude(pk=newest.pk).exists():
        raise Invalid(_("The language of this practice can no longer be changed."), field="language")
    newest.locale = locale
    Practice.objects.filter(pk=newest.pk).update(locale=locale)


def locale_of(language: str) -> Locale:
    locale = Locale.objects.filter(language_code=language).first()
    if locale is None:
        raise Invalid(_("Choose a language."), field="language")
    return locale
