"""The sheets of a page, which are known when it is drawn: {% sheeted %} stands around it, {% sheets %} in its head."""

from django import template
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.utils.safestring import SafeString

from core.web.sheets import links

register = template.Library()
HERE = "<!--sheets-->"


@register.simple_tag
def sheets() -> SafeString:
    return SafeString(HERE)


class Sheeted(template.Node):
    """Not a simple block tag: those hide the blocks within, and `block.super` would be empty on every page."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        content = self.nodelist.render(context)
        return SafeString(content.replace(HERE, links(content), 1))


@register.tag
def sheeted(parser: Parser, _token: Token) -> Sheeted:
    nodelist = parser.parse(("endsheeted",))
    parser.delete_first_token()
    return Sheeted(nodelist)
