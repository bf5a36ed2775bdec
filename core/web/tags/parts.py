"""Parts around what a page writes between their tags: what folds away, a row that opens, a menu, a note, an empty list.

Each is one template of templates/components/, and stands in the style guide with its states.
"""

from collections.abc import Sequence
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_block_tag
def fold(
    content: SafeString,
    words: Any,
    *,
    icon: str = "",
    of: Any = "",
    opened: Any = False,
    wide: bool = False,
    key: str = "",
) -> SafeString:
    """`{% fold _("Your draft") %}…{% endfold %}`: a part of a page that few need.

    `of` tells one from others in a list, for readers of screens. `wide`: as broad as its page, between two lines.
    By its `key` it stays open where its part of the page is drawn anew.
    """
    said = {"words": words, "icon": icon, "of": of, "open": opened, "wide": wide, "id": key}
    return render_to_string("components/fold.html", {**said, "content": content})


@register.simple_block_tag
def openrow(
    content: SafeString,
    title: Any,
    *,
    key: str,
    icon: str,
    tone: str = "",
    lang: str = "",
    facts: Sequence[Any] = (),
    tag: Any = "",
    opened: Any = False,
) -> SafeString:
    """`<li>{% openrow name id=… icon="users" facts=facts %}…{% endopenrow %}</li>` in a `<ul class="rows">`.

    `key` is what the page remembers it by (static/js/page-memory.js); `facts` are short texts of one line; `tone`
    colours the icon and the tag: "", blue, green, gold, red.
    """
    said = {
        "title": title,
        "id": key,
        "icon": icon,
        "tone": tone,
        "lang": lang,
        "facts": facts,
        "tag": tag,
        "open": opened,
    }
    return render_to_string("components/open_row.html", {**said, "content": content})


@register.simple_block_tag(takes_context=True)
def menu(
    context: template.Context,
    content: SafeString,
    words: Any = "",
    *,
    icon: str = "",
    button: str = "btn",
    classes: str = "",
    shown: bool = False,
    summary: str = "",
) -> SafeString:
    """`{% menu _("Menu") icon="menu" %}<nav class="menu-list">…</nav>{% endmenu %}`: a button and a box under it.

    `words` are read out, and with `shown` seen beside the icon. `summary`: a template for what stands on the button
    where an icon and words are too little. `button` and `classes` are for the button and the whole.
    """
    around: Any = context.flatten()
    face = render_to_string(summary, around) if summary else ""
    said = {"words": words, "icon": icon, "button": button, "classes": classes, "shown": shown, "face": face}
    return render_to_string("components/menu.html", {**said, "content": content})


@register.simple_block_tag
def note(
    content: SafeString, title: Any = "", *, tone: str = "", icon: str = "", key: str = "", role: str = ""
) -> SafeString:
    """`{% note _("You are invited") tone="green" icon="mail" %}…{% endnote %}`: a note of more than a sentence.

    One sentence and a link are components/note.html.
    """
    said = {"title": title, "tone": tone, "icon": icon, "id": key, "role": role or ("region" if key else "")}
    return render_to_string("components/note_section.html", {**said, "content": content})


@register.simple_block_tag
def nothing(content: SafeString, title: Any, text: Any = "") -> SafeString:
    """`{% nothing _("No wish yet") _("Five minutes.") %}…{% endnothing %}`: an empty list with a form to begin.

    Where a link is enough, components/empty.html.
    """
    return render_to_string("components/empty.html", {"title": title, "text": text, "content": content})
