"""A notice that asks for something is read once that is done: for everybody whom it was sent to, or for those whom alone
nothing is left to do. Each deed is done in the world of everyone, whose notices are told by its verbs.
"""

from collections.abc import Iterator
from typing import Any, Final

import pytest
from django.db import transaction
from django.test import Client
from django.utils import translation

from accounts.models import User
from community.actions.steps.notices import notify
from community.actions.steps.reading_notices import settled
from community.models import Notice
from community.queries.notices import unread_notices
from community.texts import notices as kinds
from core.errors import Refused
from core.models import OutboxRow
from tests.deeds import CASES
from tests.deeds.doing import fresh, person
from tests.world_of_everyone import World, plant
from twinning.actions.person_verification import verify_person

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("settled notices")]
ALL: Final = "all"

# What a matter is called, before the code of the thing; the deeds that settle it; for whom.
SETTLES: Final = [
    ("asked:asker_place", "a colleague is verified", ALL),
    ("asked:asker_place", "a colleague is refused", ALL),
    ("asked:asker_place", "who asked goes", ALL),
    ("asked:asker_place", "asker deletes the account", ALL),
    ("asked:waiting_place", "a first person is verified", ALL),
    ("asked:waiting_place", "with its people", ALL),
    ("asked:waiting_place", "it is refused", ALL),
    ("refused:school", "somebody asks again", {"asker"}),
    ("proposal:received", "it is read", {"leader"}),
    ("proposal:received", "it is accepted", ALL),
    ("proposal:received", "it is declined", ALL),
    ("proposal:received", "it is answered with changes", ALL),
    ("proposal:received", "it is withdrawn", ALL),
    ("proposal:received", "it has expired", ALL),
    ("agreement:partnership", "it is signed", {"leader", "deputy"}),
    ("agreement:partnership", "an agreement is drawn up", ALL),
    ("agreement:partnership", "a partnership ends", ALL),
    ("review_waits:review", "a practice is claimed", ALL),
    ("review_waits:review", "a practice is recalled", ALL),
    ("returned:submitted_practice", "a practice is submitted again", ALL),
    ("returned:submitted_practice", "what was sent back is deleted", ALL),
    *[("report_waits:report", f"a report is answered: {verdict}", ALL) for verdict in ("kept", "warned", "removed")],
    ("appeal_waits:appeal", "an appeal is answered", ALL),
    ("forum_held:held_post", "a first post is released", ALL),
    ("forum_held:held_post", "a first post is refused", ALL),
    ("forum_held:held_post", "a first post is taken back", ALL),
]
# Notices that ask; all others only tell. What waits without a notice (a milestone, rules to sign, a wish that is not
# opened, an invitation, which comes as a mail) has nothing to be read.
ASK: Final = {
    "twinning.asked",
    "twinning.person_refused",
    "twinning.proposal_received",
    "twinning.proposal_countered",
    "twinning.agreement_drawn_up",
    "library.review_waits",
    "library.returned",
    "community.report_waits",
    "community.appeal_waits",
    "community.forum_held",
}


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic(), translation.override("en"):
        yield plant()
        transaction.set_rollback(True)


def matter_of(world: World, said: str) -> str:
    kind, _colon, name = said.partition(":")
    return f"{kind}:{world.things[name].code}"


def waiting(matter: str) -> dict[int, int]:
    """Notices that are not read yet, by their key: to whom."""
    return dict(Notice.objects.filter(matter=matter, read_at=None).values_list("pk", "user"))


def members(world: World) -> dict[str, User]:
    return {role: user for role, user in world.people.items() if user.pk}


def everybody_is_asked(world: World, matter: str) -> dict[int, int]:
    """As if each of them had been told."""
    for role, user in members(world).items():
        notify(user=user, key="community.report_waits", dedupe=f"{matter}:{role}", params={"reason": "x"}, asks=matter)
    return waiting(matter)


@pytest.mark.parametrize(("said", "deed", "for_whom"), SETTLES)
def test_a_deed_reads_what_asked_for_it(world: World, said: str, deed: str, for_whom: Any) -> None:
    with transaction.atomic():
        act = CASES[deed](world)
        matter = matter_of(world, said)
        told = everybody_is_asked(world, matter)
        other = everybody_is_asked(world, "asked:nobody")
        assert len(told) >= len(members(world))
        act()
        left = waiting(matter)
        there = set(User.objects.values_list("pk", flat=True))
        read = {user for notice, user in told.items() if notice not in left and user in there}
        assert read == (set(told.values()) if for_whom == ALL else {world.people[role].pk for role in for_whom}) & there
        assert waiting("asked:nobody") == {notice: user for notice, user in other.items() if user in there}
        transaction.set_rollback(True)


def test_each_kind_that_asks_is_known_and_told_so(world: World) -> None:
    """A new kind of notice is written down here, if it asks; then its deeds belong into the table above."""
    asking = set(Notice.objects.exclude(matter="").values_list("key", flat=True))
    assert asking <= ASK
    assert not Notice.objects.filter(key__in=ASK, matter="").exists()
    assert set(kinds._kinds) >= ASK
    told = {said.partition(":")[0] for said, _deed, _who in SETTLES}
    named = {matter.partition(":")[0] for matter in Notice.objects.exclude(matter="").values_list("matter", flat=True)}
    assert named <= told


def test_who_may_not_reads_nothing_for_others(world: World) -> None:
    matter = matter_of(world, "asked:asker_place")
    with transaction.atomic():
        told = everybody_is_asked(world, matter)
        with pytest.raises(Refused):
            verify_person(place=fresh(world, "asker_place"), ground="Met", by=person(world, "stranger"))
        assert waiting(matter) == told
        transaction.set_rollback(True)


def test_open_pages_hear_the_new_number_of_each(world: World) -> None:
    with transaction.atomic():
        leader = world.people["leader"]
        notify(user=leader, key="community.report_waits", dedupe="one", params={"reason": "x"}, asks="asked:one")
        before, frames = unread_notices(leader), OutboxRow.objects.count()
        settled("asked:one")
        assert (unread_notices(leader), OutboxRow.objects.count()) == (before - 1, frames + 1)
        settled("asked:one")
        settled("asked:none")
        assert OutboxRow.objects.count() == frames + 1
        transaction.set_rollback(True)


def test_one_click_on_today_takes_the_notice_from_the_bell(world: World) -> None:
    """A colleague is confirmed there, without another page: for the deputy, too, nothing is left."""
    with transaction.atomic():
        place = fresh(world, "asker_place")
        matter = matter_of(world, "asked:asker_place")
        leader, deputy = person(world, "leader"), person(world, "deputy")
        for user in (leader, deputy):
            params = {"institution": "School", "person_code": place.user.code}
            notify(user=user, key="twinning.asked", dedupe="again", params=params, url="/en/x/", asks=matter)
        before = [unread_notices(user) for user in (leader, deputy)]
        client = Client()
        client.force_login(leader, backend="allauth.account.auth_backends.AuthenticationBackend")
        said = {"deed": "verify", "verify-ground": "I know this colleague."}
        answer = client.post(f"/en/institutions/{place.institution.code}/people/{place.code}/", said)
        assert answer.status_code == 302
        assert all(unread_notices(user) < number for user, number in zip((leader, deputy), before, strict=True))
        assert not Notice.objects.filter(matter=matter, read_at=None).exists()
        transaction.set_rollback(True)
