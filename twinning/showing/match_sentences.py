"""What the matching engine says, as sentences in the reader's language. A test proves that each key has a sentence."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from core.language.formats import country_name, format_date, format_duration, format_range, language_name
from core.terms import label
from twinning.matching import Reason, Relaxation

Sentences = Mapping[str, str | Promise]


REASONS: Final[Sentences] = {
    "hours.common": ngettext_lazy(
        "Common lessons: %(per_day)s a day, on %(days)s day a week",
        "Common lessons: %(per_day)s a day, on %(days)s days a week",
        "days",
    ),
    "work.shared": _("Both want the same kind of work: %(term)s"),
    "work.light": _("Hardly any internet is needed: %(term)s"),
    "theme.offered": _("They have something to show on your theme: %(term)s"),
    "theme.sought": _("They look for a theme that you know well: %(term)s"),
    "theme.shared": _("Both look for the same theme: %(term)s"),
    "language.shared": _("You can work in a common language: %(language)s, level %(level)s"),
    "language.spoken": _("They work in the language that you wanted: %(language)s, level %(level)s"),
    "language.wanted": _("You work in the language that they wanted: %(language)s, level %(level)s"),
    "age.full": _("The ages fit wholly: %(ages)s years"),
    "age.partial": _("The ages fit: %(overlap)s years of %(of)s"),
    "size.theirs": _("Their class has the size that you wished: %(size)s"),
    "size.ours": _("Your class has the size that they wished: %(size)s"),
    "months.same": ngettext_lazy("Both plan %(months)s month", "Both plan %(months)s months", "months"),
    "months.near": _("The plans are about as long: months with you %(ours)s, with them %(theirs)s"),
    "starts.same": _("Both want to start at the same time: %(starts)s"),
    "starts.near": _("The starts are near: with you %(ours)s, with them %(theirs)s"),
    "mentor.offered": _("They are experienced and accompany newcomers"),
    "mentor.sought": _("They wish for an experienced partner, as you are"),
    "newcomer.theirs": _("It would be their first partnership"),
    "newcomer.ours": _("It would be your first partnership, which they welcome"),
    "country.theirs": _("You named their country: %(country)s"),
    "country.ours": _("They named your country: %(country)s"),
}
GAPS: Final[Sentences] = {
    "hours.none": _("There are no common lesson hours: you can work by letters and recordings only."),
    "hours.short": _("Common lesson time is short: %(per_day)s a day."),
    "line.theirs": _("Their internet may be too weak for this work: %(term)s."),
    "line.ours": _("Your internet may be too weak for this work: %(term)s."),
    "work.missing": _("They did not choose a kind of work that you wish: %(term)s."),
    "work.unoffered": _("They wish a kind of work that you did not choose: %(term)s."),
    "theme.missing": _("They did not name a theme that you look for: %(term)s."),
    "theme.unoffered": _("They look for a theme that you did not name: %(term)s."),
    "language.translated": _("You have no language in common: both write with translations."),
    "language.missing": _("They wish %(language)s, level %(level)s. Your class has %(have)s."),
    "language.unknown": _("They wish %(language)s, level %(level)s. Your class has not named it."),
    "language.low": _("You wish %(language)s, level %(level)s. Their class has %(have)s."),
    "language.absent": _("You wish %(language)s, level %(level)s. Their class has not named it."),
    "age.few": _("The ages meet in few years only: %(overlap)s of %(of)s."),
    "size.theirs_off": _("Their class has another size than you wished: %(size)s."),
    "size.ours_off": _("Your class has another size than they wished: %(size)s."),
    "months.far": _("The plans differ in length: months with you %(ours)s, with them %(theirs)s."),
    "starts.far": _("The starts lie apart: with you %(ours)s, with them %(theirs)s."),
    "mentor.missing": _("You wish for an experienced partner; they did not say that they are."),
    "mentor.unoffered": _("They wish for an experienced partner; you did not say that you are."),
    "newcomer.missing": _("They have had partners before."),
    "newcomer.unoffered": _("They wish for a newcomer; you have had partners before."),
    "country.other": _("Their country is not among those that you named: %(country)s."),
    "country.unnamed": _("Your country is not among those that they named: %(country)s."),
}
RELAXATIONS: Final[Sentences] = {
    "work.accept": _("if you also accept this work: %(term)s"),
    "work.prefer": _("if this work is a preference, not a condition: %(term)s"),
    "theme.prefer": _("if this theme is a preference, not a condition: %(term)s"),
    "language.level": _("if level %(level)s is enough instead of %(instead)s: %(language)s"),
    "language.prefer": _("if this language is a preference, not a condition: %(language)s"),
    "speak.prefer": _("if the common language is a preference, not a condition"),
    "translated.accept": _("if you also write with translations"),
    "age.widen": _("if you accept a wider age: %(ages)s years"),
    "age.prefer": _("if age is a preference, not a condition"),
    "size.prefer": _("if the size of the class is a preference, not a condition"),
    "months.prefer": _("if the length is a preference, not a condition"),
    "starts.prefer": _("if the start is a preference, not a condition"),
    "mentor.prefer": _("if experience is a preference, not a condition"),
    "newcomer.prefer": _("if a newcomer is a preference, not a condition"),
    "country.prefer": _("if the countries are a preference, not a condition"),
    "country.accept": _("if you no longer leave out this country: %(country)s"),
    "capacity.more": _("if you take one more partner"),
    "rules.sign": _("when your institution has signed the rules of safe work"),
    "institution.verify": _("when your institution is verified"),
}
WORKS: Final = frozenset({"work", "line", "hours"})


def reason_text(reason: Reason) -> str:
    return _say({**REASONS, **GAPS}, reason.key, reason.params)


def relaxation_text(relaxation: Relaxation) -> str:
    return _say(RELAXATIONS, relaxation.key, relaxation.params)


def _say(sentences: Sentences, key: str, params: Mapping[str, Any]) -> str:
    return str(sentences[key] % _worded(key, params)) if params else str(sentences[key])


def _worded(key: str, params: Mapping[str, Any]) -> dict[str, Any]:
    """Codes become words: each parameter in the reader's language."""
    scheme = "work" if key.partition(".")[0] in WORKS else "theme"
    said: dict[str, Any] = {name: _level(value) for name, value in params.items()}
    if "term" in params:
        said["term"] = label(scheme, params["term"])
    if "code" in params or "want" in params:
        said["language"] = language_name(params.get("code") or params["want"])
    if "country" in params:
        said["country"] = country_name(params["country"])
    if "per_day_minutes" in params:
        said["per_day"] = format_duration(params["per_day_minutes"])
    if "from" in params and "to" in params:
        said["ages"] = format_range(params["from"], params["to"])
    return said


def _level(value: Any) -> Any:
    if isinstance(value, date):
        return format_date(value, "month")
    return LEVEL_NATIVE if value == "NATIVE" else value


LEVEL_NATIVE: Final = _("native")
