"""Forms about institutions: ask to join, add, say what is known, free days, rules."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.showing.time_zones import zone_choices
from core.language.formats import alphabetical, country_codes, country_name, language_choices, weekday_name
from core.locales import language_of, site_languages
from core.models import Term
from core.terms import labels_of, terms_of
from core.web.forms import CleanForm, ManyField, NameField
from core.web.time_widgets import DayField
from core.web.widgets import Checks, Radios
from twinning.actions.institutions import InstitutionFacts, NewInstitution
from twinning.forms.language_levels import LanguageRows
from twinning.forms.places import as_stored, place_field, region_field, region_for, shown_as_typed
from twinning.judging.time_zones import zones_of
from twinning.models import Institution, Role
from twinning.queries.institution_facts import NAME, Said, facts_of
from twinning.showing.institution_facts import CONNECTIVITY as KNOWN_CONNECTIVITY

NAME_LABELS = {"ky": _("Name in Kyrgyz"), "ru": _("Name in Russian"), "en": _("Name in English")}
CONNECTIVITY = [("" if key is None else str(key), words) for key, words in KNOWN_CONNECTIVITY.items()]


class JoinForm(CleanForm):
    role = forms.ChoiceField(
        label=_("My role"),
        choices=Role.choices,
        widget=Radios,
        error_messages={"required": _("Choose what you are there: leader, deputy or teacher.")},
    )
    subject = forms.CharField(
        label=_("My subject or task"),
        max_length=120,
        required=False,
        help_text=_("For example: English, grades 5 to 9."),
    )
    words = forms.CharField(
        label=_("A word to those who verify"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("How can they see that you work here? For example a telephone number of the school."),
    )
    mark_optional = True


class AddForm(JoinForm):
    name = NameField(label=_("Name of the institution"), max_length=200, help_text=_("As it stands on the sign."))
    language = forms.ChoiceField(label=_("Language of this name"))
    latin_name = NameField(
        label=_("Name in Latin letters"),
        max_length=200,
        required=False,
        help_text=_("So that partners without Cyrillic can read it."),
    )
    kind = forms.ModelChoiceField(label=_("Kind"), queryset=Term.objects.none(), empty_label=None)
    country = forms.ChoiceField(label=_("Country"), initial="KG")
    region = region_field()
    place = place_field()
    time_zone = forms.ChoiceField(
        label=_("Time zone"), required=False, help_text=_("Only where the country has several; else we know it.")
    )
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")
    other = forms.BooleanField(label=_("None of these: add mine"), required=False)
    field_order = ("name", "language", "latin_name", "kind", "country", "region", "place", "time_zone", "website")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "language", language_choices())
        _choose(self, "country", alphabetical((code, country_name(code)) for code in country_codes()))
        self.fields["kind"].queryset = terms_of("kind")  # type: ignore[attr-defined]  # of ModelChoiceField
        country = str(self.data.get("country") or self.initial.get("country") or "KG")
        zones = _zone_choices(country)
        _choose(self, "time_zone", zones)
        if self.data.get("time_zone") and self.data["time_zone"] not in dict(zones):
            self._forget_zone()
        self.initial.setdefault("language", language_of())

    def _forget_zone(self) -> None:
        """Drop a zone of another country: the page offered the zones of the country chosen before."""
        sent: Any = self.data
        again = sent.copy()
        again["time_zone"] = ""
        self.data = again

    def facts(self) -> NewInstitution:
        names = ("name", "language", "kind", "country", "place", "region", "latin_name", "website", "time_zone")
        return NewInstitution(**{name: self.cleaned_data[name] for name in names})


class FactsForm(LanguageRows, CleanForm):
    """Everything an institution says of itself; `version` notices that somebody else saved in between."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    official = forms.ChoiceField(label=_("Which name is the official one?"), widget=Radios)
    latin_name = AddForm.base_fields["latin_name"]
    kind = forms.ModelChoiceField(label=_("Kind"), queryset=Term.objects.none(), empty_label=None)
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")
    levels = ManyField(label=_("Levels of education"), queryset=Term.objects.none(), widget=Checks, required=False)
    themes = ManyField(
        label=_("Themes that we like to work on"), queryset=Term.objects.none(), widget=Checks, required=False
    )
    connectivity = forms.ChoiceField(
        label=_("Internet at the school"), choices=CONNECTIVITY, widget=Radios, required=False
    )
    school_days = forms.MultipleChoiceField(label=_("Days on which we teach"), widget=Checks)
    time_zone = forms.ChoiceField(label=_("Time zone"))
    mark_optional = True

    def __init__(self, *args: Any, institution: Institution, said: Said | None = None, **kwargs: Any) -> None:
        """`said`: what to go on from (queries.facts.said_by), where it is not what the page says."""
        self.institution, self.said = institution, said or facts_of(institution)
        super().__init__(*args, **kwargs)
        self._add_names()
        self.fields["region"] = region_for(institution.country, self.said["region"])
        self.fields["place"] = place_field(institution.country, required=False)
        for name, scheme in (("kind", "kind"), ("levels", "level"), ("themes", "theme")):
            self.fields[name].queryset = terms_of(scheme)  # type: ignore[attr-defined]  # of ModelChoiceField
        _choose(self, "school_days", [(str(day), weekday_name(day)) for day in range(1, 8)])
        _choose(self, "time_zone", _zone_choices(institution.country, institution.time_zone))
        self.add_language_rows([(language, level) for language, level in self.said["languages"]])
        self.initial = {**self._known(), **self.initial}

    def _add_names(self) -> None:
        names = {key.removeprefix(NAME): text for key, text in self.said.items() if key.startswith(NAME)}
        codes = dict.fromkeys([*site_languages(), *names])
        labels = [(code, NAME_LABELS.get(code, _("Name (other language)"))) for code in codes]
        self.name_languages = [code for code, _label in labels]
        for code, label in labels:
            text = names.get(code, "")
            self.fields[f"name_{code}"] = NameField(label=label, max_length=200, required=False, initial=text)
        _choose(self, "official", [(code, str(label)) for code, label in labels])
        self.fields["official"].initial = self.said["official"] or "ky"

    def _known(self) -> dict[str, Any]:
        said = self.said
        plain = ("latin_name", "region", "place", "website", "time_zone")
        return {
            **{name: said[name] for name in plain},
            "region": self.fields["region"].prepare_value(said["region"]),
            "place": shown_as_typed(said["place"], self.institution.country),
            "version": self.institution.version,
            "kind": _keys("kind", [said["kind"]])[0],
            "levels": _keys("level", said["levels"]),
            "themes": _keys("theme", said["themes"]),
            "connectivity": "" if said["connectivity"] is None else str(said["connectivity"]),
            "school_days": list(said["school_days"]),
        }

    def facts(self) -> InstitutionFacts:
        data = self.cleaned_data
        plain = ("official", "kind", "region", "latin_name", "website", "time_zone")
        return InstitutionFacts(
            place=as_stored(data["place"], self.said["place"], self.institution.country),
            names={code: data[f"name_{code}"] for code in self.name_languages},
            levels=list(data["levels"]),
            themes=list(data["themes"]),
            languages=self.spoken_languages(),
            connectivity=int(data["connectivity"]) if data["connectivity"] else None,
            school_days="".join(data["school_days"]),
            **{name: data[name] for name in plain},
        )


class FreeDaysForm(CleanForm):
    starts = DayField(label=_("First day"))
    ends = DayField(label=_("Last day"))
    title = forms.CharField(label=_("What it is"), max_length=120, required=False)
    mark_optional = True


def _keys(scheme: str, codes: list[str]) -> list[int]:
    terms = labels_of(scheme)
    return [terms[code].pk for code in codes if code in terms]


def _choose(form: forms.BaseForm, name: str, choices: list[tuple[str, str]]) -> None:
    form.fields[name].choices = choices  # type: ignore[attr-defined]  # each of these fields has choices


def _zone_choices(country: str, present: str = "") -> list[tuple[str, str]]:
    zones = list(zones_of(country)) or ["UTC"]
    if present and present not in zones:
        zones.append(present)
    choices = zone_choices(zones)
    return choices if len(zones) == 1 or present else [("", "—"), *choices]
