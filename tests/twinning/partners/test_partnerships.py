from collections.abc import Callable
from typing import Any

import pytest

from community.models import RoomMember
from core.errors import Conflict, Invalid, Refused
from tests.twinning.partners.conftest import School
from twinning.actions.answering import accept_proposal
from twinning.actions.partnerships import bring_colleague, end_partnership
from twinning.models import Partnership, Proposal, Role, Staff, Wish
from twinning.queries.partnerships import colleagues_outside, next_milestone, people_of
from twinning.texts.milestones import milestone_title
from twinning.texts.wish_obstacles import obstacle

pytestmark = pytest.mark.django_db
Join = Callable[..., Partnership]
Make = Callable[..., Any]


def test_accepting_opens_partnership_space_room_and_plan(
    ours: School, theirs: School, send: Callable[..., Proposal], make_user: Make, make_staff: Make
) -> None:
    deputy, teacher = make_user("Deputy"), make_user("Teacher")
    make_staff(deputy, theirs.school, Role.DEPUTY)
    make_staff(teacher, theirs.school, Role.TEACHER)
    partnership = accept_proposal(proposal=send(ours, theirs), by=theirs.leader)
    assert partnership.state == "open"
    assert [p.institution for p in partnership.parties.all()] == [ours.school, theirs.school]
    assert partnership.space.title == "Живая вода"
    members = set(RoomMember.objects.filter(room=partnership.space.room).values_list("user", flat=True))
    assert members == {ours.leader.pk, theirs.leader.pk, deputy.pk}
    assert [milestone_title(item) for item in partnership.plan.all()] == ["Get to know each other", "Вода в бутылке"]
    assert [item.language for item in partnership.plan.all()] == ["", "ky"]
    assert {place.user for place in people_of(partnership)} == {ours.leader, theirs.leader, deputy}


def test_a_full_wish_closes_and_other_proposals_say_so(
    ours: School, theirs: School, found_school: Callable[..., School], send: Callable[..., Proposal]
) -> None:
    third = found_school("Third", partners=2)
    first, second = send(ours, theirs), send(third, theirs)
    accept_proposal(proposal=first, by=theirs.leader)
    for one in (ours, theirs, third):
        one.wish.refresh_from_db()
    assert (ours.wish.state, theirs.wish.state, third.wish.state) == ("closed", "closed", "open")
    assert str(obstacle(theirs.wish, third.wish)) == "All places of your wish are taken."
    with pytest.raises(Conflict, match="All places of your wish are taken"):
        accept_proposal(proposal=second, by=theirs.leader)
    second.refresh_from_db()
    assert (second.state, Partnership.objects.count()) == ("sent", 1)


def test_accept_refuses_strangers_teachers_and_the_sender(
    ours: School, theirs: School, send: Callable[..., Proposal], make_user: Make, make_staff: Make
) -> None:
    proposal, teacher = send(ours, theirs), make_user("Teacher")
    make_staff(teacher, theirs.school, Role.TEACHER)
    for person in (make_user("Stranger"), teacher, ours.leader):
        with pytest.raises(Refused):
            accept_proposal(proposal=proposal, by=person)
    proposal.refresh_from_db()
    assert (proposal.state, Partnership.objects.count()) == ("sent", 0)


def test_a_colleague_comes_into_the_room_and_sees_it(
    ours: School, theirs: School, join: Join, make_user: Make, make_staff: Make
) -> None:
    partnership = join(ours, theirs)
    place = make_staff(make_user("Teacher"), ours.school, Role.TEACHER)
    assert colleagues_outside(ours.leader, partnership) == [place]
    bring_colleague(partnership=partnership, by=ours.leader, place=place)
    assert colleagues_outside(ours.leader, partnership) == []
    assert RoomMember.objects.filter(user=place.user, left_at=None).count() == 1


def test_verified_staff_go_into_the_room_of_their_own_school(
    ours: School, theirs: School, join: Join, make_user: Make, make_staff: Make
) -> None:
    partnership = join(ours, theirs)
    place = make_staff(make_user("Teacher"), ours.school, Role.TEACHER)
    bring_colleague(partnership=partnership, by=place.user, place=place)
    assert RoomMember.objects.filter(user=place.user, left_at=None).count() == 1


def test_nobody_brings_the_others_people_or_the_unverified(
    ours: School, theirs: School, join: Join, make_user: Make, make_staff: Make
) -> None:
    partnership = join(ours, theirs)
    theirs_teacher = make_staff(make_user("Teacher"), theirs.school, Role.TEACHER)
    waiting = make_staff(make_user("New"), ours.school, Role.TEACHER, state=Staff.State.ASKED)
    with pytest.raises(Refused):
        bring_colleague(partnership=partnership, by=ours.leader, place=theirs_teacher)
    with pytest.raises(Conflict):
        bring_colleague(partnership=partnership, by=ours.leader, place=waiting)
    assert RoomMember.objects.count() == 2


def test_the_end_closes_the_room_and_keeps_everything_readable(ours: School, theirs: School, join: Join) -> None:
    partnership = join(ours, theirs)
    end_partnership(partnership=partnership, by=theirs.leader, reason="finished", words="Рахмат!")
    assert (partnership.state, partnership.end_reason, partnership.end_words) == ("ended", "finished", "Рахмат!")
    assert partnership.ended_at is not None
    partnership.space.room.refresh_from_db()
    assert partnership.space.room.closed_at is not None
    assert RoomMember.objects.filter(left_at=None).count() == 2


def test_a_leader_who_is_not_in_the_room_can_end_it(
    ours: School, theirs: School, join: Join, make_user: Make, make_staff: Make
) -> None:
    partnership, deputy = join(ours, theirs), make_user("New deputy")
    make_staff(deputy, ours.school, Role.DEPUTY)
    end_partnership(partnership=partnership, by=deputy, reason="people")
    assert partnership.state == "ended"


def test_the_end_needs_a_leader_and_a_reason(
    ours: School, theirs: School, join: Join, make_user: Make, make_staff: Make
) -> None:
    partnership, teacher = join(ours, theirs), make_user("Teacher")
    make_staff(teacher, ours.school, Role.TEACHER)
    for person in (teacher, make_user("Stranger")):
        with pytest.raises(Refused):
            end_partnership(partnership=partnership, by=person, reason="finished")
    with pytest.raises(Invalid):
        end_partnership(partnership=partnership, by=ours.leader, reason="")
    partnership.refresh_from_db()
    assert (partnership.state, partnership.space.room.closed_at) == ("open", None)


def test_an_ended_partnership_frees_its_place(ours: School, theirs: School, join: Join) -> None:
    partnership = join(ours, theirs)
    end_partnership(partnership=partnership, by=ours.leader, reason="time")
    Wish.objects.update(state=Wish.State.OPEN)
    for one in (ours, theirs):
        one.wish.refresh_from_db()
    assert obstacle(ours.wish, theirs.wish) is None


def test_the_next_milestone_is_the_first_that_is_not_done(ours: School, theirs: School, join: Join) -> None:
    plan = list(join(ours, theirs).plan.all())
    assert next_milestone(plan) == plan[0]
    plan[0].state = "done"
    assert next_milestone(plan) == plan[1]
    plan[1].state = "done"
    assert next_milestone(plan) is None
