from django import template

from core.errors import Text
from demo.showing.people import people_to_try

register = template.Library()


@register.simple_tag
def demo_people() -> list[tuple[str, Text]]:
    return people_to_try()
