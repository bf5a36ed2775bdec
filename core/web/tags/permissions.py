"""The tag `may`: whether the reader has a permission, so that a page offers nothing that a rule refuses."""

from typing import Any

from django import template
from django.template import Context

from core.permissions import allowed

register = template.Library()


@register.simple_tag(takes_context=True)
def may(context: Context, name: str, thing: Any = None) -> bool:
    """`{% may "library.edit" practice as may_edit %}`: whether the reader may. A list asks its presenter instead."""
    user = context.get("user")
    return user is not None and allowed(user, name, thing)
