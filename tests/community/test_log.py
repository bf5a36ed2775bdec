"""The log that people read of themselves."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from accounts.actions.offices import give_office
from accounts.models import OfficeKind, User
from core.audit import record
from core.audit_reading import done_by, ground_of, names_of, sentence_of
from core.models import Deed
from twinning.models import Institution

SignIn = Callable[[User], Client]


def test_who_did_what_to_whom_on_what_ground(
    make_user: Callable[..., User], make_officer: Callable[..., User], signed_in: SignIn
) -> None:
    aida, chief = make_user("Aida"), make_officer(OfficeKind.ADMINISTRATOR)
    give_office(user=aida, office="moderator", by=chief, ground="Asked by the ministry")
    page = signed_in(aida).get("/en/deeds/").text
    for said in ("An office of the site was given", chief.name, "Asked by the ministry"):
        assert said in page
    written = re.findall(r'<time[^>]* datetime="([^"]*)"', page)
    assert [len(one.partition(".")[2].partition("+")[0]) for one in written] == [3]
    assert "An office" not in signed_in(chief).get("/en/deeds/").text


def test_moderators_stand_there_by_their_office(make_user: Callable[..., User]) -> None:
    aida, judge = make_user("Aida"), make_user("Judge")
    deed = record("community.removed", aida, by=judge, concerns=[aida])
    assert (done_by(deed, reader=aida), done_by(deed, reader=judge)) == ("a moderator", "you")


def test_the_site_itself_and_erased_people_have_no_name(make_user: Callable[..., User]) -> None:
    aida = make_user("Aida")
    by_nobody = [
        record(deed, aida, by=None, concerns=[aida]) for deed in ("twinning.agreement_in_force", "twinning.invite")
    ]
    assert [done_by(deed, reader=aida) for deed in by_nobody] == [
        "the site itself",
        "somebody whose account is deleted",
    ]


def test_an_unknown_deed_is_told_without_its_key(make_user: Callable[..., User]) -> None:
    deed = record("test.unknown", make_user(), by=None)
    assert sentence_of(deed) == "Something that concerns you was done."


def test_grounds_and_things_in_words(
    make_user: Callable[..., User], make_institution: Callable[..., Institution]
) -> None:
    school, aida = make_institution("Ala-Too"), make_user()
    invited = record("twinning.verify_person", school, by=aida, ground="invitation")
    refused = record("twinning.refuse_person", school, by=aida, ground="Send a letter", data={"reason": "incomplete"})
    assert ground_of(invited) == "by invitation"
    assert ground_of(refused).endswith("\nSend a letter")
    assert not ground_of(refused).startswith("incomplete")
    assert names_of([invited, refused]) == {("twinning.institution", school.code): "Ala-Too"}


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_the_page_is_linked_from_the_settings(make_user: Callable[..., User], signed_in: SignIn, language: str) -> None:
    client = signed_in(make_user(language=language))
    assert f"/{language}/deeds/" in client.get(f"/{language}/accounts/settings/").text
    assert client.get(f"/{language}/deeds/?page=nonsense").status_code == 200
    assert Deed.objects.count() == 0
