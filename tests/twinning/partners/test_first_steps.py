"""The first steps tick themselves and go when all are done; whoever works with a partner is led into their space."""

from collections.abc import Callable

from django.test import Client

from accounts.models import Office, OfficeKind, User
from core.registry import first_steps_of, ideas_for
from tests.twinning.partners.conftest import School
from twinning.models import Partnership, Proposal, RulesConsent

PAGE = "/en/accounts/home/"


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


def done(user: User) -> list[bool]:
    return [step.done for step in first_steps_of(fresh(user))]


def test_they_tick_themselves_and_go(
    ours: School, theirs: School, send: Callable[..., Proposal], signed_in: Callable[[User], Client]
) -> None:
    RulesConsent.objects.all().delete()
    assert done(ours.leader) == [True, True, True, True, False, False]
    page = signed_in(ours.leader).get(PAGE).text
    assert (page.count('<li class="done">'), "Sign the rules of safe work" in page) == (4, True)
    for side in (ours, theirs):
        RulesConsent.objects.create(institution=side.school, by=side.leader, version=1)
    assert done(ours.leader) == [True, True, True, True, True, False]
    send(ours, theirs)
    assert done(ours.leader) == []
    assert "first-steps" not in signed_in(ours.leader).get(PAGE).text


def test_a_newcomer_begins_at_the_first_and_officers_have_none(make_user: Callable[..., User]) -> None:
    newcomer, officer = make_user(), make_user()
    Office.objects.create(user=officer, office=OfficeKind.MODERATOR)
    assert done(newcomer) == [False] * 6
    assert done(officer) == []


def test_after_a_partnership_today_leads_into_the_space(
    ours: School, theirs: School, join: Callable[..., Partnership], signed_in: Callable[[User], Client]
) -> None:
    assert next(idea.url for idea in ideas_for(fresh(ours.leader))) == "/en/partners/"
    partnership = join(ours, theirs)
    urls = [idea.url for idea in ideas_for(fresh(ours.leader))]
    assert (urls[0], "/en/partners/" in urls) == (f"/en/spaces/{partnership.code}/", False)
    page = signed_in(ours.leader).get(PAGE).text
    assert f'href="/en/spaces/{partnership.code}/"' in page[page.index("<main") :]
    assert f"/en/spaces/{partnership.code}/" in [idea.url for idea in ideas_for(fresh(theirs.leader))]


def test_who_is_in_no_room_is_led_to_no_space(
    ours: School, theirs: School, join: Callable[..., Partnership], make_user: Callable[..., User]
) -> None:
    partnership, stranger = join(ours, theirs), make_user()
    assert all(partnership.code not in idea.url for idea in ideas_for(stranger))
