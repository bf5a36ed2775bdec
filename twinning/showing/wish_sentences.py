"""Classes, points of wishes and durations in the reader's language."""

from typing import Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, ngettext_lazy

from core.language.formats import country_name, format_range, language_name
from twinning.models import SchoolClass, WishPoint
from twinning.showing.match_sentences import Sentences

CRITERIA: Final[Sentences] = {
    "work": _("Work: %(value)s"),
    "theme": _("Theme: %(value)s"),
    "age": _("Age: %(value)s years"),
    "language": _("Language: %(value)s"),
    "country": _("Country: %(value)s"),
    "country_not": _("Not this country: %(value)s"),
    "size": _("Size of the class: %(value)s"),
    "mentor": _("Experienced partner"),
}


def class_text(group: SchoolClass) -> str:
    """ "7 B, 12–13 years, 26 pupils, second shift" """
    return ", ".join([group.name, *class_parts(group)])


def class_parts(group: SchoolClass) -> list[str]:
    return [
        str(_("%(ages)s years") % {"ages": format_range(group.age_from, group.age_to)}),
        str(ngettext_lazy("%(n)s pupil", "%(n)s pupils", "n") % {"n": group.size}),
    ]


def point_text(point: WishPoint) -> str:
    """One point of a wish, without its need."""
    if point.term is not None:
        value = point.term.label
    elif point.criterion in {"country", "country_not"}:
        value = country_name(point.value)
    elif point.criterion == "language":
        code, _dash, level = point.value.rpartition("-")
        value = f"{language_name(code)}, {level}"
    elif point.criterion in {"age", "size"}:
        low, high = point.value.split("-")
        value = format_range(int(low), int(high))
    else:
        value = point.value
    return str(CRITERIA[point.criterion]) % {"value": value}


def months_text(months: int) -> str:
    return ngettext("%(n)s month", "%(n)s months", months) % {"n": months}
