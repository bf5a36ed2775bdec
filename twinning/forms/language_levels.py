"""Languages with a level, a row each: two lists beside each other, some empty rows for more. Works without script."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.language.country_and_language_names import language_codes
from core.language.formats import language_choices
from twinning.policy import LANGUAGE_ROWS

LEVELS = [("", "—"), *((level, level) for level in ("A1", "A2", "B1", "B2", "C1", "C2")), ("native", _("native"))]
EMPTY_ROWS = 2


def likely_first(codes: Iterable[str], *, capital: bool = True) -> list[tuple[str, str]]:
    """Every language, those first that somebody here is known to use."""
    codes = list(codes)
    return language_choices({*language_codes(), *codes}, likely=codes, capital=capital)


class LanguageRows(forms.Form):
    """A mixin: call add_language_rows in __init__, draw `language_rows`, read spoken_languages()."""

    rows = 0
    level_needed = False

    def add_language_rows(self, known: list[tuple[str, str]]) -> None:
        sent = sum(1 for name in self.data if str(name).startswith("language_"))
        self.rows = min(LANGUAGE_ROWS, max(len(known) + EMPTY_ROWS, sent))
        choices = [("", "—"), *language_choices({*language_codes(), *(language for language, _level in known)})]
        for row in range(self.rows):
            language, level = known[row] if row < len(known) else ("", "")
            self.fields[f"language_{row}"] = forms.ChoiceField(
                label=_("Language"), choices=choices, required=False, initial=language
            )
            self.fields[f"level_{row}"] = forms.ChoiceField(
                label=_("Level"), choices=LEVELS, required=False, initial=level
            )

    @property
    def language_rows(self) -> list[tuple[Any, Any]]:
        return [(self[f"language_{row}"], self[f"level_{row}"]) for row in range(self.rows)]

    def spoken_languages(self) -> list[tuple[str, str]]:
        """(language, level) of each row that names one, in their order, each language once."""
        found: dict[str, str] = {}
        for row in range(self.rows):
            if language := self.cleaned_data.get(f"language_{row}"):
                found.setdefault(language, self.cleaned_data.get(f"level_{row}", ""))
        return list(found.items())

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for row in range(self.rows):
            language, level = data.get(f"language_{row}"), data.get(f"level_{row}")
            if self.level_needed and language and not level:
                self.add_error(f"level_{row}", _("Choose a level for this language."))
        if self.level_needed and not any(data.get(f"language_{row}") for row in range(self.rows)):
            self.add_error("language_0", _("Name at least one language."))
        return data
