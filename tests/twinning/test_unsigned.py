"""Rules that are not signed yet: read, signed, and on with what one was about to do."""

import pytest
from django.urls import reverse
from django.utils import timezone

from community.models import Notice
from core.permissions import why_not
from tests.walking import client_of
from tests.world_of_everyone import World, plant
from twinning.models import Partnership, RulesConsent, Wish
from twinning.texts.wish_obstacles import not_open

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db: None) -> World:
    found = plant()
    RulesConsent.objects.all().delete()
    return found


def propose(world: World) -> str:
    return reverse(
        "twinning:propose", args=[world.things["school_open_wish"].code, world.things["other_open_wish"].code]
    )


def test_who_has_not_signed_is_led_to_the_rules_and_back(world: World) -> None:
    client, address = client_of(world, "leader"), propose(world)
    rules = reverse("twinning:sign_rules", args=[world.things["school"].code])
    answer = client.get(address)
    assert (answer.status_code, answer.url.split("?")[0]) == (302, rules)
    page = client.get(answer.url)
    assert (page.status_code, f'name="next" value="{address}"' in page.text) == (200, True)
    assert "Your institution has not signed the rules of safe work yet." in page.text
    sent = dict(page.context["form"].initial)
    ticks = {name: "on" for name, field in page.context["form"].fields.items() if name not in sent}
    signed = client.post(rules, {**sent, **ticks, "next": address})
    assert (signed.status_code, signed.url) == (302, address)
    assert client.get(address).status_code == 200
    assert RulesConsent.objects.filter(institution=world.things["school"]).count() == 1


def test_nothing_leads_to_another_site(world: World) -> None:
    rules = reverse("twinning:sign_rules", args=[world.things["school"].code])
    page = client_of(world, "leader").get(rules, {"next": "https://elsewhere.example/"})
    assert 'value="https://elsewhere' not in page.text


def test_an_answer_waits_for_the_signature_too(world: World) -> None:
    """A post leads to the rules as well, and from there to the page with the button."""
    received = world.things["received"]
    page = reverse("twinning:proposal", args=[received.code])
    answer = client_of(world, "leader").post(
        reverse("twinning:proposal_accept", args=[received.code]), headers={"referer": f"http://testserver{page}"}
    )
    assert (answer.status_code, answer.url.split("?")[0]) == (
        302,
        reverse("twinning:sign_rules", args=[world.things["school"].code]),
    )
    assert Partnership.objects.count() == 2


@pytest.mark.parametrize("role", ["teacher", "own_coordinator"])
def test_who_may_not_sign_reads_who_does(world: World, role: str) -> None:
    answer = client_of(world, role).get(propose(world))
    assert (answer.status_code, "Ask the leader to do it" in answer.text) == (403, True)
    assert reverse("twinning:people", args=[world.things["school"].code]) in answer.text


def test_a_leader_who_waits_reads_what_for_and_since_when(world: World) -> None:
    waiting, wish = world.people["waiting"], world.things["claimed_draft_wish"]
    reason = why_not(waiting, "twinning.send_proposal", wish)
    assert reason is not None
    assert (reason.code, "coordinator of your country" in str(reason.why)) == ("waits_for_coordinator", True)
    assert str(timezone.localdate().year) in str(reason.why)
    page = client_of(world, "waiting").get(reverse("twinning:suggestions", args=[wish.code])).text
    assert ("Ask the leader" in page, str(reason.why) in page, reason.url in page) == (False, True, True)


def test_a_full_wish_does_not_ask_to_be_opened(world: World) -> None:
    wish = Wish.objects.get(pk=world.things["school_closed_wish"].pk)
    party = world.things["partnership"].parties.get(institution=wish.institution)
    party.from_wish = wish
    party.save()
    hindrance = not_open(wish)
    assert str(hindrance) == "All places of your wish are taken."
    client = client_of(world, "leader")
    for name in ("suggestions", "wish"):
        page = client.get(reverse(f"twinning:{name}", args=[wish.code])).text
        assert (
            "All places of your wish are taken" in page,
            reverse("twinning:open_wish", args=[wish.code]) in page,
        ) == (
            True,
            False,
        )


def test_notices_of_a_first_post_say_what_became_of_it(world: World) -> None:
    moderator, held = client_of(world, "moderator"), world.things["held_post"]
    told = Notice.objects.filter(user=world.people["moderator"], key="community.forum_held")
    addresses = set(told.values_list("url", flat=True))
    address = reverse("community:held_post", args=[held.code])
    assert address in addresses
    moderator.post(address, {"verdict": "refuse", "reason": "It sells something."})
    page = moderator.get(address)
    assert page.status_code == 200
    for said in ("has been decided", "It sells something.", "you"):
        assert said in page.text
    assert 'name="verdict"' not in page.text
    assert {moderator.get(one).status_code for one in addresses} == {200}
    assert client_of(world, "leader").get(address).status_code == 404


def test_who_has_decided_about_a_person_reads_what_became_of_it(world: World) -> None:
    place = world.things["waiting_place"]
    client, address = client_of(world, "coordinator"), reverse("twinning:decide_person", args=[place.code])
    assert client.post(address, {"deed": "verify", "verify-ground": "I rang the school."}).status_code == 302
    page = client.get(address)
    assert (page.status_code, "I rang the school." in page.text) == (200, True)
    assert client_of(world, "far_coordinator").get(address).status_code == 404
