"""A shelf for tests: things in the vocabulary table stand for what a room holds, each with an owner."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.db.models import QuerySet

from core.findable import Document, Facet, Hit, Shelf, usual_audiences
from core.models import Term

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


@dataclass
class Things:
    """What lies on the shelf; `seen` are the codes a stranger sees, members see all but `secret` ones."""

    name: str = "things"
    documents: list[Document] = field(default_factory=list)
    facts: str | None = None
    teaches: bool = True

    def put(
        self,
        code: str,
        title: str,
        body: str = "",
        *,
        language: str = "ky",
        audience: str = "public",
        group: str = "",
        **facets: tuple[str, ...],
    ) -> Document:
        Term.objects.get_or_create(scheme=f"test-{self.name}", code=code, defaults={"order": audience != "public"})
        one = Document(
            shelf=self.name,
            code=code,
            language=language,
            title=title,
            body=body,
            facets=facets,
            audience=audience,
            changed_at=NOW,
            group=group,
        )
        self.documents = [*(d for d in self.documents if (d.code, d.language) != (code, language)), one]
        return one

    def take(self, code: str) -> None:
        self.documents = [one for one in self.documents if one.code != code]

    def hide(self, code: str) -> None:
        """The database says no, whatever the index still holds."""
        Term.objects.filter(scheme=f"test-{self.name}", code=code).update(order=2)

    def shelf(self) -> Shelf:
        return Shelf(
            name=self.name,
            label=self.name.capitalize(),
            order=10,
            documents=self._documents,
            visible_to=self._visible_to,
            hits=self._hits,
            facets=(Facet(name="country", label="Country", labels=lambda values: {v: v for v in values}),),
            audiences=usual_audiences,
            teaches=self.teaches,
        )

    def _documents(self, codes: Collection[str] | None) -> Iterator[Document]:
        found = (one for one in self.documents if codes is None or one.code in codes)
        return iter(sorted(found, key=lambda one: (one.code, one.language)))

    def _visible_to(self, user: Any) -> QuerySet[Term]:
        most = 1 if getattr(user, "is_authenticated", False) else 0
        return Term.objects.filter(scheme=f"test-{self.name}", order__lte=most)

    def _hits(self, codes: Collection[str], _user: Any) -> dict[str, Hit]:
        return {
            one.code: Hit(
                title=one.title, lang=one.language, url=f"/things/{one.code}/", meta="a thing", facts=self.facts
            )
            for one in self.documents
            if one.code in codes
        }
