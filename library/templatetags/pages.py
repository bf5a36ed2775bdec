"""Template tags of editorial pages: lists, addresses, file sizes, JSON-LD."""

import json
from typing import Any, Final

from django import template
from django.conf import settings
from django.db.models import QuerySet
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from wagtail.models import Page

from core.language.formats import format_decimal, iso_moment
from core.web.machines.addresses import whole
from core.web.pagination import page_of
from library.judging.files.file_kinds import suffix_of
from library.models import ArticleIndex, GuidelineIndex
from library.models.pages.base import heading_id
from library.queries.pages import articles, guidelines
from library.showing.pages import address_here

register = template.Library()
register.filter(heading_id)

ON_A_PAGE: Final = 20
KIB: Final = 1000
# What would end a script element or open another one.
UNSAFE: Final = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
LISTS: Final = {"articles": articles, "guidelines": guidelines}


@register.simple_tag(takes_context=True)
def newest(context: template.Context, kind: str, count: int) -> QuerySet[Any]:
    """`articles` or `guidelines`, the newest ones that this person may read."""
    return _listed(context, kind)[:count]


@register.simple_tag(takes_context=True)
def all_of(context: template.Context, kind: str) -> Any:
    """A page of the whole list, by `?page=`."""
    return page_of(context["request"], _listed(context, kind), ON_A_PAGE)


def _listed(context: template.Context, kind: str) -> QuerySet[Any]:
    return LISTS[kind](_reader(context), language=get_language() or settings.LANGUAGE_CODE)


@register.simple_tag
def list_address(kind: str) -> str:
    """Of the whole list; empty where its editors took it away."""
    model = ArticleIndex if kind == "articles" else GuidelineIndex
    page = model.objects.live().filter(locale__language_code=get_language()).first() or model.objects.live().first()
    return address_here(page.url_path) if page else ""


@register.filter
def here(page: Page) -> str:
    """The address of a page below the reader's language."""
    return address_here(page.url_path)


@register.filter
def foreign_to_reader(page: Any) -> str:
    """The language of its words where it is not the reader's."""
    return "" if page.language == get_language() else str(page.language)


@register.simple_tag(takes_context=True)
def way_up(context: template.Context, page: Page) -> list[tuple[str, str]]:
    """Published pages above this one below the home, in the reader's language where they have it."""
    above = page.get_ancestors().filter(depth__gt=2).live()
    return [(one.localized.get_url(context["request"]), one.localized.title) for one in above]


@register.simple_tag(takes_context=True)
def card_address(context: template.Context, card: Any) -> str:
    """Empty where the page was taken away: then the card is not shown."""
    page = card.get("page")
    if page is not None:
        return str(page.localized.get_url(context["request"])) if page.live else ""
    if path := card.get("path", ""):
        return f"/{get_language()}/{path.lstrip('/')}"
    return str(card.get("address") or "")


@register.filter
def file_facts(document: Any) -> str:
    """PDF, 1.2 MB"""
    size = document.get_file_size() or 0
    said = f"{format_decimal(size / KIB**2, 1)} MB" if size >= KIB**2 else f"{format_decimal(max(size / KIB, 1), 0)} kB"
    return f"{suffix_of(document.filename).upper().lstrip('.')}, {said}"


@register.simple_tag(takes_context=True)
def article_ld(context: template.Context, page: Any) -> SafeString:
    """schema.org for machines. A data block: no browser runs it."""
    told = {
        "@context": "https://schema.org",
        "@type": "Article",
        "@id": _address(context),
        "headline": page.title,
        "description": page.lead or page.search_description,
        "inLanguage": page.language,
        "datePublished": page.day.isoformat(),
        "dateModified": iso_moment(page.last_published_at) if page.last_published_at else page.day.isoformat(),
        "url": _address(context),
        "publisher": {"@type": "Organization", "name": "Köpürö"},
    }
    if byline := getattr(page, "byline", ""):
        told["author"] = {"@type": "Person", "name": byline}
    text = json.dumps({key: value for key, value in told.items() if value}, ensure_ascii=False).translate(UNSAFE)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 - escaped above


def _address(context: template.Context) -> str:
    """The one of this text, below whatever language it is shown."""
    return whole(context["addresses"].canonical.partition("?")[0])


def _reader(context: template.Context) -> Any:
    return getattr(context["request"], "user", None)
