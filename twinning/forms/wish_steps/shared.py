"""What the four steps of a wish share: a form that knows its points, and how much something matters."""

from typing import Any, ClassVar

from django import forms

from core.web.forms import CleanForm
from core.web.widgets import WEIGHTS, Choice, Weight
from twinning.actions.wishes import PointToWrite
from twinning.models import Wish, WishNeed, WishPoint, WishSide

NEEDS = [
    (WishNeed.MUST.value, WishNeed.MUST.label),
    (WishNeed.PREFER.value, WishNeed.PREFER.label),
    (WishNeed.ANY.value, WishNeed.ANY.label),
]


def weight_field(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, choices=WEIGHTS, coerce=int, initial=4, widget=Weight)


def need_field(label: Any, hint: Any = "") -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=NEEDS, initial=WishNeed.PREFER, widget=Choice, help_text=hint)


class StepForm(CleanForm):
    """`criteria` are the points that this step owns; `version` notices that somebody else changed the wish."""

    criteria: ClassVar[tuple[str, ...]] = ()
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, wish: Wish, **kwargs: Any) -> None:
        self.wish = wish
        self.kept = list(wish.points.select_related("term").filter(criterion__in=self.criteria))
        super().__init__(*args, **kwargs)
        self.initial = {"version": wish.version, **self.known(), **self.initial}
        self.prepare()

    def prepare(self) -> None:
        """Choices that depend on the wish."""

    def known(self) -> dict[str, Any]:
        """What the wish says already."""
        return {}

    def facts(self) -> dict[str, Any]:
        return {}

    def points(self) -> list[PointToWrite]:
        return []

    def _of(self, criterion: str, side: str = WishSide.SEEK) -> list[WishPoint]:
        return [point for point in self.kept if point.criterion == criterion and point.side == side]
