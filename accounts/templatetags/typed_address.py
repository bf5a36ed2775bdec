"""The page after a mail was sent: the address as it was typed, and the form to correct it."""

from typing import Any

from django import template

from accounts.forms.sign_in import LinkForm
from accounts.forms.sign_in_session import TYPED

register = template.Library()


@register.simple_tag(takes_context=True)
def typed_address(context: Any, kind: str) -> str:
    """Where the mail went that this browser has asked for, as it was typed here; "" for any other browser."""
    return str(context["request"].session.get(TYPED, {}).get(kind, ""))


@register.simple_tag
def address_form(address: str) -> LinkForm:
    """With the address filled in, to correct it."""
    return LinkForm(initial={"email": address})
