"""Tags and filters for templates/components/: icons, errors of forms, tones."""

from functools import lru_cache
from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from lucide.templatetags.lucide import lucide

from core.web.language_fields import Tongue

register = template.Library()

TONES = {"debug": "", "info": "", "success": "green", "warning": "gold", "error": "red"}
TONE_ICONS = {"": "info", "blue": "info", "green": "check", "gold": "triangle-alert", "red": "triangle-alert"}

# What Lucide does not have.
OWN_ICONS = {
    "bridge": '<path d="M3.5 17.5c1-14 16-14 17 0M2 17.5h20M8.5 17.5V9M12 17.5V7.2M15.5 17.5V9"/>',
}
_OWN = '<svg class="i" width="20" height="20" viewBox="0 0 24 24" fill="none" stroke="currentColor"{}>{}</svg>'


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon of Lucide, inlined. Beside words it is silent; alone it needs a label."""
    return _drawn(name, str(label))


@lru_cache(maxsize=1024)
def _drawn(name: str, label: str) -> SafeString:
    """Drawn once a process: a desk of fifty rows has a hundred icons, each 0.1 ms of copied XML."""
    spoken = {"role": "img", "aria-label": label} if label else {"aria-hidden": "true"}
    if name in OWN_ICONS:
        said = format_html_join("", ' {}="{}"', spoken.items())
        return format_html(_OWN, said, SafeString(OWN_ICONS[name]))
    drawn = lucide(name, size=20, **{"class": "i", **spoken})
    return SafeString(drawn.replace("\n  ", "").replace("\n", ""))


@register.simple_tag
def tone_icon(tone: str = "") -> SafeString:
    return SafeString(icon(TONE_ICONS.get(tone, "info")))


@register.filter
def tone(message: Any) -> str:
    """The colour of a note for a message of django.contrib.messages."""
    return TONES.get(message.level_tag, "")


@register.filter
def first_id(field: BoundField) -> str:
    """Where a link of the summary leads: the control itself, or the first one of a group."""
    if field.id_for_label:
        return field.id_for_label
    return f"{field.auto_id}_0" if field.auto_id else field.html_name


@register.filter
def is_tick(field: BoundField) -> bool:
    """One check box alone stands before its label, not under it."""
    return getattr(field.field.widget, "input_type", "") == "checkbox" and not field.use_fieldset


@register.filter
def is_tongue(field: BoundField) -> bool:
    """The language of a text: below it stands what the text looks like."""
    return isinstance(field, Tongue) and not field.field.disabled


@register.filter
def fields_in_error(form: BaseForm) -> list[BoundField]:
    return [field for field in form if field.errors]


@register.filter
def error_count(form: BaseForm) -> int:
    return len(fields_in_error(form)) + len(form.non_field_errors())


@register.filter
def dashed_lang(code: str) -> SafeString:
    """A lang attribute where the language is known, nothing where it is not."""
    return format_html(' lang="{}"', code) if code and code != "und" else SafeString("")


@register.filter
def initials(name: object) -> str:
    """Two letters for a face: of the first two words, or the first two of one."""
    words = str(name).replace("@", " ").replace(".", " ").split()
    return "".join(word[0] for word in words[:2]).upper() if len(words) > 1 else str(name)[:2].upper()
