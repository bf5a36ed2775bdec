"""What the home page counts and draws, beside the words of its editors."""

from typing import Any

from django import template

from library.showing.home import home_context

register = template.Library()


@register.simple_tag
def counted() -> dict[str, Any]:
    """world, pairs and counts of library.showing.home."""
    return home_context()
