"""Forms and pages of institutions say where the clock stands, not the key of a zone."""

from collections.abc import Callable

from django.utils.translation import override

from twinning.forms.institutions import AddForm, FactsForm
from twinning.models import Institution
from twinning.showing.institution_facts import in_words


def test_the_form_of_a_school_calls_its_zone_by_the_place(make_institution: Callable[..., Institution]) -> None:
    with override("ky"):
        choices = FactsForm(institution=make_institution()).fields["time_zone"].choices  # type: ignore[attr-defined]
        assert list(choices) == [("Asia/Bishkek", "Бишкек (UTC+6)")]


def test_who_adds_a_school_in_a_large_country_chooses_a_place(db: None) -> None:
    with override("en"):
        choices = list(AddForm({"country": "KZ"}).fields["time_zone"].choices)  # type: ignore[attr-defined]
    assert choices[0] == ("", "—")
    assert ("Asia/Almaty", "Almaty (UTC+5)") in choices


def test_waiting_facts_say_the_zone_in_words() -> None:
    with override("ru"):
        assert in_words("time_zone", "Asia/Bishkek") == "Бишкек (UTC+6)"
