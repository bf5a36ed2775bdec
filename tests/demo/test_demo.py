"""The demo's world: planted once for this module, in a transaction that is rolled back after it."""

from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import Q
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Office, Standing, User
from accounts.policy import RULES_VERSION
from community.models import Message, Notice, NoticeBox, Report, Room
from core.models import Mark, Term
from core.terms import forget_terms
from demo.actions.steps.people import PASSWORD
from demo.queries.data_files import CREDIT
from demo.queries.people import ADDRESSES
from library.models import Adoption, Practice, PracticeFile, PracticeReview, StoredFile
from library.queries.adoptions import ladder_for, trials_of
from library.queries.review_queue import numbers
from twinning.matching import suggest
from twinning.models import (
    Agreement,
    Institution,
    Partnership,
    Party,
    Proposal,
    ProposalState,
    Staff,
    State,
    Wish,
)
from twinning.queries.open_wishes import side_of
from twinning.queries.proposals import state_now
from twinning.queries.suggestions import snapshot
from twinning.showing.suggestions import board_of
from twinning.texts.agreements import fingerprint

COUNTED = (User, Office, Standing, Institution, Staff, Wish, Proposal, Partnership, Agreement, Room, Message, Notice)
STATES = Partnership.State


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("demo", verbosity=0)
        yield
        transaction.set_rollback(True)
    cache.clear()
    forget_terms()


@pytest.fixture
def planted(world: None, db: None) -> None:
    """The world, and a savepoint for what a test does to it."""


def counts() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in COUNTED}  # type: ignore[attr-defined]  # models


def person(key: str) -> User:
    return User.objects.get(email=f"{key}@example.org")


@pytest.mark.usefixtures("planted")
def test_the_world_has_proposals_and_partnerships_in_every_state() -> None:
    assert {state_now(proposal) for proposal in Proposal.objects.all()} == set(ProposalState)
    assert set(Partnership.objects.values_list("state", flat=True)) == set(STATES) - {STATES.RENEWED}
    assert set(Institution.objects.values_list("state", flat=True)) == {State.LISTED, State.CLAIMED, State.VERIFIED}
    assert Mark.objects.filter(name="demo").count() == 1
    assert Report.objects.filter(answered_at=None).count() == 1


@pytest.mark.usefixtures("planted")
def test_signed_agreements_hold_their_fingerprint() -> None:
    agreements = list(Agreement.objects.prefetch_related("signatures"))
    assert len(agreements) > 0
    for agreement in agreements:
        assert fingerprint(agreement.snapshot) == agreement.sha256
        assert agreement.signatures.count() == 2
        assert agreement.in_force_at is not None


@pytest.mark.usefixtures("planted")
def test_nothing_happened_in_the_future_or_out_of_order() -> None:
    now = timezone.now()
    assert not Message.objects.filter(created_at__gt=now).exists()
    assert not Proposal.objects.filter(Q(sent_at__gt=now) | Q(closed_at__gt=now)).exists()
    for room in Room.objects.all():
        times = list(Message.objects.filter(room=room).order_by("seq").values_list("created_at", flat=True))
        assert times == sorted(times)
        assert all(room.created_at <= time for time in times)
    for proposal in Proposal.objects.exclude(closed_at=None):
        assert proposal.closed_at is not None
        assert proposal.sent_at <= proposal.closed_at


@pytest.mark.usefixtures("planted")
def test_invented_words_stand_only_at_invented_institutions() -> None:
    real = Institution.objects.filter(is_demo=False)
    assert set(real.values_list("country", "state", "credit")) == {("BA", "listed", CREDIT), ("KE", "listed", CREDIT)}
    assert real.count() == 180
    for rows in (Staff.objects.all(), Wish.objects.all(), Party.objects.all()):
        assert not rows.filter(institution__is_demo=False).exists()
    assert not Proposal.objects.filter(Q(sender__is_demo=False) | Q(receiver__is_demo=False)).exists()
    assert not Partnership.objects.filter(is_demo=False).exists()
    assert not User.objects.filter(is_demo=False).exists()


@pytest.mark.usefixtures("planted")
@pytest.mark.parametrize("role", ADDRESSES)
def test_each_of_the_six_signs_in(role: str, client: Client) -> None:
    email = ADDRESSES[role]
    answer = client.post(reverse("account_login"), {"login": email, "password": PASSWORD})
    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(User.objects.get(email=email).pk)


@pytest.mark.usefixtures("planted")
def test_the_first_suggestion_of_the_tour_is_free() -> None:
    ours = Wish.objects.get(title="Жандуу суу")
    theirs = Wish.objects.get(title="Elav vesi")
    first = suggest(side_of(ours), snapshot(), limit=1).ranked[0]
    assert (first.key, first.score.strength) == (theirs.code, "strong")
    hours = board_of(ours, may_propose=True).cards[0].hours
    assert hours is not None
    # Second shift in At-Bashy is the morning in Tartu; in the summer the clocks are an hour closer.
    assert "13:00–17:00" in hours.detail
    assert "10:00–14:00" in hours.detail
    assert not Proposal.objects.filter(Q(from_wish__in=[ours, theirs]) & Q(to_wish__in=[ours, theirs])).exists()


@pytest.mark.usefixtures("planted")
def test_planting_twice_keeps_what_is_there() -> None:
    User.objects.filter(pk=person("teacher").pk).update(name="Changed by a visitor")
    before, said = counts(), StringIO()
    call_command("demo", stdout=said)
    assert counts() == before
    assert person("teacher").name == "Changed by a visitor"
    assert "planted already" in said.getvalue()


@pytest.mark.usefixtures("planted")
def test_a_reset_takes_everything_away_and_plants_the_same() -> None:
    before, terms = counts(), Term.objects.count()
    stranger = User.objects.create_user(
        "visitor@example.org", "secret-words", name="Visitor", rules_version=RULES_VERSION
    )
    room = Room.objects.order_by("pk")[0]
    old_codes = set(Institution.objects.values_list("code", flat=True))
    Message.objects.filter(room=room).update(text="Scribbled over")
    call_command("demo", reset=True, verbosity=0)
    assert (counts(), Term.objects.count()) == (before, terms)
    assert not User.objects.filter(email=stranger.email).exists()
    assert not Message.objects.filter(text="Scribbled over").exists()
    assert not Institution.objects.filter(code__in=old_codes).exists()


@pytest.mark.usefixtures("planted")
@pytest.mark.parametrize("reset", [True, False])
def test_nothing_is_planted_where_the_demo_is_off(settings: Any, *, reset: bool) -> None:
    settings.DEMO = False
    before = counts()
    if not reset:
        Mark.objects.all().delete()
    with pytest.raises(CommandError, match="demo is off"):
        call_command("demo", reset=reset)
    assert counts() == before


# The library


@pytest.mark.usefixtures("planted")
def test_the_library_holds_eighteen_practices_and_the_desk_every_state() -> None:
    shown = Practice.objects.filter(live=True)
    assert shown.values("translation_key").distinct().count() == 18
    assert set(shown.values_list("state", flat=True)) == {"published"}
    assert set(Practice.objects.values_list("state", flat=True)) == set(Practice.State)
    assert not Practice.objects.filter(is_demo=False).exists()
    now, moderator = timezone.now(), person("moderator")
    assert numbers(moderator).waiting == 4
    assert numbers(moderator).mine == 1
    assert numbers(moderator).overdue == 1
    returned = PracticeReview.objects.filter(practice__state="returned")
    assert sorted(returned.values_list("reason__code", flat=True)) == ["incomplete", "licence"]
    assert not returned.filter(Q(words="") | Q(note="") | Q(language="")).exists()
    again = PracticeReview.objects.get(round=2)
    assert again.answer != ""
    assert again.snapshot["steps"] != again.practice.reviews.get(round=1).snapshot["steps"]
    for review in PracticeReview.objects.all():
        times = [review.asked_at, review.claimed_at, review.decided_at]
        known = [time for time in times if time is not None]
        assert known == sorted(known)
        assert known[-1] <= now


@pytest.mark.usefixtures("planted")
def test_practices_happened_before_and_their_files_are_there() -> None:
    for practice in Practice.objects.all():
        known = (practice.created_at, practice.submitted_at, practice.first_published_at, practice.changed_at)
        times = [time for time in known if time is not None]
        assert times == sorted(times)
        assert times[-1] <= timezone.now()
    pictures = StoredFile.objects.filter(kind="picture")
    assert pictures.count() == 16
    assert StoredFile.objects.filter(kind="document").count() == 2
    assert all(file.file.storage.exists(file.file.name) for file in pictures)
    assert not PracticeFile.objects.filter(stored__kind="picture", alt="").exists()


@pytest.mark.usefixtures("planted")
def test_ladders_differ_and_rise_where_another_school_tried() -> None:
    adoptions = Adoption.objects.all()
    assert {adoption.institution.country for adoption in adoptions} == {"KG", "EE"}
    works = {practice.translation_key: practice for practice in Practice.objects.filter(live=True)}
    trials = trials_of(list(works))
    ladders = [ladder_for(practice, trials.get(key, []), evaluated=False) for key, practice in works.items()]
    assert {ladder.level for ladder in ladders} == {2, 3, 4}
    assert any(ladder.international for ladder in ladders)


@pytest.mark.usefixtures("planted")
def test_notices_stand_in_the_order_of_their_time() -> None:
    for box in NoticeBox.objects.all():
        rows = list(Notice.objects.filter(user=box.user_id).order_by("seq").values_list("seq", "created_at"))
        assert [seq for seq, _at in rows] == list(range(1, box.head_seq + 1))
        assert [at for _seq, at in rows] == sorted(at for _seq, at in rows)
