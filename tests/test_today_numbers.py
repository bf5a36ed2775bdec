"""The kept number of everybody is what Today counts for them, whatever anybody has done: no verb forgets whom it concerns.

Each deed is done in the world of everyone, in which all numbers are right before. Then those whom the verb has marked
are counted anew, and compared with all people of the world.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any, Final

import pytest
from allauth.account.models import EmailAddress
from allauth.account.signals import email_confirmed
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone, translation

from accounts.actions.erasing import delete_account
from accounts.actions.offices import end_office, give_office
from accounts.actions.settings import change_settings
from accounts.actions.sign_in_links import prove_address
from accounts.models import Office, OfficeKind, User
from community.actions.appeals import answer_appeal, appeal
from community.actions.blocks import block
from community.actions.forum.boards import edit_board
from community.actions.forum.editing import delete_post, edit_post
from community.actions.forum.hiding import refuse_post, release_post
from community.actions.forum.moderating import merge_topics
from community.actions.forum.posting import open_topic, write_post
from community.actions.messages import send_message
from community.actions.reports import answer_report, report
from community.models import Appeal, Block, Board, Post
from core.models import Deed, TodayChange, TodayNumber
from core.registry import today_for
from core.today_numbers import Count, recount_waiting, today_changed
from library.actions.claiming import claim_review, release_review
from library.actions.deciding import publish_practice, return_practice
from library.actions.submitting import recall_practice, submit_practice
from library.actions.taking_down import restore, take_down
from library.actions.writing import delete_practice, save_step
from library.judging.practice_facts import Author
from library.models import PracticeReview
from tests import practices
from tests.twinning.partners.conftest import expire, letter
from tests.world_of_everyone import World, plant
from twinning.actions.agreements import draw_up_agreement, sign_agreement
from twinning.actions.answering import accept_proposal, decline_proposal
from twinning.actions.consents import sign_rules
from twinning.actions.duties.expiry import tell_of_expiry
from twinning.actions.duties.importing_registers import work_through
from twinning.actions.duties.reading_registers import read_register
from twinning.actions.institution_verification import (
    refuse_institution,
    suspend,
    verify_institution,
    verify_with_people,
)
from twinning.actions.institutions import NewInstitution, add_institution
from twinning.actions.invitations import invite_colleague, invite_partner, withdraw_invitation
from twinning.actions.joining_by_invitation import accept_invitation
from twinning.actions.merging import merge
from twinning.actions.partnerships import bring_colleague, end_partnership
from twinning.actions.people import ask_to_join, change_role, hand_over, leave
from twinning.actions.person_verification import refuse_person, verify_person
from twinning.actions.plans import add_plan_item, drop_plan_item, edit_plan_item, finish_plan_item, reopen_plan_item
from twinning.actions.register_suspects import decide_suspect
from twinning.actions.registers import check_register, run_import, upload_register
from twinning.actions.sending import counter_proposal, mark_proposal_read, send_proposal, withdraw_proposal
from twinning.actions.wishes import close_wish, create_wish, delete_draft, open_wish
from twinning.models import Invitation, PlanItem, RegisterRow, RulesConsent, Staff
from twinning.models import Role as Place

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("today_numbers")]
Act = Callable[[], object]
Case = Callable[[World], Act]
SOON: Final = timedelta(days=3)


def person(world: World, role: str) -> User:
    """As a new request finds them."""
    return User.objects.get(pk=world.people[role].pk)


def fresh(world: World, name: str) -> Any:
    thing = world.things[name]
    return type(thing).objects.get(pk=thing.pk)


def right() -> dict[str, tuple[int, int]]:
    """(number, of it on the desk) as Today itself counts."""
    found = {}
    for user in User.objects.filter(is_active=True).order_by("pk"):
        with timezone.override(user.time_zone):
            count = Count.of(today_for(user))
        found[user.email] = (count.number, count.desk)
    return found


def kept() -> dict[str, tuple[int, int]]:
    rows = TodayNumber.objects.filter(user__is_active=True).order_by("user")
    return {email: (number, desk) for email, number, desk in rows.values_list("user__email", "number", "desk")}


def recount_all() -> None:
    today_changed(User.objects.all())
    recount_waiting()


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic(), translation.override("en"):
        planted = plant()
        recount_all()
        assert kept() == right()
        yield planted
        transaction.set_rollback(True)


def does(verb: Callable[..., object], by: str, **things: Any) -> Case:
    """`by` does it; "the leader" is that thing of the world, as it is now."""

    def prepare(w: World) -> Act:
        said = {key: fresh(w, value[4:]) if value.startswith("the ") else value for key, value in things.items()}
        return lambda: verb(by=person(w, by), **said)

    return prepare


def _friends(case: Case) -> Case:
    """Nobody of the two schools has blocked anybody of the other."""

    def prepare(w: World) -> Act:
        Block.objects.all().delete()
        return case(w)

    return prepare


def _send(w: World) -> Act:
    ours, theirs = fresh(w, "other_open_wish"), fresh(w, "school_open_wish")
    return lambda: send_proposal(from_wish=ours, to_wish=theirs, by=person(w, "stranger"), **letter(work="letters"))


def _counter(w: World) -> Act:
    said = letter(work="letters")
    return lambda: counter_proposal(proposal=fresh(w, "received"), by=person(w, "leader"), **said)


def _expired(w: World) -> Act:
    def act() -> None:
        expire(fresh(w, "received"))
        tell_of_expiry()

    return act


def _signed(*before: str, by: str) -> Case:
    def prepare(w: World) -> Act:
        for role in before:
            sign_agreement(agreement=fresh(w, "partnership_agreement"), by=person(w, role), name=role)
        return lambda: sign_agreement(agreement=fresh(w, "partnership_agreement"), by=person(w, by), name=by)

    return prepare


def _drawn_up(w: World) -> Act:
    fresh(w, "partnership_agreement").delete()
    recount_all()
    return lambda: draw_up_agreement(partnership=fresh(w, "partnership"), by=person(w, "leader"))


def _item(w: World, **more: Any) -> PlanItem:
    found: PlanItem = fresh(w, "partnership_item")
    PlanItem.objects.filter(pk=found.pk).update(**more)
    recount_all()
    found.refresh_from_db()
    return found


def _milestone(verb: Callable[..., object], state: dict[str, Any], **said: Any) -> Case:
    def prepare(w: World) -> Act:
        item = _item(w, **state)
        return lambda: verb(item=item, by=person(w, "teacher"), version=item.version, **said)

    return prepare


def _due_soon() -> Any:
    return timezone.localdate() + SOON


def _new_milestone(w: World) -> Act:
    return lambda: add_plan_item(
        partnership=fresh(w, "partnership"), by=person(w, "partner"), title="Letters", language="en", due=_due_soon()
    )


def _new_institution(w: World) -> Act:
    facts = NewInstitution(
        name="Jany mektep",
        language="ky",
        kind=w.things["school"].kind,
        country="KG",
        place="Naryn",
        time_zone="Asia/Bishkek",
    )
    return lambda: add_institution(facts=facts, role="leader", by=person(w, "member"))


def _asked_again(w: World) -> Act:
    refuse_person(place=fresh(w, "asker_place"), reason="unknown", words="", by=person(w, "leader"))
    return lambda: ask_to_join(institution=fresh(w, "school"), role="teacher", by=person(w, "asker"))


def _back_again(w: World) -> Act:
    suspend(institution=fresh(w, "other"), ground="Out", by=person(w, "administrator"))
    return lambda: verify_institution(institution=fresh(w, "other"), ground="In", by=person(w, "administrator"))


def _with_people(w: World) -> Act:
    return lambda: verify_with_people(
        institution=fresh(w, "claimed"), people=[fresh(w, "waiting_place")], ground="Met", by=person(w, "coordinator")
    )


def _invitation(w: World, role: str = "member") -> Invitation:
    email = w.people[role].email
    return invite_colleague(
        institution=fresh(w, "school"), email=email, role="teacher", language="en", by=person(w, "leader")
    )


def _invited(w: World) -> Act:
    return lambda: _invitation(w)


def _invited_abroad(w: World) -> Act:
    return lambda: invite_partner(
        institution=fresh(w, "school"), email="member@example.org", language="en", by=person(w, "leader")
    )


def _uninvited(w: World) -> Act:
    invitation = _invitation(w)
    return lambda: withdraw_invitation(invitation=invitation, by=person(w, "leader"))


def _accepted(by: str) -> Case:
    def prepare(w: World) -> Act:
        invitation = _invitation(w)
        return lambda: accept_invitation(invitation=invitation, by=person(w, by))

    return prepare


def _unsigned(w: World) -> Act:
    RulesConsent.objects.filter(institution=w.things["school"]).delete()
    recount_all()
    return lambda: sign_rules(institution=fresh(w, "school"), by=person(w, "leader"), name="Leader")


def _draft(verb: Callable[..., object]) -> Case:
    def prepare(w: World) -> Act:
        return lambda: verb(wish=fresh(w, "school_draft_wish"), by=person(w, "deputy"))

    return prepare


def _begun_wish(w: World) -> Act:
    return lambda: create_wish(institution=fresh(w, "school"), by=person(w, "deputy"), language="en")


def _last_coordinator(verb: Callable[[World], object]) -> Case:
    """Where a country has none, the administrators decide about its first people."""

    def prepare(w: World) -> Act:
        give_office(user=person(w, "member"), office="coordinator", country="DE", by=person(w, "administrator"))
        return lambda: verb(w)

    return prepare


def _end_offices(w: World) -> None:
    for office in Office.objects.filter(user=w.people["member"]):
        end_office(office=office, by=person(w, "administrator"))


def _unproved(w: World) -> EmailAddress:
    EmailAddress.objects.filter(user=w.people["member"]).update(verified=False)
    recount_all()
    return EmailAddress.objects.get(user=w.people["member"])


def _proved(w: World) -> Act:
    _invitation(w)
    _unproved(w)
    return lambda: prove_address(user=person(w, "member"), by=person(w, "member"))


def _confirmed(w: World) -> Act:
    address = _unproved(w)

    def act() -> None:
        address.verified = True
        address.save()
        email_confirmed.send(EmailAddress, request=None, email_address=address)

    return act


def _gone(role: str) -> Case:
    def prepare(w: World) -> Act:
        User.objects.create_user("boss@example.org", name="Boss")
        Office.objects.create(user=User.objects.get(email="boss@example.org"), office=OfficeKind.ADMINISTRATOR)
        recount_all()

        def act() -> None:
            key, user = w.people[role].pk, person(w, role)
            delete_account(user=user, by=user)
            user.pk = key

        return act

    return prepare


def _reported(w: World) -> Act:
    code = w.things["teacher_message"].code
    return lambda: report(object_type="message", code=code, by=person(w, "partner"), reason="insult")


def _answered(verdict: str) -> Case:
    def prepare(w: World) -> Act:
        return lambda: answer_report(
            report=fresh(w, "report"), by=person(w, "moderator"), verdict=verdict, answer="So it is."
        )

    return prepare


def _appealed(w: World) -> Act:
    deed = Deed.objects.get(pk=w.things["deputy_warning"].pk)
    return lambda: appeal(deed=deed, by=person(w, "deputy"), words="I did.")


def _appeal_answered(w: World) -> Act:
    found = Appeal.objects.get(pk=w.things["appeal"].pk)
    return lambda: answer_appeal(appeal=found, by=person(w, "judge"), outcome="overturned", answer="Right.")


def _first_post(w: World) -> Act:
    said = {"title": "Hello", "source": "Hello", "language": "en", "client_id": "first-post-of-member"}
    return lambda: open_topic(board=fresh(w, "members_board"), by=person(w, "partner"), **said)


def _held_reply(w: World) -> Act:
    said = {"source": "Hello", "language": "en", "client_id": "first-reply-of-deputy"}
    return lambda: write_post(topic=fresh(w, "public_topic"), by=person(w, "deputy"), **said)


def _sent_again(w: World) -> Act:
    refuse_post(post=fresh(w, "held_post"), by=person(w, "moderator"), reason="Greet first.")
    post = fresh(w, "held_post")
    return lambda: edit_post(
        post=post, by=person(w, "stranger"), version=post.version, source="Hello all", language="en"
    )


def _board_of_few(w: World) -> Act:
    board = Board.objects.get(pk=w.things["public_board"].pk)
    names = dict.fromkeys(("ky", "ru", "en"), "Board")
    return lambda: edit_board(board=board, by=person(w, "moderator"), names=names, abouts={}, audience="group", order=1)


def _merged_topics(w: World) -> Act:
    return lambda: merge_topics(
        topic=fresh(w, "public_topic"), into=fresh(w, "members_topic"), by=person(w, "moderator")
    )


def _review(w: World, name: str = "review") -> PracticeReview:
    return PracticeReview.objects.get(pk=w.things[name].pk)


def _claimed(w: World) -> PracticeReview:
    claim_review(review=_review(w), by=person(w, "moderator"))
    return _review(w)


def _reviewed(verb: Callable[..., object], **said: Any) -> Case:
    def prepare(w: World) -> Act:
        review = _claimed(w)
        return lambda: verb(review=review, by=person(w, "moderator"), **said)

    return prepare


def _returned(w: World) -> Any:
    said = {"reason": "quality", "words": "Say more.", "language": "en"}
    return_practice(review=_claimed(w), by=person(w, "moderator"), **said)
    return practices.again(w.things["submitted_practice"])


def _submitted(w: World) -> Act:
    practice = practices.again(w.things["draft_practice"])
    return lambda: submit_practice(practice=practice, by=person(w, "leader"), version=practice.version)


def _submitted_again(w: World) -> Act:
    practice = _returned(w)
    return lambda: submit_practice(practice=practice, by=person(w, "leader"), version=practice.version)


def _recalled(w: World) -> Act:
    practice = practices.again(w.things["submitted_practice"])
    return lambda: recall_practice(practice=practice, by=person(w, "leader"))


def _returned_deleted(w: World) -> Act:
    practice = _returned(w)
    return lambda: delete_practice(practice=practice, by=person(w, "teacher"))


def _co_author(w: World) -> Act:
    practice = _returned(w)
    authors = [Author("Teacher", user=w.people["teacher"]), Author("Deputy", user=w.people["deputy"])]
    return lambda: save_step(
        practice=practice, by=person(w, "teacher"), version=practice.version, step=4, facts={"authors": authors}
    )


def _taken_down(w: World) -> Act:
    practice = practices.again(w.things["published_practice"])
    return lambda: take_down(
        practice=practice, by=person(w, "moderator"), reason="child", words="A child can be recognised."
    )


def _restored(w: World) -> Act:
    _taken_down(w)()
    practice = practices.again(w.things["published_practice"])
    return lambda: restore(practice=practice, by=person(w, "moderator"), words="It may stay.")


def _suspect(decision: str) -> Case:
    def prepare(w: World) -> Act:
        row = RegisterRow.objects.get(pk=w.things["suspect"].pk)
        return lambda: decide_suspect(row=row, by=person(w, "coordinator"), decision=decision)

    return prepare


def _imported(w: World) -> Act:
    """Two schools that may be one."""
    text = "school_name,longitude,latitude,education_level,country_iso3_code,id\n" + "".join(
        f"Naryn mektebi No {number},75.9911,41.4287{number},Primary,KGZ,{number}\n" for number in (1, 2)
    )

    def act() -> None:
        by = person(w, "coordinator")
        file = SimpleUploadedFile("schools.csv", text.encode())
        register = upload_register(by=by, country="KG", source="giga", credit="Giga", file=file)
        read_register(register=register)
        check_register(register=register, by=by)
        work_through(register=register)
        run_import(register=register, by=by)
        work_through(register=register)

    return act


CASES: Final[dict[str, Case]] = {
    "a proposal is sent": _send,
    "it is read": does(mark_proposal_read, "leader", proposal="the received"),
    "it is accepted": _friends(does(accept_proposal, "leader", proposal="the received")),
    "it is declined": does(decline_proposal, "deputy", proposal="the received", reason="time"),
    "it is answered with changes": _friends(_counter),
    "it is withdrawn": does(withdraw_proposal, "partner", proposal="the received"),
    "it has expired": _expired,
    "an agreement is drawn up": _drawn_up,
    "it is signed": _signed(by="leader"),
    "it is signed by the other side": _signed("leader", by="partner"),
    "a milestone is added": _new_milestone,
    "it is due soon": _milestone(edit_plan_item, {}, title="Letters", language="en", due=_due_soon()),
    "it is done": _milestone(finish_plan_item, {"due": _due_soon()}, evidence="Six letters"),
    "it is not done": _milestone(reopen_plan_item, {"due": _due_soon(), "state": "done"}),
    "it is dropped": _milestone(drop_plan_item, {"due": _due_soon()}),
    "a colleague is brought in": does(
        bring_colleague, "leader", partnership="the partnership", place="the own_coordinator_place"
    ),
    "a partnership ends": does(end_partnership, "leader", partnership="the partnership", reason="finished"),
    "somebody asks to join": does(ask_to_join, "member", institution="the school", role="teacher"),
    "somebody asks to lead": does(ask_to_join, "member", institution="the school", role="leader"),
    "somebody asks where nobody is": does(ask_to_join, "member", institution="the listed", role="leader"),
    "somebody asks again": _asked_again,
    "an institution is added": _new_institution,
    "a colleague is verified": does(verify_person, "leader", place="the asker_place", ground="Met"),
    "a colleague is refused": does(refuse_person, "leader", place="the asker_place", reason="unknown", words=""),
    "a first person is verified": does(verify_person, "coordinator", place="the waiting_place", ground="Met"),
    "a first person abroad is verified": does(verify_person, "administrator", place="the abroad_place", ground="Met"),
    "an institution is verified": does(verify_institution, "coordinator", institution="the claimed", ground="Met"),
    "with its people": _with_people,
    "it is refused": does(refuse_institution, "coordinator", institution="the claimed", reason="unknown", words=""),
    "it is suspended": does(suspend, "coordinator", institution="the school", ground="Out"),
    "it comes back": _back_again,
    "two are one": does(merge, "coordinator", keep="the school", gone="the claimed", ground="One"),
    "who asked goes": does(leave, "asker", place="the asker_place"),
    "who was the first goes": does(leave, "waiting", place="the waiting_place"),
    "a teacher goes": does(leave, "teacher", place="the teacher_place"),
    "the leader goes": does(leave, "partner", place="the partner_place"),
    "a deputy becomes a teacher": does(change_role, "leader", place="the deputy_place", role="teacher"),
    "a teacher becomes a deputy": does(change_role, "leader", place="the teacher_place", role="deputy"),
    "another leads": does(hand_over, "leader", institution="the school", to="the teacher_place"),
    "a person is invited": _invited,
    "a partner is invited": _invited_abroad,
    "an invitation is taken back": _uninvited,
    "it is accepted by the person": _accepted("member"),
    "it is accepted by another": _accepted("stranger"),
    "rules are signed": _unsigned,
    "a wish is begun": _begun_wish,
    "a wish is opened": _draft(open_wish),
    "a draft is deleted": _draft(delete_draft),
    "a wish is closed": does(close_wish, "leader", wish="the school_draft_wish"),
    "an office is given": lambda w: (
        lambda: give_office(user=person(w, "member"), office="moderator", by=person(w, "administrator"))
    ),
    "an administrator more": lambda w: (
        lambda: give_office(user=person(w, "member"), office="administrator", by=person(w, "administrator"))
    ),
    "a country gets a coordinator": lambda w: (
        lambda: give_office(user=person(w, "member"), office="coordinator", country="DE", by=person(w, "administrator"))
    ),
    "a country loses its coordinator": _last_coordinator(_end_offices),
    "its coordinator deletes the account": _last_coordinator(lambda w: _gone("member")(w)()),
    "a name is taken away": does(change_settings, "leader", user="the leader", name=""),
    "an address is proved": _proved,
    "an address is confirmed": _confirmed,
    **{f"{role} deletes the account": _gone(role) for role in ("leader", "teacher", "asker", "waiting", "stranger")},
    **{f"{role} deletes the account": _gone(role) for role in ("moderator", "coordinator", "administrator", "partner")},
    "something is reported": _reported,
    **{f"a report is answered: {verdict}": _answered(verdict) for verdict in ("kept", "warned", "removed")},
    "an appeal is made": _appealed,
    "an appeal is answered": _appeal_answered,
    "a first topic waits": _first_post,
    "a first post waits": _held_reply,
    "a first post is released": does(release_post, "moderator", post="the held_post"),
    "a first post is refused": does(refuse_post, "moderator", post="the held_post", reason="Greet first."),
    "a refused post is sent again": _sent_again,
    "a first post is taken back": does(delete_post, "stranger", post="the held_post"),
    "a board is for a group now": _board_of_few,
    "two topics are one": _merged_topics,
    "a practice is submitted": _submitted,
    "a practice is submitted again": _submitted_again,
    "a practice is recalled": _recalled,
    "a practice is claimed": lambda w: lambda: claim_review(review=_review(w), by=person(w, "moderator")),
    "it is let go": _reviewed(release_review),
    "it is sent back": _reviewed(return_practice, reason="quality", words="Say more.", language="en"),
    "it is published": _reviewed(publish_practice),
    "what was sent back is deleted": _returned_deleted,
    "what was sent back has an author more": _co_author,
    "a practice is taken down": _taken_down,
    "a practice is shown again": _restored,
    "a suspect is another": _suspect("keep"),
    "a suspect is the same": _suspect("same"),
    "a register is imported": _imported,
    "somebody is blocked": lambda w: lambda: block(by=person(w, "leader"), whom=person(w, "partner")),
    "a message is sent": does(
        send_message, "leader", room="the partnership_room", text="Salam", language="en", client_id="message-of-leader"
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_after_each_deed_everybody_has_the_right_number(world: World, case: str, settings: Any, tmp_path: Any) -> None:
    settings.DATA_ROOT = tmp_path
    with transaction.atomic():
        act = CASES[case](world)
        recount_waiting()
        act()
        recount_waiting()
        assert kept() == right()
        assert not TodayChange.objects.exists()
        transaction.set_rollback(True)


def test_the_deeds_change_numbers_at_all(world: World) -> None:
    """So that the test above says something: Today of this world is not empty, and most people have a matter."""
    numbers = kept()
    assert sum(number > 0 for number, _desk in numbers.values()) > len(numbers) / 2
    assert numbers["moderator@example.org"][1] > 0
    assert Post.objects.filter(state=Post.State.HELD).exists()
    assert Staff.objects.filter(role=Place.LEADER, state=Staff.State.ASKED).exists()
