"""What stands under a post, as one string: a page has fifty, and loops of a template take a third of its time."""

from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from core.templatetags.components import dashed_lang, initials


def with_feet(posts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """`foot` for each: words with their counts (buttons of the form #say, for who may say them), then links."""
    for post in posts:
        said = "".join(_word(post["code"], word) for word in post["reactions"])
        post["foot"] = mark_safe(said) if said else ""  # noqa: S308 - codes are letters, all else is escaped
        post["links"] = _links(post)
        post["initials"] = initials(post["name"])
        post["dashed"] = dashed_lang(post["lang"])
    return posts


def _word(code: str, word: dict[str, Any]) -> str:
    shown = escape(word["label"]) + (f" <b>{int(word['count'])}</b>" if word["count"] else "")
    if not word["may"]:
        return f'<span class="word">{shown}</span>'
    pressed = "true" if word["mine"] else "false"
    says = f'type="submit" form="say" name="say" value="{word["kind"]}:{code}"'
    return f'<button class="word" {says} aria-pressed="{pressed}">{shown}</button>'


def _links(post: dict[str, Any]) -> SafeString:
    of = f'<span class="vh"> #{int(post["seq"])}</span>' if post["seq"] else ""
    links = [f'<a class="link" href="{escape(url)}">{escape(label)}{of}</a>' for url, label in post["menu"]]
    return mark_safe("".join(links))  # noqa: S308 - as above
