"""Packed rows: what verbs write, what processes read that share nothing but the database, and what the chores repair."""

from collections.abc import Callable
from datetime import time, timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from accounts.models import OfficeKind, User
from community.models import Block
from tests.twinning.test_wishes import make_wish, term
from twinning.actions.answering import accept_proposal, decline_proposal
from twinning.actions.classes import save_class
from twinning.actions.consents import sign_rules
from twinning.actions.duties.expiry import tell_of_expiry
from twinning.actions.duties.packing_wishes import number_changes, pack_all, repair_rows
from twinning.actions.institution_verification import suspend, verify_institution
from twinning.actions.partnerships import end_partnership
from twinning.actions.sending import send_proposal, withdraw_proposal
from twinning.actions.steps.packed_wishes import pack_wishes
from twinning.actions.wishes import PointToWrite, close_wish, save_step
from twinning.matching.packed import Question, Snapshot, find, question
from twinning.matching.packed.rows import Damage
from twinning.models import Institution, PackedCode, PackedWish, Proposal, RulesConsent, Staff, State, Wish
from twinning.queries.open_wishes import open_wishes, side_of, sides_of
from twinning.queries.packed_wishes import codebook
from twinning.queries.snapshots import LivingSnapshot, asked_in
from twinning.queries.suggestions import fitting, suggestions

pytestmark = pytest.mark.django_db
Make = Callable[..., Institution]


class World:
    """Two schools with leaders, each with an open wish, and a coordinator of both countries."""

    def __init__(
        self, make_institution: Make, make_user: Callable[..., User], make_staff: Callable[..., Staff]
    ) -> None:
        self.school, self.other = make_institution("Ala-Too"), make_institution("Kool", country="EE")
        self.leader, self.friend = make_user("Gulzat", may_write=True), make_user("Kadri", may_write=True)
        make_staff(self.leader, self.school)
        make_staff(self.friend, self.other)
        self.ours, self.theirs = make_wish(self.school), make_wish(self.other)

    def letter(self) -> Proposal:
        starts = timezone.localdate() + timedelta(days=30)
        return send_proposal(
            from_wish=self.ours,
            to_wish=self.theirs,
            by=self.leader,
            title="Water",
            words="Let us write letters about water.",
            work="letters",
            phrases=[],
            language="en",
            starts=starts,
            ends=starts + timedelta(days=90),
            plan=[{"term": "meet", "title": "", "due": starts.isoformat()}],
        )


@pytest.fixture
def world(make_institution: Make, make_user: Callable[..., User], make_staff: Callable[..., Staff]) -> World:
    return World(make_institution, make_user, make_staff)


def held(snapshot: Snapshot) -> set[str]:
    """Codes of the wishes that it holds."""
    ids = [int(id_) for block in snapshot.blocks for id_ in block.ids[block.living()]]
    return set(PackedWish.objects.filter(pk__in=ids).values_list("wish__code", flat=True))


def asked(wish: Wish, snapshot: Snapshot) -> Question:
    side = side_of(wish)
    return question(side, asked_in(snapshot.codebook, side))


def assert_true() -> None:
    """Each row says of its wish what the database says, and who meets nobody has none: nothing is left to repair."""
    assert repair_rows() == 0


def test_each_verb_that_changes_what_others_see_packs_the_wish(
    world: World, make_officer: Callable[..., User], make_institution: Make
) -> None:
    """The chore, which compares every row with its wish, finds nothing to do after any of them."""
    officer = make_officer(OfficeKind.COORDINATOR, "KG")
    assert_true()
    rows = dict(PackedWish.objects.values_list("wish__code", "row"))
    save_step(wish=world.ours, by=world.leader, version=1, step=1, facts={"months": 9, "partners": 2})
    assert bytes(PackedWish.objects.get(wish=world.ours).row or b"") != bytes(rows[world.ours.code] or b"")
    assert_true()
    points = [PointToWrite("work", term=term("work", "photos")), PointToWrite("theme", term=term("theme", "water"))]
    save_step(wish=world.ours, by=world.leader, version=2, step=2, criteria=["work", "theme"], points=points)
    assert_true()
    close_wish(wish=world.theirs, by=world.friend)
    assert PackedWish.objects.get(wish=world.theirs).row is None
    assert_true()
    group = world.ours.school_class
    assert group is not None
    save_class(
        institution=world.school,
        by=world.leader,
        school_class=group,
        version=1,
        name="8 A",
        ages=(13, 14),
        size=20,
        shift=1,
        languages=[("de", "B1")],
        lessons=[(1, time(9), time(10))],
    )
    assert_true()
    suspend(institution=world.school, by=officer, ground="They asked for it themselves.")
    assert PackedWish.objects.get(wish=world.ours).row is None
    assert_true()
    verify_institution(institution=world.school, by=officer, ground="They are back now, we called.")
    assert PackedWish.objects.get(wish=world.ours).row is not None
    assert_true()
    RulesConsent.objects.filter(institution=world.school).delete()
    pack_wishes(world.ours)
    sign_rules(institution=world.school, by=world.leader, name="Gulzat")
    assert_true()


def test_letters_and_partnerships_take_places_in_the_row(world: World) -> None:
    letter = world.letter()
    assert_true()
    assert [side.capacity for side in sides_of(open_wishes())] == [0, 0]
    withdraw_proposal(proposal=letter, by=world.leader)
    assert_true()
    assert [side.capacity for side in sides_of(open_wishes())] == [1, 1]
    letter = world.letter()
    Proposal.objects.filter(pk=letter.pk).update(expires_at=timezone.now() - timedelta(minutes=1))
    assert tell_of_expiry() == 1
    assert_true()
    decline_proposal(proposal=world.letter(), by=world.friend, reason="time")
    assert_true()
    partnership = accept_proposal(proposal=world.letter(), by=world.friend)
    assert_true()
    assert PackedWish.objects.filter(row__isnull=False).count() == 0
    end_partnership(partnership=partnership, by=world.leader, reason="finished")
    assert_true()


def test_a_letter_between_us_hides_neither_from_the_other_but_both_from_the_third(
    world: World, make_institution: Make
) -> None:
    third = make_wish(make_institution("Schule", country="DE"))
    assert fitting(third) == 2
    letter = world.letter()
    assert (fitting(third), [one.key for one in suggestions(world.ours).ranked]) == (
        0,
        [world.theirs.code, third.code],
    )
    withdraw_proposal(proposal=letter, by=world.leader)
    assert fitting(third) == 2


def test_two_processes_that_share_the_database_alone(world: World) -> None:
    one, other = LivingSnapshot(), LivingSnapshot()
    number_changes()
    assert held(one.now()) == held(other.now()) == {world.ours.code, world.theirs.code}
    before = other.now()
    close_wish(wish=world.theirs, by=world.friend)
    assert (held(one.now()), held(other.now())) == ({world.ours.code}, {world.ours.code})
    assert number_changes() == 1
    assert (held(one.now()), held(other.now()), held(before)) == (
        {world.ours.code},
        {world.ours.code},
        {world.ours.code, world.theirs.code},
    )
    assert one.now() is one.now()


def test_what_was_read_within_a_transaction_that_is_rolled_back_is_read_again(world: World) -> None:
    living = LivingSnapshot()
    number_changes()
    living.now()
    with transaction.atomic():
        close_wish(wish=world.theirs, by=world.friend)
        assert held(living.now()) == {world.ours.code}
        transaction.set_rollback(True)
    assert held(living.now()) == {world.ours.code, world.theirs.code}


def test_later_pages_cost_one_query(world: World, django_assert_num_queries: Callable[[int], object]) -> None:
    living = LivingSnapshot()
    with django_assert_num_queries(2):  # type: ignore[attr-defined]  # a context
        living.now()
    number_changes()
    living.now()
    with django_assert_num_queries(1):  # type: ignore[attr-defined]  # a context
        living.now()


def test_a_deleted_institution_leaves_every_process(world: World) -> None:
    living = LivingSnapshot()
    number_changes()
    living.now()
    world.ours.delete()
    assert held(living.now()) == {world.theirs.code}
    number_changes()
    assert held(living.now()) == held(LivingSnapshot().now()) == {world.theirs.code}
    assert PackedWish.objects.filter(wish=None, row=None).count() == 1


@pytest.mark.parametrize(
    ("damaged", "why"),
    [(lambda row: row[:-1] + b"?", Damage.DAMAGED), (lambda row: b"\x63" + row[1:], Damage.OLD), (bytes, None)],
)
def test_damaged_rows_and_those_of_other_layouts_are_left_out_and_repaired(
    world: World, damaged: Callable[[bytes], bytes], why: Damage | None
) -> None:
    found = PackedWish.objects.get(wish=world.theirs)
    PackedWish.objects.filter(pk=found.pk).update(row=damaged(bytes(found.row or b"")))
    living = LivingSnapshot()
    assert living.now().left_out.get(found.pk) == why
    assert held(living.now()) == ({world.ours.code} if why else {world.ours.code, world.theirs.code})
    assert repair_rows() == (1 if why else 0)
    assert held(living.now()) == {world.ours.code, world.theirs.code}
    assert living.now().left_out == {}


def test_a_page_does_not_believe_its_snapshot(world: World) -> None:
    """Somebody changed the wish past the verbs: the database has the last word."""
    assert [one.key for one in suggestions(world.ours).ranked] == [world.theirs.code]
    Wish.objects.filter(pk=world.theirs.pk).update(state="closed")
    assert suggestions(world.ours).ranked == ()
    assert repair_rows() == 1
    assert fitting(world.ours) == 0


def test_what_came_past_the_verbs_is_packed_by_the_chore(world: World) -> None:
    PackedWish.objects.all().delete()
    assert fitting(world.ours) == 0
    assert (pack_all(), pack_all(), fitting(world.ours)) == (2, 0, 1)


def test_numbers_are_given_once_and_rise(world: World) -> None:
    assert (number_changes(), number_changes()) == (2, 0)
    assert set(PackedWish.objects.values_list("number", flat=True)) == {1}
    close_wish(wish=world.theirs, by=world.friend)
    assert (number_changes(), PackedWish.objects.get(wish=world.theirs).number) == (1, 2)


def test_a_wish_may_say_what_no_packed_row_says(world: World) -> None:
    """Its words stand at the end of its own codebook, and are no word of another."""
    draft = make_wish(world.school, state="draft", kk="B1", en="B1")
    assert "kk" not in codebook().languages
    assert [one.key for one in suggestions(draft).ranked] == [world.theirs.code]
    assert "kk" not in codebook().languages


def test_new_codes_take_the_next_places(world: World, make_institution: Make) -> None:
    living = LivingSnapshot()
    before = living.now().codebook
    newcomer = make_wish(make_institution("Jerusalem", country="IL", time_zone="Asia/Jerusalem"))
    after = living.now()
    assert newcomer.code in held(after)
    assert after.codebook.countries[: len(before.countries)] == before.countries
    assert after.codebook.zones[-1] == "Asia/Jerusalem"
    assert PackedCode.objects.filter(scheme="zone").count() == len(after.codebook.zones)
    assert len(find(asked(world.ours, after), after)) == 2


def test_columns_are_folded_while_the_old_ones_serve(world: World) -> None:
    living = LivingSnapshot()
    number_changes()
    before = living.now()
    close_wish(wish=world.theirs, by=world.friend)
    living._fold(before, 0, {})
    assert held(living.now()) == {world.ours.code}
    living.forget()
    living._fold(before, 0, {})
    assert held(living.now()) == {world.ours.code}


def test_a_block_closes_both_ways(world: World) -> None:
    Block.objects.create(by=world.leader, blocked=world.friend)
    assert (fitting(world.ours), fitting(world.theirs)) == (0, 0)


def test_who_is_not_verified_meets_nobody(world: World) -> None:
    Institution.objects.filter(pk=world.other.pk).update(state=State.CLAIMED)
    pack_wishes(world.theirs)
    assert fitting(world.ours) == 0
