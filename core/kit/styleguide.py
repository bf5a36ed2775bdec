"""The style guide: every component from sample data, light and dark, in three languages."""

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from core.kit import samples, samples_talk
from core.web.time_widgets import BothTimes, DayField, Elsewhere, WeekTime
from core.web.widgets import WEIGHTS, Checks, Choice, FilePick, HoursField, People, Weight

NEEDS = [("must", _("must")), ("prefer", _("prefer")), ("any", _("no matter"))]
WORKDAYS = [
    ("1", (_("Mon"), _("Monday"))),
    ("2", (_("Tue"), _("Tuesday"))),
    ("3", (_("Wed"), _("Wednesday"))),
    ("4", (_("Thu"), _("Thursday"))),
    ("5", (_("Fri"), _("Friday"))),
]
LESSONS = [("0", "13:00"), ("1", "13:50"), ("2", "14:40"), ("3", "15:35")]


class SampleForm(forms.Form):
    """One field of each kind. Bound to SAMPLE_ANSWERS it shows its errors too."""

    mark_optional = True
    quiet = True
    name = forms.CharField(label=_("Name of the institution"), help_text=_("As on the seal."), max_length=200)
    pupils = forms.IntegerField(
        label=_("Pupils in the class"),
        min_value=1,
        max_value=150,
        error_messages={"max_value": _("“%(show_value)s” is too many. Write a number from 1 to 150, for instance 26.")},
    )
    country = forms.ChoiceField(label=_("Country"), choices=[("EE", _("Estonia")), ("JP", _("Japan"))])
    need = forms.ChoiceField(
        label=_("Joint live lessons"),
        help_text=_("Both classes meet on the screen at the same time."),
        choices=NEEDS,
        widget=Choice,
        error_messages={"required": _("Choose one of the three.")},
    )
    weight = forms.TypedChoiceField(label=_("How much does it count?"), choices=WEIGHTS, widget=Weight, coerce=int)
    kinds = forms.MultipleChoiceField(
        label=_("Kind of work"),
        choices=[("letters", _("exchange of letters")), ("live", _("joint live lessons"))],
        widget=Checks,
        required=False,
    )
    hours = HoursField(label=_("Hours for a common lesson"), days=WORKDAYS, rows=LESSONS)
    meeting = forms.SplitDateTimeField(
        label=_("Time of the first lesson"),
        widget=BothTimes(our_place=_("Baetov"), theirs="Europe/Tallinn", their_place=_("Tartu")),
        required=False,
    )
    day = DayField(label=_("First day"), required=False)
    begins = forms.TimeField(
        label=_("Lesson %(number)s begins") % {"number": 1}, widget=WeekTime(Elsewhere("Tartu", -240)), required=False
    )
    people = forms.MultipleChoiceField(
        label=_("Who takes part"),
        choices=samples_talk.to_choose,
        widget=People,
        required=False,
    )
    file = forms.FileField(label=_("File"), widget=FilePick, required=False)
    words = forms.CharField(
        label=_("First words to the partner"), max_length=60, widget=forms.Textarea({"rows": 3}), required=False
    )
    consent = forms.BooleanField(label=_("The parents agreed to the photographs"))


SAMPLE_ANSWERS = {
    "name": "Ак-Талаа №3 орто мектеби",
    "pupils": "260",
    "country": "EE",
    "weight": "2",
    "kinds": ["letters"],
    "hours": ["5-0", "1-1", "2-1", "3-1", "5-1", "1-2", "2-2", "4-2", "4-3"],
    "meeting_0": "2026-11-26",
    "meeting_1": "14:15",
    "day": "2026-11-26",
    "begins": "13:00",
    "people": ["a"],
    "words": "Биз Ат-Башыда жашайбыз, суубуз тоодон келет, аны быйыл өлчөдүк.",
    "consent": "on",
}


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    return render(request, "styleguide.html", {**_parts(), **_talk(), "kits": [_kit("light"), _kit("dark")]})


def _kit(theme: str) -> dict[str, Any]:
    return {"theme": theme, "form": SampleForm(SAMPLE_ANSWERS, auto_id=f"{theme}_%s")}


def _parts() -> dict[str, Any]:
    return {
        "colours": samples.colours(),
        "labels": samples.labels(),
        "hours": samples.hours(),
        "cards": samples.match_cards(),
        "holding_back": samples.holding_back(),
        "pairs": samples.pairs(),
        "world": samples.world_map(),
        "eurasia": samples.world_map(small=True),
        "institutions": samples.institutions(),
        "facets": samples.facets(),
        "page": Paginator(range(90), 10).page(2),
    }


def _talk() -> dict[str, Any]:
    return {
        "bridge": samples_talk.bridge_header(),
        "talk": samples_talk.messages(),
        "plan": samples_talk.milestones(),
        "people": samples_talk.people(),
        "queue": samples_talk.queue(),
        "steps": samples_talk.steps(),
        "offer": samples_talk.offer(),
        "row": samples_talk.open_row(),
        "counts": samples_talk.counts(),
        "tones": ["", "green", "gold", "red"],
        "tabs": [
            {"url": "#", "label": _("Overview"), "current": True},
            {"url": "#", "label": _("Plan")},
            {"url": "#", "label": _("Room"), "count": "3"},
            {"url": "#", "label": _("Agreement")},
        ],
    }
