"""Second step of a wish: kinds of work, and themes sought and offered."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from core.models import Term
from core.terms import terms_of
from core.web.forms import ManyField
from core.web.widgets import Chips, Choice
from twinning.actions.wishes import PointToWrite
from twinning.forms.wish_steps.shared import NEEDS, StepForm, need_field, weight_field
from twinning.models import WishNeed, WishSide

NOT = ""
WORK_NEEDS = [*NEEDS, (NOT, _("not for us"))]


class WorkStep(StepForm):
    criteria = ("work", "theme")
    sought = ManyField(label=_("Themes we look for"), queryset=Term.objects.none(), widget=Chips, required=False)
    theme_need = need_field(_("Must a theme be shared?"))
    theme_weight = weight_field(_("How much does the theme count?"))
    offered = ManyField(
        label=_("Themes in which we have something to show"),
        queryset=Term.objects.none(),
        widget=Chips,
        required=False,
    )

    def prepare(self) -> None:
        themes = terms_of("theme")
        for name in ("sought", "offered"):
            self.fields[name].queryset = themes  # type: ignore[attr-defined]
        self.works = list(terms_of("work"))
        needs = {point.term_id: point.need for point in self._of("work")}
        works = {
            f"work_{term.code}": forms.ChoiceField(
                label=capfirst(term.label),
                choices=WORK_NEEDS,
                widget=Choice,
                required=False,
                initial=needs.get(term.pk, NOT),
                help_text=WORK_HINTS.get(term.code, ""),
            )
            for term in self.works
        }
        self.fields = {"version": self.fields.pop("version"), **works, **self.fields}

    def known(self) -> dict[str, Any]:
        themes = self._of("theme")
        return {
            "sought": [point.term_id for point in themes],
            "offered": [point.term_id for point in self._of("theme", WishSide.OFFER)],
            "theme_need": themes[0].need if themes else WishNeed.PREFER,
            "theme_weight": themes[0].weight if themes else 4,
        }

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if not any(data.get(f"work_{term.code}") for term in self.works):
            self.add_error(None, _("Choose at least one kind of work that suits you."))
        if data.get("theme_need") == WishNeed.MUST and not data.get("sought"):
            self.add_error("sought", _("You say that a theme must be shared. Choose which."))
        return data

    def points(self) -> list[PointToWrite]:
        data = self.cleaned_data
        works = [
            PointToWrite("work", term=term, need=data[f"work_{term.code}"])
            for term in self.works
            if data.get(f"work_{term.code}")
        ]
        sought = [
            PointToWrite("theme", term=term, need=data["theme_need"], weight=data["theme_weight"])
            for term in data["sought"]
        ]
        return [*works, *sought, *(PointToWrite("theme", WishSide.OFFER, term=term) for term in data["offered"])]


WORK_HINTS = {
    "letters": _("Hardly any internet is needed."),
    "photos": _("A phone is enough."),
    "live": _("Two classes meet on the screen at the same hour. At least 30 minutes a day must be common."),
    "project": _("Both classes work on one thing, each in its own time."),
}
