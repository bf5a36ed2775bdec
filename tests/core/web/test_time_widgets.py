"""A day and a time on our clock, and what both clocks say then."""

from datetime import UTC, datetime

import pytest
from django import forms
from django.utils import timezone

from core.web.time_widgets import BothTimes


class Meeting(forms.Form):
    starts = forms.SplitDateTimeField(
        widget=BothTimes(our_place="Baetov", theirs="Europe/Tallinn", their_place="Tartu")
    )


@pytest.fixture(autouse=True)
def _of_baetov() -> object:
    with timezone.override("Asia/Bishkek"):
        yield


def said(day: str, time: str) -> Meeting:
    return Meeting({"starts_0": day, "starts_1": time})


def test_what_is_typed_is_ours_and_both_clocks_are_shown() -> None:
    form = said("2026-11-26", "14:15")
    assert form.is_valid()
    assert form.cleaned_data["starts"] == datetime(2026, 11, 26, 8, 15, tzinfo=UTC)
    page = str(form["starts"])
    assert 'data-ours="Asia/Bishkek" data-theirs="Europe/Tallinn"' in page
    assert page.index("14:15") < page.index("10:15") < page.index("Tartu")


def test_over_midnight_the_day_is_theirs() -> None:
    page = str(said("2026-11-26", "02:00")["starts"])
    assert page.index("26 Nov") < page.index("22:00") < page.index("25 Nov")


@pytest.mark.parametrize(("day", "time"), [("", ""), ("2026-11-26", ""), ("2026-02-31", "14:15"), ("x", "25:99")])
def test_without_a_time_there_are_no_clocks(day: str, time: str) -> None:
    page = str(said(day, time)["starts"])
    assert "<div hidden data-clocks>" in " ".join(page.split())
    assert "Baetov" in page
    assert not said(day, time).is_valid()
