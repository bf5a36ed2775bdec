import re
from collections.abc import Iterator

import pytest
from django import forms
from django.utils import translation

from core.web.widgets import WEIGHTS, Checks, Choice, FilePick, HoursField, People, Weight, named


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


DAYS = [("1", ("Mon", "Monday")), ("2", ("Tue", "Tuesday"))]


class Wish(forms.Form):
    pupils = forms.IntegerField(label="Pupils", help_text="In one class", max_value=150)
    live = forms.ChoiceField(label="Live", choices=[("must", "must"), ("any", "no matter")], widget=Choice)
    weight = forms.ChoiceField(label="Weight", choices=WEIGHTS, widget=Weight, required=False)
    kinds = forms.MultipleChoiceField(label="Kinds", choices=[("a", "A")], widget=Checks, required=False)
    hours = HoursField(label="Hours", days=DAYS, rows=[("0", "8:00"), ("1", "9:00")], required=False)
    consent = forms.BooleanField(label="Agreed", required=False)
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


def drawn(form: forms.Form, name: str) -> str:
    return re.sub(r"\s+", " ", form[name].as_field_group())


def test_a_field_is_label_hint_error_control() -> None:
    html = drawn(Wish({"pupils": "260"}), "pupils")
    places = [html.index(part) for part in ("<label", "In one class", "less than or equal to 150", "<input")]
    assert places == sorted(places)
    assert 'aria-invalid="true" aria-describedby="id_pupils_helptext id_pupils_error"' in html
    assert 'value="260"' in html


def test_a_sound_field_says_nothing_of_errors() -> None:
    html = drawn(Wish({"pupils": "26", "live": "any"}), "pupils")
    assert ("aria-invalid" in html, "_error" in html, "field-bad" in html) == (False, False, False)


def test_a_group_is_a_fieldset_that_names_its_error() -> None:
    html = drawn(Wish({"pupils": "26"}), "live")
    assert '<fieldset aria-describedby="id_live_error" class="field field-bad">' in html
    assert html.count('type="radio"') == 2


def test_a_weight_is_said_in_words_and_shows_no_number() -> None:
    html = drawn(Wish({"weight": "4"}), "weight")
    assert re.search(r'value="4"[^>]* checked', html)
    texts = [text.strip() for text in re.findall(r">([^<>]+)<", html) if text.strip()]
    assert texts == ["Weight", "does not count", "counts a little", "counts", "counts much", "counts most"]


def test_the_table_of_hours_is_cleaned_to_cells() -> None:
    form = Wish({"pupils": "26", "live": "any", "hours": ["2-0", "1-1"]})
    assert form.is_valid()
    assert form.cleaned_data["hours"] == ["2-0", "1-1"]
    assert re.findall(r'value="(\d-\d)" id="id_hours_\d" checked', drawn(form, "hours")) == ["2-0", "1-1"]


def test_a_cell_that_does_not_exist_is_refused() -> None:
    assert "hours" in Wish({"pupils": "26", "live": "any", "hours": ["7-7"]}).errors


def test_a_lone_box_stands_before_its_label() -> None:
    html = drawn(Wish(), "consent")
    assert html.index("<input") < html.index("Agreed")


def test_the_summary_counts_and_leads_to_each_place() -> None:
    html = str(Wish({"pupils": "260"}))
    assert "2 places need your correction" in html
    assert re.findall(r'href="#(\w+)"', html) == ["id_pupils", "id_live_0"]


def test_a_form_without_errors_has_no_summary() -> None:
    assert "note-sum" not in str(Wish())


def test_what_was_typed_is_escaped() -> None:
    assert "<script>" not in str(Wish({"pupils": "<script>", "kinds": ["<script>"]}))


def test_optional_fields_say_so_where_the_form_wants_it() -> None:
    form = Wish()
    assert "may stay empty" not in drawn(form, "kinds")
    form.mark_optional = True  # type: ignore[attr-defined]  # read by components/field.html
    assert ["may stay empty" in drawn(form, name) for name in ("kinds", "pupils")] == [True, False]


class Chosen(forms.Form):
    people = forms.MultipleChoiceField(
        label="People", choices=[("a", named("Aigul <S>", "Teacher")), ("b", named("Nurlan T", ""))], widget=People
    )
    file = forms.FileField(label="File", widget=FilePick(attrs={"accept": ".csv"}))


def test_people_are_chosen_by_face_name_and_place() -> None:
    page = drawn(Chosen({"people": ["b"]}), "people")
    assert page.index("<b>Aigul &lt;S&gt;</b>") < page.index("Teacher") < page.index("Nurlan T")
    assert re.findall(r'value="(\w)"[^>]*checked', page) == ["b"]
    assert "people" in Chosen({"people": ["c"]}).errors


def test_a_file_is_chosen_in_the_browsers_field_until_a_script_takes_over() -> None:
    page = drawn(Chosen(), "file")
    assert '<label for="id_file">' in page
    assert 'type="file" name="file" accept=".csv" required' in page
    assert re.findall(r"<span[^>]*hidden", page) != []
    with translation.override("ky"):
        assert 'data-none="' in drawn(Chosen(), "file")
