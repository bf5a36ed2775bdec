"""Every refusal of every rule says its own reason, which is true of that person and thing, and opens a next door.

Beside the table of the rules stands another one, told from the rows of the database alone: what must be so wherever a
reason is given. Walked for everybody who may come, in the world as it is and in others in which something went wrong.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone, translation

from accounts.models import Office
from community.models import BoardPerson, Post, Room, RoomMember, Topic
from core.models import Deed
from core.permissions import conditions_of, name_of, permissions, why_not
from library.models import Adoption, Practice, PracticeAuthor
from tests.test_matrix import ROWS, fresh, thing_named
from tests.walking import client_of
from tests.world_of_everyone import ROLES, World, plant
from twinning.models import Institution, Partnership, Party, Proposal, RulesConsent, Staff, State, Wish

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("reasons")]


def places(person: Any, **more: Any) -> list[Staff]:
    if person.pk is None:
        return []
    rows = Staff.objects.filter(user=person.pk, until=None, **more).exclude(state="refused")
    return list(rows.select_related("institution"))


def schools_of(thing: Any) -> list[Institution]:
    """The institutions that a thing is of; of a proposal and a partnership both sides."""
    if thing is None or isinstance(thing, str):
        return []
    if isinstance(thing, Institution):
        return [thing]
    if isinstance(thing, Proposal):
        return [thing.sender, thing.receiver]
    if isinstance(thing, Partnership):
        return [party.institution for party in Party.objects.filter(partnership=thing, until=None)]
    return [thing.institution] if getattr(thing, "institution", None) else []


def here(person: Any, thing: Any, **more: Any) -> list[Staff]:
    """The person's places at the institutions of the thing; anywhere, where the thing is of none."""
    schools = [school.pk for school in schools_of(thing)]
    found = places(person, **more)
    return [place for place in found if place.institution_id in schools] if schools else found


def holds(person: Any, *offices: str) -> list[Office]:
    return list(Office.objects.filter(user=person.pk, office__in=offices, until=None)) if person.pk else []


def leads(person: Any, thing: Any) -> bool:
    return any(place.role in {"leader", "deputy"} for place in here(person, thing, state="verified"))


def practice_of(thing: Any) -> Practice:
    found: Practice = thing if isinstance(thing, Practice) else thing.practice
    return found


def topic_of(thing: Any) -> Topic | None:
    return thing if isinstance(thing, Topic) else thing.topic if isinstance(thing, Post) else None


def room_of(thing: Any) -> Room | None:
    if isinstance(thing, Room):
        return thing
    topic = topic_of(thing)
    board = topic.board if topic else thing
    return getattr(thing, "room", None) or getattr(board, "room", None)


def inside(person: Any, room: Room | None) -> bool:
    return room is not None and RoomMember.objects.filter(room=room, user=person.pk, left_at=None).exists()


def in_circle(person: Any, thing: Any) -> bool:
    topic = topic_of(thing)
    board = topic.board if topic else thing
    return inside(person, board.room) or BoardPerson.objects.filter(board=board, user=person.pk).exists()


def waiting(person: Any, thing: Any, *, coordinator: bool) -> bool:
    """Somebody asked and is not verified there; a coordinator decides of who asks to lead or where nobody leads."""

    def first(place: Staff) -> bool:
        led = Staff.objects.filter(institution=place.institution, until=None, state="verified")
        return place.role == "leader" or not led.filter(role__in=["leader", "deputy"]).exists()

    return any(first(place) == coordinator for place in here(person, thing, state="asked"))


def wrote(person: Any, thing: Any) -> bool:
    return person.pk is not None and person.pk in {
        getattr(thing, name, None) for name in ("author_id", "by_id", "owner_id", "user_id")
    }


True_ = Callable[[Any, Any], bool]
# code: what must be so in the database wherever a person reads this reason about this thing
TRUE: dict[str, True_] = {
    "sign_in": lambda p, _t: p.pk is None,
    "account_closed": lambda p, _t: p.pk is not None and not p.is_active,
    "another_person": lambda p, t: p.pk != t.pk,
    "demo_account": lambda _p, t: t.is_demo,
    "not_administrator": lambda p, _t: not holds(p, "administrator"),
    "oneself": lambda p, t: p.pk in {t.pk, getattr(t, "user_id", None)},
    "not_moderator": lambda p, _t: not holds(p, "moderator", "administrator"),
    "not_coordinator": lambda p, t: (
        not holds(p, "administrator")
        and (getattr(t, "country", t) if not schools_of(t) else schools_of(t)[0].country)
        not in {office.country for office in holds(p, "coordinator")}
    ),
    "not_in_room": lambda p, t: not inside(p, room_of(t)),
    "left_room": lambda p, t: wrote(p, t) and not inside(p, t.room),
    "room_closed": lambda _p, t: room_of(t).closed_at is not None,  # type: ignore[union-attr]  # asked of rooms
    "board_closed": lambda _p, t: True,
    "not_author": lambda p, t: (
        not wrote(p, t) and not (isinstance(t, Practice) and PracticeAuthor.objects.filter(practice=t, user=p.pk))
    ),
    "others_notice": lambda p, t: t.user_id != p.pk,
    "about_oneself": lambda p, t: t.about_id == p.pk,
    "own_report": lambda p, t: t.by_id == p.pk,
    "not_concerned": lambda p, t: not t.concerns.filter(pk=p.pk).exists(),
    "own_decision": lambda p, t: t.by_id == p.pk,
    "no_appeal": lambda _p, t: isinstance(t, Deed),
    "part_in_decision": lambda p, t: (
        p.pk in {t.by_id, t.deed.by_id}
        or t.deed.concerns.filter(pk=p.pk).exists()
        or t.deed.object_type.endswith("report")
    ),
    "closed_circle": lambda p, t: not in_circle(p, t),
    "unpublished": lambda _p, t: (
        not t.live
        if isinstance(t, Practice)
        else (isinstance(t, Post) and t.state != "out") or topic_of(t).head_seq == 0  # type: ignore[union-attr]  # of a topic
        if topic_of(t)
        else not practice_of(t).live
    ),
    "hidden_post": lambda _p, t: t.hidden_at is not None,
    "topic_locked": lambda _p, t: topic_of(t).locked_at is not None,  # type: ignore[union-attr]  # of a topic
    "own_post": wrote,
    "board_of_room": lambda _p, t: t.room_id is not None,
    "decided": lambda _p, t: t.state != "held",
    "institution_hidden": lambda _p, t: t.hidden or t.state in {"suspended", "claimed"},
    "own_institution": lambda p, t: bool(here(p, t)),
    "not_staff": lambda p, t: not here(p, t) if schools_of(t) else not places(p),
    "works_nowhere": lambda p, _t: not places(p),
    "waits_for_coordinator": lambda p, t: waiting(p, t, coordinator=True) or waiting(p, None, coordinator=True),
    "waits_for_leader": lambda p, t: waiting(p, t, coordinator=False) or waiting(p, None, coordinator=False),
    "waits": lambda p, t: bool(here(p, t)) and not here(p, t, state="verified"),
    "institution_suspended": lambda p, t: any(
        place.institution.state == State.SUSPENDED for place in here(p, t) or places(p)
    ),
    "institution_unverified": lambda p, t: any(
        place.institution.state in {"claimed", "listed"} for place in here(p, t) or places(p)
    ),
    "nobody_leads": lambda p, t: any(
        not Staff.objects.filter(
            institution=place.institution, until=None, state="verified", role__in=["leader", "deputy"]
        ).exists()
        for place in here(p, t, state="verified")
    ),
    "newest_words": lambda p, t: t.live and not wrote(p, t) and not here(p, t, state="verified"),
    "not_leader": lambda p, t: (
        bool(here(p, t, state="verified")) and not any(place.role == "leader" for place in here(p, t, state="verified"))
    ),
    "rules_unsigned": lambda p, t: (
        leads(p, t) and any(not RulesConsent.objects.filter(institution=school).exists() for school in schools_of(t))
    ),
    "others_draft": lambda p, t: bool(here(p, t, state="asked")) and t.by_id != p.pk,
    "others_place": lambda p, t: t.user_id != p.pk and not leads(p, t),
    "place_of_leader": lambda p, t: t.role == "leader" and t.user_id != p.pk,
    "not_verifier": lambda p, t: t.user_id != p.pk and not here(p, t, state="verified"),
    "own_proposal": lambda p, t: bool(places(p, institution=t.sender, state="verified")),
    "both_sides": lambda p, t: t.by_id == p.pk or bool(places(p, institution=t.sender, state="verified")),
    "not_sender": lambda p, t: not places(p, institution=t.sender) and bool(places(p, institution=t.receiver)),
    "not_party": lambda p, t: not here(p, t, state="verified"),
    "not_partner": lambda p, t: not here(p, t, state="verified"),
    "partnership_ended": lambda _p, t: t.ended_at is not None,
    "partner_unverified": lambda _p, t: any(school.state != "verified" for school in schools_of(t)),
    "partner_suspended": lambda _p, t: any(school.state == "suspended" for school in schools_of(t)),
    "others_facts": lambda p, t: t.place.user_id != p.pk,
    "wish_not_open": lambda _p, t: t.state != Wish.State.OPEN,
    "wish_closed_circle": lambda p, t: t.institution.state != "verified" and not here(p, t),
    "in_review": lambda _p, t: t.state == "submitted",
    "taken_down": lambda _p, t: t.state == "taken_down",
    "was_published": lambda _p, t: t.edition > 0,
    "never_published": lambda _p, t: practice_of(t).edition == 0,
    "no_institution": lambda _p, t: t.institution is None,
    "own_part": lambda p, t: (
        wrote(p, t)
        or wrote(p, practice_of(t))
        or bool(PracticeAuthor.objects.filter(practice=practice_of(t), user=p.pk))
        or bool(here(p, t) or here(p, practice_of(t)))
        or practice_of(t).institution.country in {office.country for office in holds(p, "coordinator")}
    ),
    "own_practice": lambda p, t: bool(here(p, t, state="verified")),
    "hidden_trial": lambda _p, t: t.state == "hidden",
    "trial_hidden": lambda _p, t: t.state != Adoption.State.SHOWN or t.institution.state != State.VERIFIED,
    "page_kept": lambda _p, t: (
        not getattr(t, "live", True) or t.get_view_restrictions().exists()
        if hasattr(t, "get_view_restrictions")
        else True
    ),
    "no_voice": lambda p, _t: any(place.institution.state != "verified" for place in places(p)),
    "merged": lambda _p, t: topic_of(t).merged_into_id is not None,  # type: ignore[union-attr]  # of a topic
    "taken_back": lambda _p, t: t.deleted_at is not None,
    "not_verified": lambda p, _t: (
        not any(place.institution.state == "verified" for place in places(p, state="verified"))
    ),
}


def unsigned(world: World) -> None:
    RulesConsent.objects.all().delete()


def suspended(world: World) -> None:
    Institution.objects.filter(pk=world.things["school"].pk).update(state=State.SUSPENDED)


def unverified(world: World) -> None:
    Institution.objects.filter(pk=world.things["school"].pk).update(state=State.CLAIMED)


def leaderless(world: World) -> None:
    Staff.objects.filter(institution=world.things["school"], role__in=["leader", "deputy"]).update(until=timezone.now())


def nothing(world: World) -> None:
    """As it is planted."""


STATES = [nothing, unsigned, suspended, unverified, leaderless]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic(), translation.override("en"):
        yield plant()
        transaction.set_rollback(True)


@contextmanager
def in_state(world: World, change: Callable[[World], None]) -> Iterator[World]:
    """The world after the change, its things read anew; taken back afterwards."""
    with transaction.atomic():
        change(world)
        things = {
            name: type(thing).objects.get(pk=thing.pk) if hasattr(type(thing), "objects") else thing
            for name, thing in world.things.items()
        }
        yield World(world.people, things, world.sessions)
        transaction.set_rollback(True)


@pytest.mark.parametrize("change", STATES)
@pytest.mark.parametrize("role", ROLES)
def test_every_refusal_says_what_is_true_and_opens_a_door(
    world: World, role: str, change: Callable[[World], None]
) -> None:
    untrue, closed, answers = [], [], {}
    with in_state(world, change) as now:
        client = client_of(now, role)
        for name, thing_name in {(row[0], row[1]) for row in ROWS}:
            person = fresh(now.people[role])
            thing = thing_named(now, thing_name, person)
            reason = why_not(person, name, thing)
            if reason is None:
                continue
            if not (reason.code and str(reason.why) and str(reason.next_step) and str(reason.action)):
                untrue.append((name, thing_name, reason))
            elif not TRUE[reason.code](person, thing):
                untrue.append((name, thing_name, reason.code))
            if reason.url not in answers:
                answers[reason.url] = client.get(reason.url).status_code
            if answers[reason.url] != 200:
                closed.append((name, thing_name, reason.code, reason.url, answers[reason.url]))
    assert (untrue, closed) == ([], [])


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_every_condition_speaks_in_three_languages(language: str) -> None:
    """And none but its own words: a code, a sentence, a next step, a door."""
    with translation.override(language):
        for name in permissions():
            for condition in conditions_of(name):
                for said in (condition, *condition.cases):
                    assert (
                        name,
                        bool(said.code),
                        bool(said.why),
                        bool(said.next_step),
                        bool(str(said.door.label)),
                    ) == (
                        name,
                        *[True] * 4,
                    )


def test_each_reason_is_known_by_what_makes_it_true() -> None:
    given = {s.code for name in permissions() for c in conditions_of(name) for s in (c, *c.cases)}
    assert given - set(TRUE) == set()


def test_what_is_refused_has_a_name() -> None:
    """Where one does not see a thing there is no page that refuses it."""
    unnamed = {name for name in permissions() if not str(name_of(name))}
    assert {name for name in unnamed if not name.partition(".")[2].startswith("see")} == set()
