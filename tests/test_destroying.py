"""What destroys asks first. Each address that something is sent to is said to destroy or not; a new one has to be.

No page sends a form to an address that destroys, but the one page that asks (core.web.confirming, or one of its own).
"""

from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import urlsplit

import lxml.html  # type: ignore[import-untyped]  # it has no types
import pytest
from django.db import transaction
from django.urls import Resolver404, resolve
from django.utils import translation

from tests.test_addresses import ROWS
from tests.walking import address_of, ask, client_of
from tests.world_of_everyone import World, plant

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("addresses")]
WHO: Final = ("leader", "teacher", "partner", "stranger", "moderator", "coordinator", "administrator", "member")

# What cannot be had back by the next click, and who may do it in the world of these tests.
DESTROYS: Final = {
    "accounts:delete": "leader",
    "accounts:end_office": "administrator",
    "community:delete_post": "",
    "community:leave": "leader",
    "community:leave_board": "coordinator",
    "community:remove_board_person": "moderator",
    "community:take_back": "",
    "library:delete": "leader",
    "library:withdraw_adoption": "",
    "twinning:archive_class": "leader",
    "twinning:close_wish": "leader",
    "twinning:delete_draft": "leader",
    "twinning:leave": "leader",
    "twinning:plan_drop": "leader",
    "twinning:proposal_withdraw": "leader",
    "twinning:remove_free_days": "leader",
    "twinning:space_end": "leader",
    "twinning:withdraw_invitation": "leader",
}
# Begins or changes something, or is a form that has to be filled in; a second click undoes it, or a page of it asks.
HARMLESS: Final = {
    "account-login/",
    "accounts:accept_rules",
    "accounts:ask_link",
    "accounts:correct_address",
    "accounts:data",
    "accounts:end_mails",
    "accounts:keys",
    "accounts:language",
    "accounts:link",
    "accounts:name",
    "accounts:notices",
    "accounts:offices",
    "api-1:api-root",
    "api-1:read",
    "api-1:read_notices",
    "api-1:room_messages",
    "api-1:say",
    "api-1:tongue",
    "community:appeal_new",
    "community:block",
    "community:board_draft",
    "community:board_follow",
    "community:board_person",
    "community:close_board",
    "community:desk_appeal",
    "community:edit_board",
    "community:edit_post",
    "community:held_post",
    "community:hide_post",
    "community:let_in",
    "community:mark_topic",
    "community:merge_topic",
    "community:move_topic",
    "community:new_board",
    "community:new_topic",
    "community:read_all",
    "community:read_one",
    "community:reply",
    "community:report",
    "community:report_this",
    "community:say",
    "community:topic_draft",
    "community:topic_follow",
    "community:topic_say",
    "community:unblock",
    "core:bring_back",
    "core:keep",
    "core:theme",
    "core:throw_away",  # "Bring it back" stands on the page that it leads to
    "demo:enter",
    "library:add_file",
    "library:claim",
    "library:down",
    "library:evaluated",
    "library:look",
    "library:new_practice",
    "library:recall",
    "library:release",
    "library:review",
    "library:translate",
    "library:tried",
    "library:write",
    "twinning:add_school",
    "twinning:agreement",
    "twinning:check_register",
    "twinning:bring_back",
    "twinning:class",
    "twinning:counter",
    "twinning:decide",
    "twinning:decide_institution",
    "twinning:decide_person",
    "twinning:draw_up",
    "twinning:edit",
    "twinning:find_school",
    "twinning:free_days",
    "twinning:import_register",
    "twinning:invitation",
    "twinning:invite_colleague",
    "twinning:invite_partner",
    "twinning:join",
    "twinning:new_class",
    "twinning:new_register",
    "twinning:new_wish",
    "twinning:not_now",
    "twinning:open_wish",
    "twinning:person",
    "twinning:plan",
    "twinning:plan_done",
    "twinning:plan_edit",
    "twinning:plan_reopen",
    "twinning:proposal_accept",
    "twinning:proposal_decline",
    "twinning:proposal_read",
    "twinning:propose",
    "twinning:relax",
    "twinning:sign_rules",
    "twinning:space_bring",
    "twinning:space_topic",
    "twinning:wish_step",
}
# Parts of one address that destroy: the address with its query asks, `deed` is what its form then says.
DEEDS: Final = {
    "twinning:person": ("hand_over", "end"),
    "twinning:decide_institution": ("merge",),
    "twinning:decide": ("same",),
}


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic(), translation.override("en"):
        yield plant()
        transaction.set_rollback(True)


def test_every_address_that_takes_something_is_judged() -> None:
    takes = {row[0] for row in ROWS if set(row[9:16]) - {"405"}}
    assert takes == set(DESTROYS) | HARMLESS
    assert set(DESTROYS) & HARMLESS == set()


@pytest.mark.parametrize("row", [row for row in ROWS if DESTROYS.get(row[0])], ids=lambda row: row[0])
def test_what_destroys_asks_on_a_page_of_its_own(world: World, row: list[str]) -> None:
    address = address_of(world, row[0], row[1])
    if row[0] == "twinning:remove_free_days":
        days = world.things["free_days"]
        address = f"{address}?starts={days.starts}&ends={days.ends}"
    before = ask(world, DESTROYS[row[0]], "GET", address)
    page = lxml.html.fromstring(before.content.decode())
    forms = [form for form in page.iterfind(".//main//form") if form.find(".//button[@class]") is not None]
    red = [form for form in forms if any("btn-red" in named for named in form.xpath(".//button/@class"))]
    assert (before.status_code, len(red)) == (200, 1)
    assert urlsplit(red[0].get("action") or address).path == urlsplit(address).path
    assert page.xpath("//main//a[contains(@class, 'btn')]") != []  # the way back


def test_no_page_destroys_at_one_click(world: World) -> None:
    found = set()
    for name, of, *_statuses in ROWS:
        address = address_of(world, name, of)
        if address.startswith("/en/"):
            for role in WHO:
                answer = client_of(world, role).get(address)
                if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
                    found |= {(name, *sent) for sent in _sent_from(answer, address)}
    found -= {("twinning:decide", "twinning:decide", "same")}  # it asks, and has no page beside
    at_once = {one for one in found if (one[1] in DESTROYS and one[0] != one[1]) or one[2] in DEEDS.get(one[1], ())}
    assert at_once == set()


def _sent_from(answer: Any, address: str) -> set[tuple[str, str]]:
    """(name of the address, deed) of each form."""
    page = lxml.html.fromstring(answer.content.decode())
    sent = set()
    for form in page.forms:
        if form.method == "POST" and not form.xpath("ancestor::dialog"):  # it asks, with the name of what goes
            try:
                match = resolve(urlsplit(form.action or address).path)
            except Resolver404:
                continue
            deeds = form.xpath(".//*[@name='deed' or @name='decision']/@value") or [""]
            sent |= {(match.view_name, deed) for deed in deeds}
    return sent
