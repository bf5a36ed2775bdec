"""A letter begins with what both wishes say, on days on which both schools teach; a plan outside of it is refused."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core.errors import Invalid
from core.models import Term
from tests.twinning.partners.conftest import School, letter
from tests.twinning.partners.test_pages import typed
from twinning.actions.answering import decline_proposal
from twinning.actions.sending import send_proposal
from twinning.models import Institution, InstitutionHoliday, Proposal, WishPoint
from twinning.queries.proposal_prefill import beginning_of
from twinning.queries.wishes import named, shared

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
TODAY = date(2026, 12, 1)


def rest(school: Institution, first: date, last: date) -> None:
    InstitutionHoliday.objects.create(institution=school, starts=first, ends=last, title="Holidays")


def wants(wish: Any, *works: tuple[str, str]) -> None:
    wish.points.filter(criterion="work").delete()
    for code, need in works:
        term = Term.objects.get(scheme="work", code=code)
        WishPoint.objects.create(wish=wish, criterion="work", side="seek", term=term, need=need)


def test_the_first_day_comes_after_the_holidays_of_both(ours: School, theirs: School) -> None:
    assert beginning_of(ours.wish, theirs.wish, today=TODAY)["starts"] == "2027-01-11"
    rest(ours.school, date(2026, 12, 30), date(2027, 1, 17))
    assert beginning_of(ours.wish, theirs.wish, today=TODAY)["starts"] == "2027-01-18"
    rest(theirs.school, date(2027, 1, 18), date(2027, 1, 22))
    assert beginning_of(ours.wish, theirs.wish, today=TODAY)["starts"] == "2027-01-25"


def test_it_is_no_day_on_which_one_of_both_does_not_teach(ours: School, theirs: School) -> None:
    Institution.objects.filter(pk=theirs.school.pk).update(school_days="2345")
    theirs.wish.institution.refresh_from_db()
    assert beginning_of(ours.wish, theirs.wish, today=TODAY)["starts"] == "2027-01-12"
    for day, then in ((date(2027, 2, 24), "2027-02-25"), (date(2027, 3, 9), "2027-03-10")):  # of Estonia, of Kyrgyzstan
        assert beginning_of(ours.wish, theirs.wish, today=day)["starts"] == then


def test_days_of_the_plan_lie_on_days_of_school_and_within_the_project(ours: School, theirs: School) -> None:
    free = beginning_of(ours.wish, theirs.wish, today=TODAY)
    assert free["m_meet_due"] == "2027-01-25"
    rest(ours.school, date(2027, 1, 25), date(2027, 1, 29))
    assert beginning_of(ours.wish, theirs.wish, today=TODAY)["m_meet_due"] == "2027-02-01"
    days = [free[f"m_{name}_due"] for name in ("meet", "make", "show")]
    assert free["starts"] <= min(days) <= max(days) <= free["ends"]


def test_a_school_that_never_teaches_stops_nothing(ours: School, theirs: School) -> None:
    rest(ours.school, date(2026, 1, 1), date(2028, 1, 1))
    begun = beginning_of(ours.wish, theirs.wish, today=TODAY)
    assert (begun["starts"], begun["m_show_due"]) == ("2027-01-11", begun["ends"])


def test_the_kind_of_work_comes_from_the_wishes(ours: School, theirs: School) -> None:
    wants(ours.wish, ("letters", "prefer"), ("live", "must"), ("photos", "any"))
    wants(theirs.wish, ("letters", "any"), ("live", "prefer"))
    assert named(ours.wish, "work") == ["live", "letters", "photos"]
    assert shared(ours.wish, theirs.wish, "work") == "live"
    wants(theirs.wish, ("photos", "must"))
    assert shared(ours.wish, theirs.wish, "work") == "photos"  # no matter to us, and they must
    wants(ours.wish)
    assert shared(ours.wish, theirs.wish, "work") == "photos"


def test_the_form_has_it_all_and_says_the_class(ours: School, theirs: School, signed_in: SignIn) -> None:
    wants(ours.wish, ("letters", "any"))
    wants(theirs.wish, ("letters", "must"))
    page = signed_in(ours.leader).get(reverse("twinning:propose", args=[ours.wish.code, theirs.wish.code]))
    form = page.context["form"]
    assert (form["work"].value(), "who-class" in form["phrases"].value()) == ("letters", True)
    assert "Our class: 7 Б. The pupils’ age: 12–13." in page.text


def test_milestones_outside_the_project_are_refused_at_their_row_before_the_preview(
    ours: School, theirs: School, signed_in: SignIn
) -> None:
    address = reverse("twinning:propose", args=[ours.wish.code, theirs.wish.code])
    said = letter()
    early, late = said["starts"] - timedelta(days=1), said["ends"] + timedelta(days=1)
    sent = typed(m_meet_due=early.isoformat(), own_1_due=late.isoformat(), own_2_due=said["ends"].isoformat())
    for wanted in ("look", "send"):
        answer = signed_in(ours.leader).post(address, {**sent, "do": wanted})
        form = answer.context["form"]
        assert sorted(form.errors) == ["m_meet_due", "own_1_due", "own_2"]
        assert "lies before the start of the project" in form.errors["m_meet_due"][0]
        assert "lies after the end of the project" in form.errors["own_1_due"][0]
        assert ('id="id_m_meet_due_error"' in answer.text, "It has not been sent yet" in answer.text) == (True, False)
        assert f'value="{early.isoformat()}"' in answer.text
    assert Proposal.objects.count() == 0


def test_a_day_typed_at_a_milestone_that_is_not_ticked_does_not_go_in_silence(
    ours: School, theirs: School, signed_in: SignIn
) -> None:
    address = reverse("twinning:propose", args=[ours.wish.code, theirs.wish.code])
    browser, day = signed_in(ours.leader), letter()["ends"].isoformat()
    begun = browser.get(address).context["form"].initial["m_show_due"]
    answer = browser.post(address, {**typed(m_exchange_due=day), "do": "look"})
    assert list(answer.context["form"].errors) == ["m_exchange"]
    assert f'value="{day}"' in answer.text
    sent = {name: text for name, text in typed(m_show_due=begun).items() if name != "m_show"}
    assert browser.post(address, {**sent, "do": "look"}).status_code == 302  # a day that stood there goes with its tick


@pytest.mark.parametrize(
    ("spoilt", "field"),
    [
        ({"starts": "2020-01-01"}, "starts"),
        ({"ends": "2026-01-01"}, "ends"),
        ({"words": "", "phrases": []}, "words"),
    ],
)
def test_what_the_verb_would_refuse_never_reaches_the_preview(
    ours: School, theirs: School, signed_in: SignIn, spoilt: dict[str, Any], field: str
) -> None:
    address = reverse("twinning:propose", args=[ours.wish.code, theirs.wish.code])
    sent = typed(m_meet_due="", **spoilt)
    answer = signed_in(ours.leader).post(address, {**sent, "do": "look"})
    assert list(answer.context["form"].errors) == [field]


def test_the_verb_refuses_them_too(ours: School, theirs: School) -> None:
    said = letter()
    plan = [{"term": "meet", "title": "", "due": (said["starts"] - timedelta(days=1)).isoformat()}]
    with pytest.raises(Invalid):
        send_proposal(from_wish=ours.wish, to_wish=theirs.wish, by=ours.leader, **{**said, "plan": plan})
    assert Proposal.objects.count() == 0


def test_changes_to_an_old_letter_begin_today(
    ours: School, theirs: School, send: Callable[..., Proposal], signed_in: SignIn
) -> None:
    old = send(ours, theirs)
    past = timezone.localdate() - timedelta(days=3)
    Proposal.objects.filter(pk=old.pk).update(
        starts=past, plan=[{"term": "meet", "title": "", "due": past.isoformat()}]
    )
    form = signed_in(theirs.leader).get(reverse("twinning:counter", args=[old.code])).context["form"]
    today = timezone.localdate().isoformat()
    assert (form["starts"].value(), form["m_meet_due"].value()) == (today, today)


def test_changes_to_a_letter_that_is_over_go_into_a_new_one(
    ours: School, theirs: School, send: Callable[..., Proposal], signed_in: SignIn
) -> None:
    old, client = send(ours, theirs), signed_in(theirs.leader)
    page = reverse("twinning:counter", args=[old.code])
    draft = {
        "title": "Two rivers, one spring",
        "words": "Let us begin later.",
        "kept-page": page,
        "kept-form": f"{page}:",
    }
    assert client.post("/kept/", {**draft, "kept-mark": "a" * 32, "kept-number": "1"}).status_code == 204
    assert client.get(page).status_code == 200
    decline_proposal(proposal=old, by=theirs.leader, reason="time")
    onward = client.get(page)
    anew = reverse("twinning:propose", args=[theirs.wish.code, ours.wish.code])
    assert (onward.status_code, onward.headers["Location"]) == (302, anew)
    shown = client.get(anew)
    assert "This proposal is over." in shown.text
    assert shown.context["form"]["title"].value() == "Two rivers, one spring"
    assert shown.context["form"]["words"].value() == "Let us begin later."
    accepted = send(theirs, ours)
    assert client.get(page).headers["Location"] == reverse("twinning:proposal", args=[old.code])  # one is open now
    assert accepted.state == "sent"
