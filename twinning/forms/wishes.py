"""A wish in four short steps: class, work, partner, words. Each step is one form that knows its points."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from core.language.formats import alphabetical, country_name, format_date
from core.models import Term
from core.terms import terms_of
from core.web.forms import CleanForm, ManyField, NameField
from core.web.language_fields import TongueField
from core.web.widgets import WEIGHTS, Chips, Choice, Radios, Weight
from twinning.actions.wishes import PointToWrite
from twinning.forms.language_levels import likely_first
from twinning.models import SchoolClass, Wish, WishNeed, WishPoint, WishSide
from twinning.queries.classes import classes_for
from twinning.queries.working_languages import named_languages

NOT = ""
NEEDS = [
    (WishNeed.MUST.value, WishNeed.MUST.label),
    (WishNeed.PREFER.value, WishNeed.PREFER.label),
    (WishNeed.ANY.value, WishNeed.ANY.label),
]
WORK_NEEDS = [*NEEDS, (NOT, _("not for us"))]
LEVELS = [("A2", "A2"), ("B1", "B1"), ("B2", "B2"), ("C1", "C1")]
MONTHS = (1, 2, 3, 6, 9, 12)


def _weight(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, choices=WEIGHTS, coerce=int, initial=4, widget=Weight)


def _need(label: Any, hint: Any = "") -> forms.ChoiceField:
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


class ClassStep(StepForm):
    school_class = forms.ModelChoiceField(
        label=_("Which class?"), queryset=SchoolClass.objects.none(), widget=Radios, empty_label=None
    )
    title = NameField(
        label=_("Name of the project"), max_length=120, help_text=_("Short, as you would tell it to the children.")
    )
    starts = forms.TypedChoiceField(label=_("When do you want to start?"), coerce=date.fromisoformat)
    months = forms.TypedChoiceField(label=_("For how long?"), coerce=int)
    partners = forms.TypedChoiceField(
        label=_("How many partners at once?"), choices=[(n, str(n)) for n in range(1, 5)], coerce=int, widget=Choice
    )

    def known(self) -> dict[str, Any]:
        return {
            "school_class": self.wish.school_class_id or self._only_class(),
            "title": self.wish.title,
            "starts": self.wish.starts.isoformat() if self.wish.starts else "",
            "months": self.wish.months,
            "partners": self.wish.partners,
        }

    def _only_class(self) -> int | None:
        """Where there is one class, nobody chooses."""
        keys = list(classes_for(self.wish).values_list("pk", flat=True)[:2])
        return keys[0] if len(keys) == 1 else None

    def prepare(self) -> None:
        self.fields["school_class"].queryset = classes_for(self.wish)  # type: ignore[attr-defined]
        self.fields["starts"].choices = [(day.isoformat(), format_date(day, "month")) for day in self._starts()]  # type: ignore[attr-defined]
        self.fields["months"].choices = [(n, months_text(n)) for n in MONTHS]  # type: ignore[attr-defined]

    def _starts(self) -> list[date]:
        today = timezone.localdate()
        months = [today.year * 12 + today.month + ahead for ahead in range(10)]
        days = {date(month // 12, month % 12 + 1, 1) for month in months}
        return sorted(days | ({self.wish.starts} if self.wish.starts else set()))

    def facts(self) -> dict[str, Any]:
        return {key: self.cleaned_data[key] for key in ("school_class", "title", "starts", "months", "partners")}


def months_text(months: int) -> str:
    from django.utils.translation import ngettext  # noqa: PLC0415 - beside the lazy one of this module

    return ngettext("%(n)s month", "%(n)s months", months) % {"n": months}


class WorkStep(StepForm):
    criteria = ("work", "theme")
    sought = ManyField(label=_("Themes we look for"), queryset=Term.objects.none(), widget=Chips, required=False)
    theme_need = _need(_("Must a theme be shared?"))
    theme_weight = _weight(_("How much does the theme count?"))
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


class PartnerStep(StepForm):
    criteria = ("age", "language", "country", "country_not", "mentor")
    age_from = forms.IntegerField(label=_("Their pupils, from"), min_value=3, max_value=25)
    age_to = forms.IntegerField(label=_("to (years of age)"), min_value=3, max_value=25)
    age_need = _need(_("Age"))
    language = forms.ChoiceField(label=_("A language that we would like to practise"), required=False)
    language_level = forms.ChoiceField(label=_("from level"), choices=LEVELS, required=False)
    language_need = _need(_("This language"))
    countries = forms.MultipleChoiceField(label=_("Countries that we would like"), widget=Chips, required=False)
    country_need = _need(_("These countries"))
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


class WordsStep(StepForm):
    about = forms.CharField(
        label=_("A few words about your class and your idea"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What makes your place special? No names of children."),
    )
    language = TongueField(label=_("In which language did you write this?"), texts=("about",))

    def prepare(self) -> None:
        self.fields["language"].choices = likely_first(named_languages())  # type: ignore[attr-defined]

    def known(self) -> dict[str, Any]:
        return {"about": self.wish.about, "language": self.wish.language}

    def facts(self) -> dict[str, Any]:
        return {"about": self.cleaned_data["about"], "language": self.cleaned_data["language"]}


STEPS: dict[int, type[StepForm]] = {1: ClassStep, 2: WorkStep, 3: PartnerStep, 4: WordsStep}
TITLES = {1: _("Your class"), 2: _("What you want to do"), 3: _("Your partner"), 4: _("In your own words")}
