"""Values as templates ask for them: their kind, and as JSON."""

import json
from typing import Any

from django import template
from django.core.serializers.json import DjangoJSONEncoder

register = template.Library()


@register.filter
def as_json(value: Any) -> str:
    """For a data- attribute."""
    return json.dumps(value, cls=DjangoJSONEncoder)


@register.filter
def is_branch(value: Any) -> bool:
    return isinstance(value, dict | list)


@register.filter
def is_list(value: Any) -> bool:
    return isinstance(value, list)
