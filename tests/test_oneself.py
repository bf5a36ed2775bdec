"""Nobody gives themselves anything: no access, no office, no role, no verification, no place, no verdict in their favour."""

from collections.abc import Callable, Iterator
from typing import Any, Final

import pytest
from django.db import transaction
from django.utils import translation

from accounts.actions.offices import give_office
from accounts.models import Office, OfficeKind, User
from community.actions.appeals import answer_appeal
from community.actions.forum.boards import add_person, make_board
from community.actions.forum.hiding import release_post, show_post
from community.actions.forum.moderating import lock_topic
from community.actions.forum.reading import react
from community.actions.reports import answer_report, look_at_report
from community.actions.rooms import join_room
from community.models import Appeal, RoomMember, Topic
from core.errors import KoepueroeError
from core.permissions import permissions
from library.actions.adopting import hide_adoption, show_adoption, try_practice
from library.actions.claiming import claim_review
from library.actions.deciding import publish_practice
from library.actions.evaluating import evaluate_practice
from library.actions.taking_down import restore, take_down
from library.actions.writing import save_step
from library.judging.practice_facts import Author
from library.models import PracticeReview
from tests import practices
from tests.table_rows import all_rows
from tests.world_of_everyone import World, plant
from twinning.actions.agreements import sign_agreement
from twinning.actions.answering import accept_proposal
from twinning.actions.institution_verification import suspend, verify_institution
from twinning.actions.invitations import invite_colleague
from twinning.actions.joining_by_invitation import accept_invitation
from twinning.actions.merging import merge
from twinning.actions.people import change_role, hand_over
from twinning.actions.person_verification import verify_person
from twinning.models import Agreement, Signature, Staff

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("oneself")]
Act = Callable[[], object]


def _person(world: World, role: str) -> User:
    """As a new request finds them."""
    return User.objects.get(pk=world.people[role].pk)


def _moderator(world: World, role: str) -> User:
    """Somebody of the world who holds that office as well."""
    Office.objects.get_or_create(user=world.people[role], office=OfficeKind.MODERATOR, until=None)
    return _person(world, role)


def _fresh(world: World, name: str) -> Any:
    thing = world.things[name]
    return type(thing).objects.get(pk=thing.pk)


def _two_hats(world: World) -> User:
    """The leader of the partner school leads ours as well."""
    partner = world.people["partner"]
    Staff.objects.create(user=partner, institution=world.things["school"], role="leader", state="verified")
    return _person(world, "partner")


def _own_place(world: World, role: str, name: str) -> Staff:
    """Where this person has asked for a place."""
    return Staff.objects.create(user=world.people[role], institution=world.things[name], role="leader")


def _signed_once(world: World) -> tuple[Agreement, User]:
    agreement, by = _fresh(world, "partnership_agreement"), _two_hats(world)
    party = agreement.partnership.parties.get(institution=world.things["friend"])
    Signature.objects.create(agreement=agreement, party=party, by=by, name="Partner")
    return agreement, by


def _empty_board(world: World) -> Any:
    names = {"ky": "Такта", "ru": "Доска", "en": "Board"}
    return make_board(by=_person(world, "moderator"), names=names, abouts={}, audience="group", order=1)


def _left_room(world: World) -> Any:
    """In which people talked, and of whose people nothing is left."""
    room = _fresh(world, "partnership_room")
    RoomMember.objects.filter(room=room).delete()
    return room


def _locked_topic(world: World) -> Topic:
    """Of the teacher, by another moderator."""
    topic: Topic = _fresh(world, "public_topic")
    lock_topic(topic=topic, by=_person(world, "moderator"), locked=True)
    return topic


def _taken_down(world: World) -> Any:
    practice = practices.again(world.things["published_practice"])
    take_down(practice=practice, by=_person(world, "moderator"), reason="child", words="A child can be recognised.")
    return practices.again(practice)


def _prepared(world: World, verb: str) -> Act:
    """What this person is about to do for themselves; all that goes before has happened."""
    made = CASES[verb](world)
    assert callable(made)
    return made


def _office(role: str, office: str, country: str = "") -> Callable[[World], Act]:
    def prepare(w: World) -> Act:
        by = _person(w, role)
        return lambda: give_office(user=by, office=office, country=country, by=by)

    return prepare


def _board(role: str, board: str) -> Callable[[World], Act]:
    def prepare(w: World) -> Act:
        by = _person(w, role)
        return lambda: add_person(board=_fresh(w, board), by=by, email=by.email)

    return prepare


def _room(role: str, room: str = "partnership_room") -> Callable[[World], Act]:
    def prepare(w: World) -> Act:
        by = _person(w, role)
        return lambda: join_room(room=_fresh(w, room), user=by, by=by)

    return prepare


def _into_empty_board(w: World) -> Act:
    board, by = _empty_board(w), _person(w, "moderator")
    return lambda: add_person(board=board, by=by, email=by.email)


def _into_left_room(w: World) -> Act:
    room, by = _left_room(w), _person(w, "stranger")
    return lambda: join_room(room=room, user=by, by=by)


def _place(role: str, name: str) -> Callable[[World], Act]:
    def prepare(w: World) -> Act:
        place, by = _own_place(w, role, name), _person(w, role)
        return lambda: verify_person(place=place, ground="I know myself", by=by)

    return prepare


def _two_hats_answer(w: World) -> Act:
    by = _two_hats(w)
    return lambda: accept_proposal(proposal=_fresh(w, "received"), by=by)


def _two_hats_sign(w: World) -> Act:
    agreement, by = _signed_once(w)
    ours = agreement.partnership.parties.get(institution=w.things["school"])
    return lambda: sign_agreement(agreement=agreement, by=by, name="Partner", party=ours)


def _own_review(verb: Callable[..., object]) -> Callable[[World], Act]:
    def prepare(w: World) -> Act:
        by = _moderator(w, "teacher")
        review = PracticeReview.objects.get(pk=w.things["review"].pk)
        return lambda: verb(review=review, by=by)

    return prepare


def _own_practice_back(w: World) -> Act:
    practice, by = _taken_down(w), _moderator(w, "teacher")
    return lambda: restore(practice=practice, by=by, words="It is fine.")


def _own_evaluation(w: World) -> Act:
    by, practice = _moderator(w, "teacher"), practices.again(w.things["river"])
    said = {"evaluator": "I", "url": "https://example.org/", "words": "Good.", "language": "en"}
    return lambda: evaluate_practice(practice=practice, by=by, **said)


def _own_trial_shown(w: World) -> Act:
    by = _moderator(w, "stranger")
    return lambda: show_adoption(adoption=_fresh(w, "hidden_trial"), by=by)


def _critic_hidden(w: World) -> Act:
    by = _moderator(w, "teacher")
    return lambda: hide_adoption(adoption=_fresh(w, "river_trial"), by=by, reason="It says that it did not work.")


def _own_trial(w: World) -> Act:
    by, practice = _person(w, "leader"), practices.again(w.things["river"])
    said = {"worked": "yes", "outcome": "Fine", "language": "en"}
    return lambda: try_practice(practice=practice, institution=w.things["school"], by=by, **said)


def _author(w: World) -> Act:
    by, practice = _person(w, "leader"), practices.again(w.things["draft_practice"])
    facts = {"authors": [Author("Teacher", user=w.people["teacher"]), Author("Leader", user=by)]}
    return lambda: save_step(practice=practice, by=by, version=practice.version, step=4, facts=facts)


def _own_appeal(w: World) -> Act:
    by = _moderator(w, "teacher")
    return lambda: answer_appeal(
        appeal=Appeal.objects.get(pk=w.things["appeal"].pk), by=by, outcome="overturned", answer="I was right."
    )


def _first_judge(w: World) -> Act:
    by = _person(w, "moderator")
    return lambda: answer_appeal(
        appeal=Appeal.objects.get(pk=w.things["appeal"].pk), by=by, outcome="upheld", answer="I was right."
    )


def _report_about_oneself(w: World) -> Act:
    by = _person(w, "moderator")
    return lambda: answer_report(report=_fresh(w, "moderator_report"), by=by, verdict="kept", answer="Nothing.")


def _report_by_oneself(w: World) -> Act:
    by = _person(w, "administrator")
    return lambda: answer_report(report=_fresh(w, "moderator_report"), by=by, verdict="warned", answer="So it is.")


def _own_post(role: str, post: str, verb: Callable[..., object]) -> Callable[[World], Act]:
    def prepare(w: World) -> Act:
        by = _moderator(w, role)
        return lambda: verb(post=_fresh(w, post), by=by)

    return prepare


def _own_lock(w: World) -> Act:
    topic, by = _locked_topic(w), _moderator(w, "teacher")
    return lambda: lock_topic(topic=topic, by=by, locked=False)


CASES: Final[dict[str, Callable[[World], Act]]] = {
    "an office: administrator": _office("administrator", "administrator"),
    "an office: moderator": _office("administrator", "moderator"),
    "an office: coordinator of a country": _office("administrator", "coordinator", "KG"),
    "an office, by a coordinator": _office("coordinator", "coordinator", "EE"),
    "a board of a group, by a moderator": _board("moderator", "group_board"),
    "a board of a group, by an administrator": _board("administrator", "group_board"),
    "a board of a group, by a stranger": _board("stranger", "group_board"),
    "a board of a group that is empty": _into_empty_board,
    "a board of a room": _board("administrator", "room_board"),
    "a room, by a moderator": _room("moderator"),
    "a room, by an administrator": _room("administrator"),
    "a room, by a coordinator": _room("coordinator"),
    "a room, by a stranger": _room("stranger"),
    "a room that everybody has left": _into_left_room,
    "verification of one's own place": _place("stranger", "listed"),
    "verification of a coordinator's own place": _place("coordinator", "listed"),
    "verification of an administrator's own place": _place("administrator", "abroad"),
    "verification of one's own institution": lambda w: (
        lambda: verify_institution(
            institution=_fresh(w, "school"), ground="I work there", by=_person(w, "own_coordinator")
        )
    ),
    "suspending one's own institution": lambda w: (
        lambda: suspend(institution=_fresh(w, "school"), ground="Out", by=_person(w, "own_coordinator"))
    ),
    "joining another to one's own institution": lambda w: (
        lambda: merge(
            keep=_fresh(w, "school"), gone=_fresh(w, "listed"), ground="One", by=_person(w, "own_coordinator")
        )
    ),
    "a role": lambda w: lambda: change_role(place=_fresh(w, "deputy_place"), role="teacher", by=_person(w, "deputy")),
    "the leadership, by a deputy": lambda w: (
        lambda: hand_over(institution=_fresh(w, "school"), to=_fresh(w, "deputy_place"), by=_person(w, "deputy"))
    ),
    "the leadership, by the leader": lambda w: (
        lambda: hand_over(institution=_fresh(w, "school"), to=_fresh(w, "leader_place"), by=_person(w, "leader"))
    ),
    "an invitation of one's own": lambda w: (
        lambda: accept_invitation(invitation=_fresh(w, "invitation"), by=_person(w, "leader"))
    ),
    "an invitation to oneself": lambda w: (
        lambda: invite_colleague(
            institution=_fresh(w, "school"),
            email="leader@example.org",
            role="deputy",
            language="en",
            by=_person(w, "leader"),
        )
    ),
    "a yes to one's own proposal": _two_hats_answer,
    "both signatures": _two_hats_sign,
    "a claim on one's own practice": _own_review(claim_review),
    "publishing one's own practice": _own_review(publish_practice),
    "one's own practice back": _own_practice_back,
    "an evaluation of one's own practice": _own_evaluation,
    "what one's school told, shown again": _own_trial_shown,
    "what others told of one's practice, hidden": _critic_hidden,
    "a trial of one's own practice": _own_trial,
    "co-authorship, by the leader": _author,
    "one's own appeal": _own_appeal,
    "an appeal against oneself": _first_judge,
    "a report about oneself": _report_about_oneself,
    "a report by oneself": _report_by_oneself,
    "one's own first post": _own_post("stranger", "held_post", release_post),
    "one's own hidden post": _own_post("partner", "hidden_post", show_post),
    "thanks to oneself": lambda w: (
        lambda: react(post=_fresh(w, "public_post"), by=_person(w, "teacher"), kind="thanks")
    ),
    "one's own locked topic": _own_lock,
}

# What each permission gives to whoever asks for it: these give something, and a case above tries it.
GIVES: Final = """
accounts.give_office community.let_in community.bring_in community.see_room community.answer_report
community.answer_appeal community.look_at_held community.moderate_post community.react community.unlock_topic
library.review library.restore library.evaluate library.hide_adoption library.adopt library.edit
twinning.verify_person twinning.verify_institution twinning.suspend_institution twinning.merge_institutions
twinning.change_role twinning.hand_over twinning.invite_colleague twinning.join_institution
twinning.answer_proposal twinning.sign_agreement
"""
# These give nothing that the person did not have: to see what one may, to write what one may, to go.
GIVE_NOTHING: Final = """
accounts.accept_rules accounts.change_security accounts.delete_account accounts.edit_settings accounts.end_office accounts.see_offices
accounts.see_person accounts.sign_in accounts.take_data
community.appeal community.block community.close_room community.delete_post community.edit_boards community.edit_post
community.follow community.keep_draft community.keep_unsent community.leave_board community.leave_room community.moderate_topic
community.open_group_board community.open_room community.open_topic community.read_notice community.read_notices community.read_topic
community.reply community.report community.see_appeal community.see_board community.see_post community.see_report
community.see_reported community.see_topic community.see_versions community.solve community.speak community.take_back
library.change_adoption library.delete library.edit_pages library.recall library.see library.see_adoption
library.see_document library.see_file library.see_newest library.see_page library.see_review library.see_timeline
library.submit library.take_down library.translate library.write
twinning.add_institution twinning.decide_match twinning.decide_register twinning.edit_class twinning.edit_institution
twinning.edit_plan twinning.end_partnership twinning.import_register twinning.invite_partner
twinning.leave_institution twinning.open_wish twinning.prepare_wish twinning.publish_facts twinning.see_institution
twinning.see_partnership twinning.see_proposal twinning.see_register twinning.see_suggestions twinning.see_wish
twinning.see_waiting_facts twinning.send_proposal twinning.sign_rules twinning.withdraw_proposal
"""


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic(), translation.override("en"):
        yield plant()
        transaction.set_rollback(True)


@pytest.mark.parametrize("case", CASES)
def test_nobody_gives_themselves_anything(world: World, case: str) -> None:
    """It is refused with a sentence, and not a row of any table is another than before."""
    with transaction.atomic():
        act = _prepared(world, case)
        before = all_rows()
        with pytest.raises(KoepueroeError) as refused:
            act()
        assert str(refused.value.text)
        assert all_rows() == before
        transaction.set_rollback(True)


def test_every_permission_was_thought_about() -> None:
    """A new one goes into the list that fits, and with it a case, where it gives something."""
    gives, nothing = set(GIVES.split()), set(GIVE_NOTHING.split())
    assert (gives & nothing, gives | nothing) == (set(), set(permissions()))


def test_an_officer_gets_into_a_group_by_its_people_alone(world: World) -> None:
    """Not by another officer either; once nobody has written there, a moderator names its first people."""
    with transaction.atomic():
        board, second = _fresh(world, "group_board"), _moderator(world, "member")
        with pytest.raises(KoepueroeError):
            add_person(board=board, by=_person(world, "moderator"), email=second.email)
        add_person(board=board, by=_person(world, "coordinator"), email=second.email)
        assert board.people.filter(user=second).exists()
        empty = _empty_board(world)
        add_person(board=empty, by=_person(world, "moderator"), email=second.email)
        assert list(empty.people.values_list("user", flat=True)) == [second.pk]
        transaction.set_rollback(True)


def test_reported_matter_is_looked_at_on_record_by_another(world: World) -> None:
    with transaction.atomic():
        with pytest.raises(KoepueroeError):
            look_at_report(report=_fresh(world, "moderator_report"), by=_person(world, "moderator"))
        assert look_at_report(report=_fresh(world, "report"), by=_person(world, "moderator"))
        transaction.set_rollback(True)
