"""Template tags of the home page."""

from typing import Any

from django import template

from library.showing.home_page import home_context

register = template.Library()


@register.simple_tag
def counted() -> dict[str, Any]:
    """world, pairs and counts of library.showing.home_page."""
    return home_context()
