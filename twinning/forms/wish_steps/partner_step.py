"""Third step of a wish: the ages, language, country and experience of the partner."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.language.formats import alphabetical, country_name
from core.web.widgets import Chips, Radios
from twinning.actions.wishes import PointToWrite
from twinning.forms.language_levels import likely_first
from twinning.forms.wish_steps.shared import StepForm, need_field
from twinning.models import Wish, WishNeed, WishSide
from twinning.queries.working_languages import named_languages

LEVELS = [("A2", "A2"), ("B1", "B1"), ("B2", "B2"), ("C1", "C1")]


class PartnerStep(StepForm):
    criteria = ("age", "language", "country", "country_not", "mentor")
    age_from = forms.IntegerField(label=_("Their pupils, from"), min_value=3, max_value=25)
    age_to = forms.IntegerField(label=_("to (years of age)"), min_value=3, max_value=25)
    age_need = need_field(_("Age"))
    language = forms.ChoiceField(label=_("A language that we would like to practise"), required=False)
    language_level = forms.ChoiceField(label=_("from level"), choices=LEVELS, required=False)
    language_need = need_field(_("This language"))
    countries = forms.MultipleChoiceField(label=_("Countries that we would like"), widget=Chips, required=False)
    country_need = need_field(_("These countries"))
    mentor = forms.ChoiceField(
        label=_("Experience"),
        choices=[
            ("", _("no matter")),
            ("seek", _("we look for an experienced partner")),
            ("offer", _("we can accompany a newcomer")),
        ],
        widget=Radios,
        required=False,
    )
    translated_ok = forms.BooleanField(
        label=_("Without a common language we also write with translations, each in their own time"), required=False
    )

    def prepare(self) -> None:
        self.fields["language"].choices = [("", _("no matter")), *likely_first(named_languages())]  # type: ignore[attr-defined]
        self.fields["countries"].choices = _countries(self.wish)  # type: ignore[attr-defined]

    def known(self) -> dict[str, Any]:
        age, group = self._of("age"), self.wish.school_class
        low, high = age[0].value.split("-") if age else (group.age_from, group.age_to) if group else ("", "")
        language, countries = self._of("language"), self._of("country")
        code, _dash, level = language[0].value.rpartition("-") if language else ("", "", "A2")
        return {
            "age_from": low,
            "age_to": high,
            "age_need": age[0].need if age else WishNeed.PREFER,
            "language": code,
            "language_level": level,
            "language_need": language[0].need if language else WishNeed.PREFER,
            "countries": [point.value for point in countries],
            "country_need": countries[0].need if countries else WishNeed.PREFER,
            "mentor": "seek" if self._of("mentor") else "offer" if self._of("mentor", WishSide.OFFER) else "",
            "translated_ok": self.wish.translated_ok,
        }

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        low, high = data.get("age_from"), data.get("age_to")
        if low is not None and high is not None and low > high:
            self.add_error("age_to", _("The second age must not be below the first."))
        return data

    def facts(self) -> dict[str, Any]:
        return {"translated_ok": self.cleaned_data["translated_ok"]}

    def points(self) -> list[PointToWrite]:
        data = self.cleaned_data
        points = [PointToWrite("age", value=f"{data['age_from']}-{data['age_to']}", need=data["age_need"])]
        if data["language"]:
            value = f"{data['language']}-{data['language_level'] or 'A2'}"
            points.append(PointToWrite("language", value=value, need=data["language_need"]))
        points += [PointToWrite("country", value=code, need=data["country_need"]) for code in data["countries"]]
        if data["mentor"]:
            points.append(PointToWrite("mentor", data["mentor"], value="yes"))
        return points


def _countries(wish: Wish) -> list[tuple[str, str]]:
    """Countries in which somebody could be found, and those chosen before."""
    from twinning.queries.open_wishes import open_wishes  # noqa: PLC0415 - asked for each form, not at import

    found = set(open_wishes().values_list("institution__country", flat=True)) - {wish.institution.country}
    found |= set(wish.points.filter(criterion="country").values_list("value", flat=True))
    return alphabetical((code, country_name(code)) for code in found)
