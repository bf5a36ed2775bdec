"""Who comes to a school says what they are there; nothing is chosen for them."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from twinning.forms.institutions import AddForm, JoinForm
from twinning.forms.invitations import AcceptForm, ColleagueForm
from twinning.models import Institution, Staff

Make = Callable[..., User]
ADD = {"name": "Суусамыр мектеби", "language": "ky", "country": "KG", "place": "Суусамыр"}


@pytest.mark.parametrize("form", [AddForm, JoinForm, ColleagueForm, AcceptForm])
def test_no_role_is_chosen_beforehand(db: None, form: type[JoinForm]) -> None:
    drawn = form()["role"].as_widget()
    assert drawn.count('type="radio"') >= 2
    assert re.findall(r"\bchecked\b", drawn) == []


def test_who_adds_a_school_without_a_role_is_asked_and_keeps_what_was_typed(
    make_user: Make, make_institution: Callable[..., Institution], signed_in: Callable[..., Client]
) -> None:
    kind = make_institution().kind_id
    page = signed_in(make_user()).post("/en/join/new/", {**ADD, "kind": str(kind), "subject": "Algebra"})
    text = page.content.decode()
    assert (page.status_code, Staff.objects.count()) == (400, 0)
    assert "Choose what you are there: leader, deputy or teacher." in text
    assert ('value="Суусамыр мектеби"' in text, 'value="Algebra"' in text) == (True, True)


def test_who_joins_says_as_what(
    make_user: Make, make_institution: Callable[..., Institution], signed_in: Callable[..., Client]
) -> None:
    school, browser = make_institution(), signed_in(make_user())
    assert browser.post(f"/ky/institutions/{school.code}/join/", {"subject": "x"}).status_code == 400
    assert browser.post(f"/ky/institutions/{school.code}/join/", {"role": "king"}).status_code == 400
    assert Staff.objects.count() == 0
    assert browser.post(f"/ky/institutions/{school.code}/join/", {"role": "deputy"}).status_code == 302
    assert Staff.objects.get().role == "deputy"
