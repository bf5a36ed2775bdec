"""Editorial pages and documents that a person may read; of a page in several languages one is listed."""

from typing import Any

from django.conf import settings
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction

from core.people import has_open_account
from library.models import ArticlePage, EditorialDocument, GuidelinePage


def pages_visible_to(user: Any, kind: type[Page] = Page) -> QuerySet[Any]:
    """Published, and not kept for people whom this one does not belong to."""
    shut = [one.page.path for one in PageViewRestriction.objects.select_related("page") if not opens(one, user)]
    found: QuerySet[Any] = kind.objects.live().filter(depth__gt=1).exclude(_below("path", shut))
    return found


def documents_visible_to(user: Any) -> QuerySet[EditorialDocument]:
    rows = CollectionViewRestriction.objects.select_related("collection")
    shut = [one.collection.path for one in rows if not opens(one, user)]
    found: QuerySet[EditorialDocument] = EditorialDocument.objects.exclude(_below("collection__path", shut))
    return found


def opens(restriction: Any, user: Any) -> bool:
    """One of pages or of collections. Anonymous is a branch: who has not signed in belongs to nothing."""
    if not has_open_account(user):
        return False
    if user.is_superuser or restriction.restriction_type == restriction.LOGIN:
        return True
    if restriction.restriction_type != restriction.GROUPS:
        return False
    return restriction.groups.filter(pk__in=user.groups.values("pk")).exists()  # type: ignore[no-any-return]


def _below(field: str, paths: list[str]) -> Q:
    found = Q(pk__in=[])
    for path in paths:
        found |= Q(**{f"{field}__startswith": path})
    return found


def articles(user: Any, *, language: str) -> QuerySet[ArticlePage]:
    return _listed(ArticlePage, user, language).order_by("-day", "-pk")


def guidelines(user: Any, *, language: str) -> QuerySet[GuidelinePage]:
    return _listed(GuidelinePage, user, language).order_by("-day", "-pk")


def _listed(kind: type[Page], user: Any, language: str) -> QuerySet[Any]:
    """Each page once: in `language`, else in the first of the others that has it."""
    pages = pages_visible_to(user, kind).annotate(rank=_rank(language))
    better = pages.filter(translation_key=OuterRef("translation_key"), rank__lt=OuterRef("rank"))
    return pages.filter(~Exists(better)).select_related("locale", "alias_of__locale")  # type: ignore[no-any-return]


def _rank(language: str) -> Case:
    codes = sorted((code for code, _name in settings.LANGUAGES), key=lambda code: code != language)
    return Case(*(When(locale__language_code=code, then=Value(number)) for number, code in enumerate(codes)))
