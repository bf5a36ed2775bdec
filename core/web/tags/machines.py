"""{% told %} stands around title and description in the head of a page, and adds what machines want to know of it."""

from django import template
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.utils.safestring import SafeString

from core.web.machines.head import head_of

register = template.Library()


class Told(template.Node):
    """Not a simple block tag: see core.web.tags.sheets."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        told = self.nodelist.render(context)
        request = context.get("request")
        return SafeString(told + (head_of(request, context, told) if request is not None else ""))


@register.tag
def told(parser: Parser, _token: Token) -> Told:
    nodelist = parser.parse(("endtold",))
    parser.delete_first_token()
    return Told(nodelist)
