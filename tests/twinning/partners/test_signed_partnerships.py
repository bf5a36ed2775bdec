"""Which pairs everybody may see: signed by all, not ended, both institutions in the public directory."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.twinning.partners.conftest import School
from twinning.actions.agreements import draw_up_agreement, sign_agreement
from twinning.actions.partnerships import end_partnership
from twinning.models import Agreement, Institution, Partnership
from twinning.queries.signed_partnerships import signed_pairs


@pytest.fixture
def signed(ours: School, theirs: School, join: Callable[..., Partnership]) -> Partnership:
    partnership = join(ours, theirs)
    agreement: Agreement = draw_up_agreement(partnership=partnership, by=ours.leader)
    assert signed_pairs(5) == []
    sign_agreement(agreement=agreement, by=ours.leader, name="Айгүл Садырова", latin_name="Aigul Sadyrova")
    assert signed_pairs(5) == []
    sign_agreement(agreement=agreement, by=theirs.leader, name="Liina Tamm")
    return partnership


def test_what_all_have_signed_is_seen(signed: Partnership) -> None:
    (pair,) = signed_pairs(5)
    assert (pair.ours.country, pair.theirs.country) == ("KG", "EE")


@pytest.mark.parametrize("change", [{"hidden": True}, {"state": "claimed"}, {"state": "suspended"}])
def test_of_an_institution_that_is_not_public_nothing_is_seen(change: dict[str, Any], signed: Partnership) -> None:
    Institution.objects.filter(country="EE").update(**change)
    assert signed_pairs(5) == []


def test_what_has_ended_is_not_seen(signed: Partnership, ours: School) -> None:
    end_partnership(partnership=signed, by=ours.leader, reason="time")
    assert signed_pairs(5) == []
