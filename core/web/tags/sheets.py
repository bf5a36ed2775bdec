"""The sheets of a page, which are known when it is drawn: {% sheeted %} stands around it, {% sheets %} in its head."""

from django import template
from django.utils.safestring import SafeString

from core.web.sheets import links

register = template.Library()
HERE = "<!--sheets-->"


@register.simple_tag
def sheets() -> SafeString:
    return SafeString(HERE)


@register.simple_block_tag
def sheeted(content: SafeString) -> SafeString:
    return SafeString(content.replace(HERE, links(content), 1))
