"""The head of a page: the way up, its title, one line of facts, and at the right what can be done."""

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from core.people import is_signed_in

register = template.Library()

Crumbs = list[tuple[str, Any]]


class Said(str):
    """Words that people wrote: `lang` is their language, which may not be the page's."""

    __slots__ = ("lang",)
    lang: str


@register.filter
def in_language(words: Any, code: str) -> Said:
    """For a crumb: `{% crumbs url title|in_language:language as way %}`."""
    said = Said(words)
    said.lang = code
    return said


@register.simple_tag
def crumbs(*parts: Any) -> Crumbs:
    """`{% crumbs url label url label as way %}`: the pages above this one, the highest first.

    A label may say its language by an attribute `lang`: a name does, a text by the filter `in_language`.
    """
    return list(zip(parts[::2], parts[1::2], strict=True))


@register.simple_block_tag(takes_context=True)
def pagehead(
    context: template.Context,
    content: SafeString,
    title: Any,
    *,
    lang: str = "",
    way: Crumbs | None = None,
    sample: str = "",
) -> SafeString:
    """`{% pagehead _("Proposals") way=way %}…{% endpagehead %}`, once a page.

    `lang` is that of the title where it may not be the page's; a title may say its own, as a label does. Between the
    tags may stand: `<p class="lead">`, one line of facts; `<p class="head-tags">` with tags; `<div class="head-line">`
    around the two, on one line where there is room; `<div class="head-do">` with buttons, the main one first. `sample`:
    not the head of its page (style guide), and the word that tells it from others there.
    """
    shell = context.get("shell") if is_signed_in(context.get("user")) else None
    said = {"title": title, "lang": lang or getattr(title, "lang", ""), "crumbs": way or [], "sample": sample}
    return render_to_string("components/page_head.html", {**said, "shell": shell, "content": content})
