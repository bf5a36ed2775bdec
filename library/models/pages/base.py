"""Base classes of editorial pages: language, translations, redirects between them, reserved addresses."""

from typing import Any, ClassVar
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import resolve, translate_url
from django.utils.translation import get_language, get_language_info, override
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from core.web.machines.addresses import PageAddresses, addresses_of
from library.models.blocks import BodyBlock

OF_WAGTAIL = "wagtail_serve"
Language = tuple[str, str, str]


class SpokenPage(Page):
    """A page with translations: where the reader's language is missing, another one is shown with a note."""

    preview: ClassVar[str] = "website"  # what previews of links call this kind of page
    own_view: ClassVar[str] = ""  # the name of a view of the site that shows this kind of page at its address

    class Meta:
        abstract = True

    @property
    def language(self) -> str:
        """Of the words: a page that only mirrors another one speaks the other's language."""
        told = self.alias_of if self.alias_of_id else self
        return str(told.locale.language_code)

    def siblings(self) -> dict[str, Page]:
        """The published ones by language, this one included."""
        found = self.get_translations(inclusive=True).live().select_related("locale")
        return {str(page.locale.language_code): page for page in found}

    def serve(self, request: HttpRequest, *args: Any, **more: Any) -> HttpResponseBase:
        here = get_language() or settings.LANGUAGE_CODE
        if here != self.locale.language_code and not getattr(request, "is_preview", False):
            sibling = self.siblings().get(here)
            place = sibling.get_url(request) if sibling is not None else None
            # One that is found at this very address cannot be reached there: better in another language than never.
            if place and urlsplit(place).path != request.path:
                return redirect(place)
        return super().serve(request, *args, **more)  # type: ignore[no-any-return]

    def get_context(self, request: HttpRequest, *args: Any, **more: Any) -> dict[str, Any]:
        here = get_language() or settings.LANGUAGE_CODE
        siblings = self.siblings()
        foreign = self.language if self.language != here else ""
        return {
            **super().get_context(request, *args, **more),
            "languages": _languages(request, siblings),
            "addresses": self._addresses(request, siblings),
            "preview": self.preview,
            # The language of the words where it is not the reader's, for `lang` and the sentence that says so.
            "foreign": foreign,
            "foreign_name": get_language_info(foreign)["name_local"].capitalize() if foreign else "",
        }

    def _addresses(self, request: HttpRequest, siblings: dict[str, Page]) -> PageAddresses:
        """A page that only mirrors another language has its address at the other's; so has one shown below another."""
        own = self.alias_of if self.alias_of_id else self
        paths = {
            code: urlsplit(page.get_url(request) or "").path for code, page in siblings.items() if not page.alias_of_id
        }
        path = paths.get(self.language) or urlsplit(own.get_url(request) or "").path
        more = addresses_of(request).canonical.removeprefix(request.path)  # the number of a page of a list
        languages = {code: found + more for code, found in paths.items()} if path == request.path else {}
        return PageAddresses(path + more, languages)

    def clean(self) -> None:
        super().clean()
        if self.depth != 2 and self.slug and _taken(self.slug, self):  # noqa: PLR2004 - homes have no address of their own
            raise ValidationError({"slug": _("The site has another page at this address. Choose another one.")})


def _taken(slug: str, page: "SpokenPage") -> bool:
    """Addresses of the site's own pages come before those of the editors: a page there would never be seen."""
    parent = page.get_parent() if page.path and page.depth else None
    # Only what stands right below a home can collide. A new page does not know its parent yet.
    below_home = parent.depth == 2 if parent else "library.HomePage" in page.parent_page_types  # noqa: PLR2004 - homes
    if not below_home:
        return False
    with override(settings.LANGUAGE_CODE):
        return resolve(f"/{settings.LANGUAGE_CODE}/{slug}/").url_name not in {OF_WAGTAIL, page.own_view}


def _languages(request: HttpRequest, siblings: dict[str, Page]) -> list[Language]:
    """The switch of languages leads to the translation, wherever it stands."""
    here = request.get_full_path()
    return [
        (
            code,
            get_language_info(code)["name_local"].capitalize(),
            siblings[code].get_url(request) if code in siblings else translate_url(here, code),
        )
        for code, _name in settings.LANGUAGES
    ]


class WrittenPage(SpokenPage):
    """A page with a lead and a body."""

    lead = models.TextField(_("lead"), max_length=400, blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    content_panels: ClassVar = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body")]
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        abstract = True

    @property
    def headings(self) -> list[tuple[str, str]]:
        """(id, words) of the headings, for the list beside the text."""
        return [(heading_id(block), block.value) for block in self.body if block.block_type == "heading"]


def heading_id(block: Any) -> str:
    return f"h-{str(block.id)[:8]}"
