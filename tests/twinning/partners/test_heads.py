"""The heads of pages about institutions, wishes and partnerships: what stands first, and for whom."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.twinning.partners.conftest import School
from twinning.models import Partnership, Proposal, Wish

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
Join = Callable[..., Partnership]


def head(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    page = " ".join(answer.content.decode().split())
    assert (page.count('<header class="head">'), page.count("<h1")) == (1, 1)
    return page.partition('<header class="head">')[2].partition("</header>")[0]


def test_who_may_change_an_institution_does_it_from_the_head(
    ours: School, theirs: School, client: Client, signed_in: SignIn
) -> None:
    address = reverse("twinning:institution", args=[ours.school.code])
    change = f'href="{reverse("twinning:edit", args=[ours.school.code])}"'
    readers = [signed_in(ours.leader), signed_in(theirs.leader), client]
    assert [change in head(one, address) for one in readers] == [True, False, False]


def test_a_wish_is_opened_and_closed_from_its_head(ours: School, theirs: School, signed_in: SignIn) -> None:
    address = reverse("twinning:wish", args=[ours.wish.code])
    fits, close = (
        f'href="{reverse(f"twinning:{name}", args=[ours.wish.code])}"' for name in ("suggestions", "close_wish")
    )
    of_open = head(signed_in(ours.leader), address)
    assert (fits in of_open, close in of_open, "<form" in of_open) == (True, True, False)
    Wish.objects.filter(pk=ours.wish.pk).update(state=Wish.State.CLOSED)
    opens = f'action="{reverse("twinning:open_wish", args=[ours.wish.code])}"'
    of_closed = head(signed_in(ours.leader), address)
    assert (fits in of_closed, close in of_closed, opens in of_closed) == (False, False, True)
    assert signed_in(theirs.leader).get(address).status_code == 404


def test_a_wish_without_a_name_says_so_in_the_language_of_the_page(ours: School, signed_in: SignIn) -> None:
    address = reverse("twinning:wish", args=[ours.wish.code])
    Wish.objects.filter(pk=ours.wish.pk).update(title="", language="ky")
    assert "<h1>A wish without a name</h1>" in head(signed_in(ours.leader), address)
    Wish.objects.filter(pk=ours.wish.pk).update(title="Суу")
    assert '<h1 lang="ky">Суу</h1>' in head(signed_in(ours.leader), address)


def test_an_accepted_proposal_leads_into_the_space(ours: School, theirs: School, join: Join, signed_in: SignIn) -> None:
    partnership = join(ours, theirs)
    proposal = Proposal.objects.get()
    found = head(signed_in(ours.leader), reverse("twinning:proposal", args=[proposal.code]))
    assert f'href="{reverse("twinning:space", args=[partnership.code])}"' in found
    assert f'<li><a href="{reverse("twinning:proposals")}" data-back>Proposals</a></li>' in found
