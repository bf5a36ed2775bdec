"""Head and foot of a post as HTML strings: built in Python, since a template took a third of the rendering time."""

from html import escape
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from core.web.tags.components import dashed_lang, initials


def with_feet(posts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """`top` for each: who wrote it, from where, when, in which language; `foot`: words with their counts (buttons of
    the form #say, for who may say them); and `links`."""
    for post in posts:
        post["top"] = _top(post)
        said = "".join(_word(post["code"], word) for word in post["reactions"])
        post["foot"] = mark_safe(said) if said else ""  # noqa: S308 - codes are letters, all else is escaped
        post["links"] = _links(post)
        post["dashed"] = dashed_lang(post["lang"])
    return posts


def _top(post: dict[str, Any]) -> SafeString:
    bank = " face-b" if post["side"] == "them" else ""
    origin = f' <span class="small muted">{escape(post["from"])}</span>' if post["from"] else ""
    number = f'<a href="{escape(post["url"])}">#{int(post["seq"])}</a> · ' if post["seq"] else ""
    edited = " · " + escape(gettext("edited %(when)s") % {"when": post["edited"]}) if post["edited"] else ""
    spoken = f' <span class="say">{escape(post["lang_name"])}</span>' if post["lang_name"] else ""
    return mark_safe(  # noqa: S308 - all but the markup is escaped
        f'<span class="face{bank}" aria-hidden="true">{escape(initials(post["name"]))}</span>'
        f'<p><b>{escape(post["name"])}</b>{origin}<br><span class="small muted">{number}'
        f'<time datetime="{escape(post["iso"])}">{escape(post["time"])}</time>{edited}</span>{spoken}</p>'
    )


def _word(code: str, word: dict[str, Any]) -> str:
    shown = escape(word["label"]) + (f" <b>{int(word['count'])}</b>" if word["count"] else "")
    if not word["may"]:
        return f'<span class="muted">{shown}</span>'
    pressed = "true" if word["mine"] else "false"
    says = f'type="submit" form="say" name="say" value="{word["kind"]}:{code}"'
    return f'<button class="btn btn-s word" {says} aria-pressed="{pressed}">{shown}</button>'


def _links(post: dict[str, Any]) -> SafeString:
    of = f'<span class="vh"> #{int(post["seq"])}</span>' if post["seq"] else ""
    links = [f'<a class="link" href="{escape(url)}">{escape(label)}{of}</a>' for url, label in post["menu"]]
    return mark_safe("".join(links))  # noqa: S308 - as above
