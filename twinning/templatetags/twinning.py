"""Names of institutions and sentences about wishes and classes, for templates."""

from datetime import date
from typing import Any

from django import template
from django.utils.html import format_html

from core.language.formats import format_date
from core.web.widgets import WEIGHTS
from twinning.models import Institution, SchoolClass, WishPoint
from twinning.showing.institution_names import shown_name
from twinning.showing.wish_sentences import class_parts, class_text, months_text, point_text

register = template.Library()
STEP_OF = {"work": 2, "theme": 2}
WEIGHT_WORDS = dict(WEIGHTS)


@register.simple_tag
def class_sentence(group: SchoolClass) -> str:
    return class_text(group)


@register.filter
def class_facts(group: SchoolClass) -> list[str]:
    """Ages, pupils, and whose class it is."""
    return [*class_parts(group), shown_name(group.institution).text]


@register.simple_tag
def point_sentence(point: WishPoint) -> str:
    """The point and how much it matters, in words, for what we look for; the bare point for what we offer."""
    text = point_text(point)
    if point.side != "seek":
        return f"{text} ({point.get_side_display()})"
    weighed = point.criterion == "theme" and point.need != "any"  # the form asks a weight of no other point
    said = [point.get_need_display(), *([WEIGHT_WORDS[point.weight]] if weighed else [])]
    return f"{text} ({', '.join(map(str, said))})"


@register.filter
def step_of(point: WishPoint) -> int:
    return STEP_OF.get(point.criterion, 3)


@register.filter
def month(value: date | None) -> str:
    return format_date(value, "month") if value else ""


@register.filter
def months(value: Any) -> str:
    return months_text(value)


@register.filter
def shown(institution: Institution) -> str:
    """The name for this reader, with its language where that is another one."""
    name = shown_name(institution)
    return format_html('<span lang="{}">{}</span>', name.lang, name.text) if name.lang else name.text
