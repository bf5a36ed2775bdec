"""Fields for where an institution lies: suggestions in the reader's language, free text where none fits."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.language.kyrgyz_places import HOME, find_place, find_region, place_name, place_names, regions
from twinning.policy import PLACE_CHARACTERS


class Suggested(forms.TextInput):
    """A text field with a list below it, which may be ignored."""

    template_name = "components/suggested.html"

    def __init__(self, suggestions: Callable[[], Iterable[str]], attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.suggestions = suggestions

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"]["list"] = f"{context['widget']['attrs'].get('id', name)}_list"
        context["widget"]["suggestions"] = list(self.suggestions())
        return context


def region_field() -> forms.CharField:
    """For a country that is chosen in the same form."""
    names = Suggested(lambda: [spot.name() for spot in regions()])
    return forms.CharField(label=_("Region"), max_length=PLACE_CHARACTERS, required=False, widget=names)


def place_field(country: str = HOME, *, required: bool = True) -> forms.CharField:
    names = Suggested(place_names) if country == HOME else forms.TextInput()
    return forms.CharField(label=_("Town or village"), max_length=PLACE_CHARACTERS, required=required, widget=names)


class RegionChoice(forms.ChoiceField):
    """The regions of Kyrgyzstan, by code of ISO 3166-2; any name of a region is understood too.

    `present`: what the page says now, which stays a choice where it is none of them.
    """

    def __init__(self, present: str = "") -> None:
        known = find_region(present)
        others = [(present, present)] if present and known is None else []
        choices = [("", "—"), *((spot.region, spot.name()) for spot in regions()), *others]
        super().__init__(label=_("Region"), choices=choices, required=False)

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        spot = find_region(text)
        return spot.region if spot else text

    def prepare_value(self, value: Any) -> Any:
        spot = find_region(str(value or ""))
        return spot.region if spot else value


def region_for(country: str, present: str) -> forms.CharField | RegionChoice:
    if country == HOME:
        return RegionChoice(present)
    return forms.CharField(label=_("Region"), max_length=PLACE_CHARACTERS, required=False)


def shown_as_typed(text: str, country: str) -> str:
    """The stored name as the field shows it to this reader; as_stored turns what is sent back into it."""
    spot = find_place(text, country)
    return place_name(text, country) if spot else text


def as_stored(typed: str, stored: str, country: str) -> str:
    """What was sent, as it is stored: the former value where it names the same place in another language."""
    spot = find_place(typed, country)
    return stored if spot is not None and spot == find_place(stored, country) else typed
