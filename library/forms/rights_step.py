"""Step four: authors, what it is based on, licence, declarations."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.web.forms import NameField
from core.web.widgets import Radios
from library.forms.writing_steps import StepForm
from library.judging.practice_facts import Author
from library.models import Licence, PracticeAuthor
from library.policy import CHANGES_CHARACTERS, MOST_AUTHORS
from library.queries.practices import visible_source
from library.showing.licences import MEANINGS
from twinning.models import Institution
from twinning.queries.people import places_of
from twinning.queries.visibility import partnerships_visible_to
from twinning.showing.institution_names import shown_name

EMPTY_ROWS = 1


def _partnerships(by: Any) -> Any:
    return partnerships_visible_to(by).filter(space__isnull=False).select_related("space").order_by("-opened_at")


class RightsStep(StepForm):
    institution = forms.ChoiceField(label=_("For which institution do you write?"), required=False)
    based_on = forms.CharField(
        label=_("Based on another practice"),
        max_length=200,
        required=False,
        help_text=_("Its short code or its address on this site."),
    )
    changes = forms.CharField(
        label=_("What you changed"),
        max_length=CHANGES_CHARACTERS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    space = forms.ChoiceField(label=_("Made together with partners"), required=False)
    licence = forms.ChoiceField(
        label=_("Licence"),
        widget=Radios,
        required=False,
        help_text=_("All of them allow translations: that is how a practice travels."),
    )
    consent = forms.BooleanField(
        label=_("Everybody who can be recognised in it has agreed; for children, their parents have."), required=False
    )
    safety = forms.BooleanField(
        label=_("Nothing in it endangers a child: no names, no addresses, no marks, no illnesses of single children."),
        required=False,
    )
    optional = ("based_on", "changes", "space")

    def prepare(self) -> None:
        self.rows_before: list[PracticeAuthor] = list(self.practice.authors.all())
        self.schools = self._schools()
        self.fields["licence"].choices = [(code, f"{name}: {MEANINGS[code]}") for code, name in Licence.choices]  # type: ignore[attr-defined]
        choices = [(school.code, str(shown_name(school))) for school in self.schools]
        self.fields["institution"].choices = [("", _("none yet")), *choices]  # type: ignore[attr-defined]
        if len(choices) < 2 and self.practice.institution is not None:  # noqa: PLR2004 - one school is no choice
            del self.fields["institution"]
        self.spaces = {p.code: p.space for p in _partnerships(self.by)}
        self.fields["space"].choices = [("", _("no")), *((c, s.title) for c, s in self.spaces.items())]  # type: ignore[attr-defined]
        if not self.spaces:
            del self.fields["space"]
        for number in range(self.row_count()):
            self._add_row(number)

    def row_count(self) -> int:
        sent = [name for name in self.data if name.startswith("author_") and name.endswith("_name")]
        return min(MOST_AUTHORS, max(len(self.rows_before) + EMPTY_ROWS, min(len(sent), MOST_AUTHORS)))

    def _add_row(self, number: int) -> None:
        row = self.rows_before[number] if number < len(self.rows_before) else None
        fields = {
            "name": NameField(person=True, label=_("Name"), max_length=150, required=False),
            "role": forms.CharField(label=_("Role or subject"), max_length=120, required=False),
            "school": forms.CharField(
                label=_("School"), max_length=200, required=False, help_text=_("Empty: the same as yours.")
            ),
            "user": forms.CharField(max_length=10, required=False, widget=forms.HiddenInput),
        }
        if row is not None:
            school = str(shown_name(row.institution)) if row.institution is not None else row.school
            fields["name"].initial, fields["role"].initial, fields["school"].initial = row.name, row.role, school
            fields["user"].initial = row.user.code if row.user is not None else ""
        for name, field in fields.items():
            self.fields[f"author_{number}_{name}"] = field

    def main(self) -> list[forms.BoundField]:
        """All but the rows of the authors, which stand together."""
        return [field for field in super().main() if not field.name.startswith("author_")]

    def rows(self) -> list[list[forms.BoundField]]:
        """Name, role, school and the hidden account of each author; the last is empty, for one more."""
        return [
            [self[f"author_{number}_{name}"] for name in ("name", "role", "school", "user")]
            for number in range(self.row_count())
        ]

    def known(self) -> dict[str, Any]:
        text = self.practice
        return {
            **{name: getattr(text, name) for name in ("changes", "licence", "consent", "safety")},
            "institution": text.institution.code if text.institution is not None else "",
            "based_on": text.based_on.short_code if text.based_on is not None else "",
            "space": text.space.partnership.code if text.space is not None else "",
        }

    def clean_based_on(self) -> Any:
        words = self.cleaned_data["based_on"]
        if not words:
            return None
        source = visible_source(self.by, words)
        if source is None or source.pk == self.practice.pk:
            raise forms.ValidationError(_("No published practice has this code. Look at its page once more."))
        return source

    def facts(self) -> dict[str, Any]:
        data = self.cleaned_data
        facts = {name: data[name] for name in ("based_on", "changes", "licence", "consent", "safety")}
        facts["authors"] = self._authors()
        if "institution" in self.fields:
            facts["institution"] = next((s for s in self.schools if s.code == data["institution"]), None)
        if "space" in self.fields:
            facts["space"] = self.spaces.get(data["space"])
        return facts

    def _authors(self) -> list[Author]:
        people = {row.user.code: row.user for row in self.rows_before if row.user is not None}
        people[self.by.code] = self.by
        rows = [self._row(number) for number in range(self.row_count())]
        return [
            Author(row["name"], row["role"], *self._school(row["school"]), user=people.get(row["user"]))
            for row in rows
            if row["name"]
        ]

    def _row(self, number: int) -> dict[str, str]:
        return {name: self.cleaned_data[f"author_{number}_{name}"] for name in ("name", "role", "school", "user")}

    def _school(self, words: str) -> tuple[Institution | None, str]:
        """The school of the site that bears this name among those of the practice, else the words as they are."""
        known = [self.practice.institution, *(row.institution for row in self.rows_before), *self.schools]
        schools = [school for school in known if school is not None]
        if not words:
            return self.practice.institution, ""
        return next(((s, "") for s in schools if str(shown_name(s)) == words), (None, words))

    def _schools(self) -> list[Institution]:
        own = [place.institution for place in places_of(self.by)]
        present = [self.practice.institution] if self.practice.institution is not None else []
        return list(dict.fromkeys([*present, *own]))
