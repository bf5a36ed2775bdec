"""Nobody lifts another above themselves: who verifies whom."""

from collections.abc import Callable

import pytest

from accounts.models import OfficeKind, User
from community.models import Notice
from core.errors import Refused
from core.permissions import allowed
from twinning.actions.invitations import invite_colleague
from twinning.actions.joining_by_invitation import accept_invitation
from twinning.actions.people import ask_to_join
from twinning.actions.person_verification import refuse_person, verify_person
from twinning.models import Institution, Role, Staff
from twinning.queries.verification import colleagues_to_verify, people_to_verify

Make = Callable[..., User]
School = Callable[..., Institution]
Place = Callable[..., Staff]
ASKED = Staff.State.ASKED
LEADER, DEPUTY, TEACHER = Role.LEADER, Role.DEPUTY, Role.TEACHER


@pytest.mark.parametrize(
    ("has", "wanted", "expected"),
    [
        # (who is verified there), what is asked for: leader, deputy, teacher, coordinator, coordinator elsewhere
        ((LEADER, DEPUTY, TEACHER), LEADER, "x--x-"),
        ((LEADER, DEPUTY, TEACHER), DEPUTY, "xx---"),
        ((LEADER, DEPUTY, TEACHER), TEACHER, "xx---"),
        ((DEPUTY, TEACHER), LEADER, "---x-"),
        ((DEPUTY, TEACHER), DEPUTY, "-x---"),
        ((TEACHER,), TEACHER, "---x-"),
        ((), LEADER, "---x-"),
    ],
)
def test_the_rule(
    make_user: Make,
    make_institution: School,
    make_staff: Place,
    make_officer: Make,
    has: tuple[Role, ...],
    wanted: Role,
    expected: str,
) -> None:
    school, people = make_institution(), {str(role): make_user() for role in (LEADER, DEPUTY, TEACHER)}
    for role in has:
        make_staff(people[role], school, role)
    place = make_staff(make_user(), school, wanted, ASKED)
    here, there = (make_officer(OfficeKind.COORDINATOR, country) for country in ("KG", "EE"))
    by = [*people.values(), here, there]
    found = "".join("x" if allowed(user, "twinning.verify_person", place) else "-" for user in by)
    assert found == expected
    # What one may decide is what one is shown.
    shown = [place in colleagues_to_verify(user, [school]) for user in people.values()]
    shown += [place in people_to_verify(user) for user in (here, there)]
    assert "".join("x" if one else "-" for one in shown) == expected


def test_a_deputy_neither_verifies_nor_refuses_who_asks_as_leader(
    make_user: Make, make_institution: School, make_staff: Place, make_officer: Make
) -> None:
    school, deputy, user = make_institution(), make_user(), make_user()
    make_staff(deputy, school, DEPUTY)
    coordinator = make_officer(OfficeKind.COORDINATOR, "KG")
    place = ask_to_join(institution=school, role=LEADER, by=user)
    assert [notice.user for notice in Notice.objects.all()] == [coordinator]
    with pytest.raises(Refused):
        verify_person(place=place, ground="A friend", by=deputy)
    with pytest.raises(Refused):
        refuse_person(place=place, reason="person", words="", by=deputy)
    place.refresh_from_db()
    assert place.state == ASKED
    verify_person(place=place, ground="Called", by=coordinator)
    place.refresh_from_db()
    assert (place.role, place.state) == (LEADER, Staff.State.VERIFIED)


def test_a_passed_on_link_stays_good_for_whom_it_was_meant(
    make_user: Make, make_institution: School, make_staff: Place
) -> None:
    school, leader = make_institution(), make_user()
    make_staff(leader, school)
    meant, other = make_user(email="meant@example.org"), make_user()
    mail = {"email": "meant@example.org", "role": DEPUTY, "language": "en"}
    invitation = invite_colleague(institution=school, by=leader, **mail)
    place = accept_invitation(invitation=invitation, by=other)
    invitation.refresh_from_db()
    assert place is not None
    assert (place.state, invitation.used_at) == (ASKED, None)
    own = accept_invitation(invitation=invitation, by=meant)
    invitation.refresh_from_db()
    assert own is not None
    assert (own.state, own.role, invitation.used_by) == (Staff.State.VERIFIED, DEPUTY, meant)
