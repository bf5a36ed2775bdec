"""The first thing on the start page of Wagtail's admin: what waits, and what is done there most."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component

from core.errors import Text
from core.permissions import allowed
from library.models import ArticleIndex, ArticlePage, HomePage, LibraryPage
from library.queries.editors_work import editors_work, pages_editable_by
from library.queries.practice_list import wanted_languages


class Step(NamedTuple):
    url: str
    label: Text


class EditorsStart(Component):
    name = "editors_start"
    template_name = "library/admin/start.html"
    order = 50

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        user = parent_context["request"].user
        return {"work": editors_work(user), "steps": list(_steps(user)), "report": allowed(user, "library.edit_pages")}


def _steps(user: Any) -> Iterator[Step]:
    """What the person may do, in the language of the admin where the page has it."""
    if index := _page(user, ArticleIndex):
        kind = ArticlePage._meta  # noqa: SLF001 - Django's own name for it
        add = reverse("wagtailadmin_pages:add", args=[kind.app_label, kind.model_name, index.pk])
        yield Step(add, _("Write an article"))
    for page, label in (
        (_page(user, HomePage), _("Change the home page")),
        (_page(user, LibraryPage), _("Change the page of the library")),
    ):
        if page:
            yield Step(reverse("wagtailadmin_pages:edit", args=[page.pk]), label)


def _page(user: Any, kind: type[Any]) -> Any:
    order = wanted_languages(get_language())
    found = kind.objects.filter(pk__in=pages_editable_by(user).values("pk")).select_related("locale")
    return min(found, key=lambda page: order.index(page.locale.language_code), default=None)
