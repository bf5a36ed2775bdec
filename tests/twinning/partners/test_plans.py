from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from accounts.models import User
from core.errors import Conflict, Invalid, Refused, Stale
from tests.twinning.partners.conftest import School
from twinning.actions.partnerships import end_partnership
from twinning.actions.plans import (
    add_plan_item,
    drop_plan_item,
    edit_plan_item,
    finish_plan_item,
    reopen_plan_item,
)
from twinning.models import Partnership, PlanItem

pytestmark = pytest.mark.django_db


@pytest.fixture
def partnership(ours: School, theirs: School, join: Callable[..., Partnership]) -> Partnership:
    return join(ours, theirs)


@pytest.fixture
def item(partnership: Partnership) -> PlanItem:
    return partnership.plan.all()[0]


def test_a_milestone_is_added_at_the_end(partnership: Partnership, ours: School) -> None:
    party = partnership.parties.all()[1]
    made = add_plan_item(partnership=partnership, by=ours.leader, term="show", due=date(2027, 3, 1), lead=party)
    own = add_plan_item(partnership=partnership, by=ours.leader, title="Сүрөт көргөзмөсү", language="ky")
    assert list(partnership.plan.all())[2:] == [made, own]
    assert (made.term, made.lead, own.title, own.language) == ("show", party, "Сүрөт көргөзмөсү", "ky")


@pytest.mark.parametrize("spoilt", [{}, {"term": "nonsense"}, {"title": "x" * 161}, {"title": "\u202e"}])
def test_a_milestone_needs_a_name(partnership: Partnership, ours: School, spoilt: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        add_plan_item(partnership=partnership, by=ours.leader, **spoilt)
    assert partnership.plan.count() == 2


def test_a_lead_is_a_party_of_the_same_partnership(
    partnership: Partnership, ours: School, found_school: Callable[..., School], join: Callable[..., Partnership]
) -> None:
    foreign = join(found_school("Third"), found_school("Fourth")).parties.all()[0]
    with pytest.raises(Invalid):
        add_plan_item(partnership=partnership, by=ours.leader, term="show", lead=foreign)
    assert partnership.plan.count() == 2


def test_strangers_change_no_plan(partnership: Partnership, item: PlanItem, make_user: Callable[..., User]) -> None:
    stranger = make_user("Stranger")
    with pytest.raises(Refused):
        add_plan_item(partnership=partnership, by=stranger, term="show")
    with pytest.raises(Refused):
        edit_plan_item(item=item, by=stranger, version=1, term="show")
    with pytest.raises(Refused):
        finish_plan_item(item=item, by=stranger, version=1, evidence="!")
    with pytest.raises(Refused):
        reopen_plan_item(item=item, by=stranger, version=1)
    with pytest.raises(Refused):
        drop_plan_item(item=item, by=stranger, version=1)
    item.refresh_from_db()
    assert (item.version, item.term, item.state, partnership.plan.count()) == (1, "meet", "planned", 2)


def test_a_plan_that_ended_is_read_only(partnership: Partnership, item: PlanItem, ours: School) -> None:
    end_partnership(partnership=partnership, by=ours.leader, reason="finished")
    item.refresh_from_db()
    with pytest.raises(Refused):
        finish_plan_item(item=PlanItem.objects.get(pk=item.pk), by=ours.leader, version=1, evidence="done")


def test_a_stale_form_is_refused(item: PlanItem, ours: School, theirs: School) -> None:
    edit_plan_item(item=item, by=ours.leader, version=1, term="show")
    for verb, more in (
        (edit_plan_item, {"term": "make"}),
        (finish_plan_item, {"evidence": "52 letters"}),
        (drop_plan_item, {}),
    ):
        with pytest.raises(Stale):
            verb(item=item, by=theirs.leader, version=1, **more)
    item.refresh_from_db()
    assert (item.term, item.version, item.state) == ("show", 2, "planned")


def test_done_with_evidence_and_back(item: PlanItem, ours: School, theirs: School) -> None:
    done = finish_plan_item(item=item, by=ours.leader, version=1, evidence="52 кат жазылды")
    assert (done.state, done.evidence, done.version) == ("done", "52 кат жазылды", 2)
    assert done.done_at is not None
    with pytest.raises(Conflict):
        finish_plan_item(item=item, by=theirs.leader, version=2, evidence="again")
    with pytest.raises(Conflict):
        drop_plan_item(item=item, by=theirs.leader, version=2)
    back = reopen_plan_item(item=item, by=theirs.leader, version=2)
    assert (back.state, back.done_at, back.evidence) == ("planned", None, "52 кат жазылды")
    with pytest.raises(Conflict):
        reopen_plan_item(item=item, by=theirs.leader, version=3)


def test_done_needs_words(item: PlanItem, ours: School) -> None:
    for evidence in ("", "  \n", "x" * 2001):
        with pytest.raises(Invalid):
            finish_plan_item(item=item, by=ours.leader, version=1, evidence=evidence)
    item.refresh_from_db()
    assert item.state == "planned"


def test_a_dropped_one_is_gone(item: PlanItem, partnership: Partnership, ours: School, theirs: School) -> None:
    drop_plan_item(item=item, by=ours.leader, version=1)
    assert partnership.plan.count() == 1
    with pytest.raises(Conflict):
        edit_plan_item(item=item, by=theirs.leader, version=1, term="show")
