import json
import re
from typing import Any, Final

from django import template
from django.core.serializers.json import DjangoJSONEncoder

from accounts.forms.sign_in import LinkForm
from accounts.forms.sign_in_session import TYPED

register = template.Library()

# The first that fits: each later one also names itself as one of the earlier.
BROWSERS: Final = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("YaBrowser", "Yandex"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS: Final = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


@register.filter
def as_json(value: Any) -> str:
    """For a data- attribute."""
    return json.dumps(value, cls=DjangoJSONEncoder)


@register.filter
def device(user_agent: str) -> str:
    """ "Firefox, Windows" for what a browser says of itself; its first word where we know neither."""
    named = [_first(BROWSERS, user_agent), _first(SYSTEMS, user_agent)]
    return ", ".join(filter(None, named)) or re.split(r"[ /]", user_agent, maxsplit=1)[0][:40]


def _first(known: tuple[tuple[str, str], ...], text: str) -> str:
    return next((name for sign, name in known if sign in text), "")


@register.simple_tag(takes_context=True)
def typed_address(context: Any, kind: str) -> str:
    """Where the mail went that this browser has asked for, as it was typed here; "" for any other browser."""
    return str(context["request"].session.get(TYPED, {}).get(kind, ""))


@register.simple_tag
def address_form(address: str) -> LinkForm:
    """To correct it."""
    return LinkForm(initial={"email": address})


@register.filter
def is_branch(value: Any) -> bool:
    return isinstance(value, dict | list)


@register.filter
def is_list(value: Any) -> bool:
    return isinstance(value, list)
