"""The shelf `practices`: a document for each published text, one hit for all its languages."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.findable import Document, Facet, Hit, Shelf, Tag
from core.language.formats import country_name, language_name
from core.locales import language_of
from core.terms import label
from library.judging.evidence_ladder import Ladder
from library.models import PARTS, Evidence, Practice
from library.queries.adoptions import evaluated_among, ladder_for, trials_of
from library.queries.practices import practices_published
from twinning.policy import SHELF as INSTITUTIONS
from twinning.showing.institution_names import shown_name

SHELF: Final = "practices"
CHUNK: Final = 200
MANY: Final = 10  # schools that have tried a practice; more say no more


def documents(codes: Collection[str] | None) -> Iterator[Document]:
    rows = practices_published() if codes is None else practices_published().filter(code__in=codes)
    rows = rows.select_related("locale", "kind", "institution")
    whole = rows.prefetch_related("subjects", "grades", "authors", "files", "institution__names")
    keys = None if codes is None else set(rows.values_list("translation_key", flat=True))
    trials, evaluated = trials_of(keys), evaluated_among(keys)
    for practice in whole.order_by("pk").iterator(chunk_size=CHUNK):
        key = practice.translation_key
        yield _document(practice, _merit(ladder_for(practice, trials.get(key, []), evaluated=key in evaluated)))


def _merit(ladder: Ladder) -> float:
    """Mostly how far it has been tested, a little how many have tried it."""
    tested = (ladder.level - Evidence.IDEA) / (Evidence.EVALUATED - Evidence.IDEA)
    return round(0.7 * tested + 0.3 * min(ladder.schools, MANY) / MANY, 3)


def _document(practice: Practice, merit: float) -> Document:
    school = practice.institution
    names = [name.text for name in school.names.all()] if school else []
    files = [words for file in practice.files.all() for words in (file.alt, file.caption)]
    people = [author.name for author in practice.authors.all()]
    words = [practice.summary, *(getattr(practice, part) for part in PARTS), practice.needs, *files, *names, *people]
    return Document(
        shelf=SHELF,
        code=practice.code,
        language=practice.language,
        title=practice.title,
        body="\n".join(filter(None, [*words, practice.short_code])),
        facets={
            "language": (practice.language,),
            "kind": (practice.kind.code,) if practice.kind else (),
            "subject": tuple(term.code for term in practice.subjects.all()),
            "grade": tuple(str(row.grade) for row in practice.grades.all()),
            "country": (str(school.country),) if school else (),
        },
        changed_at=practice.last_published_at or practice.changed_at,
        group=str(practice.translation_key),
        institution=school.code if school else "",
        merit=merit,
    )


def visible_to(_user: Any) -> QuerySet[Practice]:
    """Drafts are found in one's own list: the search knows published texts alone."""
    return practices_published()


def of_institutions(codes: Collection[str]) -> list[str]:
    """Practices tell the names of their school."""
    return list(practices_published().filter(institution__code__in=codes).values_list("code", flat=True))


def hits(codes: Collection[str], _user: Any) -> Mapping[str, Hit]:
    rows = practices_published().filter(code__in=codes).select_related("locale", "kind", "institution")
    found = list(rows.prefetch_related("institution__names"))
    keys = {practice.translation_key for practice in found}
    trials, evaluated = trials_of(keys), evaluated_among(keys)
    ladders = {
        row.pk: ladder_for(row, trials.get(row.translation_key, []), evaluated=row.translation_key in evaluated)
        for row in found
    }
    return {practice.code: _hit(practice, ladders[practice.pk].level) for practice in found}


def _hit(practice: Practice, level: int) -> Hit:
    school = practice.institution
    where = [shown_name(school).text, country_name(school.country)] if school else []
    return Hit(
        title=practice.title,
        lang=practice.language if practice.language != language_of() else "",
        url=reverse("library:practice", args=[practice.code]),
        meta=", ".join(where) + "." if where else "",
        tags=(Tag(label=Evidence(level).label, tone="blue"),),
    )


def _terms(scheme: str) -> Any:
    return lambda values: {value: capfirst(label(scheme, value)) for value in values}


def _grades(values: Collection[str]) -> dict[str, str]:
    return {value: _("Grade %(n)s") % {"n": value} for value in values}


def shelf() -> Shelf:
    return Shelf(
        name=SHELF,
        label=gettext_lazy("Practices"),
        order=10,
        documents=documents,
        visible_to=visible_to,
        hits=hits,
        teaches=True,
        follows={INSTITUTIONS: of_institutions},
        facets=(
            Facet(
                name="language",
                label=gettext_lazy("Language"),
                labels=lambda codes: {code: language_name(code, capital=True) for code in codes},
                order=10,
            ),
            Facet(name="kind", label=gettext_lazy("Kind"), labels=_terms("practice_kind"), order=20),
            Facet(name="subject", label=gettext_lazy("Subject"), labels=_terms("subject"), order=30),
            Facet(name="grade", label=gettext_lazy("Grade"), labels=_grades, order=40),
            Facet(
                name="country",
                label=gettext_lazy("Country"),
                labels=lambda codes: {code: country_name(code) for code in codes},
                order=50,
            ),
        ),
    )
