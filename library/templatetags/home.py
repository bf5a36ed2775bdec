"""Template tags of the home page."""

from typing import Any

from django import template

from library.showing.home import home_context

register = template.Library()


@register.simple_tag
def counted() -> dict[str, Any]:
    """world, pairs and counts of library.showing.home."""
    return home_context()
