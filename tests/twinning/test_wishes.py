import re
from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core.errors import Conflict, Invalid, Refused, Stale
from core.models import Term
from twinning.actions.matches import log_shown, relax, set_aside
from twinning.actions.wishes import PointToWrite, close_wish, create_wish, delete_draft, open_wish, save_step
from twinning.matching import GAPS, REASONS, RELAXATIONS
from twinning.models import (
    ClassLanguage,
    Decision,
    Institution,
    LessonTime,
    SchoolClass,
    ShownList,
    Staff,
    State,
    Wish,
    WishPoint,
)
from twinning.queries.open_wishes import closed_to, free_places, side_of
from twinning.queries.suggestions import fitting
from twinning.showing import match_sentences
from twinning.showing.suggestions import board_of

pytestmark = pytest.mark.django_db


def make_class(school: Institution, name: str = "7 B", starts: int = 8, **languages: str) -> SchoolClass:
    group = SchoolClass.objects.create(institution=school, name=name, age_from=12, age_to=13, size=26)
    for language, level in (languages or {"en": "B1"}).items():
        ClassLanguage.objects.create(school_class=group, language=language, level=level)
    for weekday in range(1, 6):
        LessonTime.objects.create(
            school_class=group, weekday=weekday, starts=time(starts, 0), ends=time(starts + 4, 30)
        )
    return group


def term(scheme: str, code: str) -> Term:
    return Term.objects.get(scheme=scheme, code=code)


def make_wish(school: Institution, *, state: str = "open", starts: int = 8, **languages: str) -> Wish:
    wish = Wish.objects.create(
        institution=school,
        school_class=make_class(school, starts=starts, **languages),
        title="Living water",
        starts=date(2027, 1, 1),
        months=6,
        state=state,
    )
    WishPoint.objects.create(wish=wish, criterion="work", side="seek", term=term("work", "letters"))
    WishPoint.objects.create(wish=wish, criterion="theme", side="seek", term=term("theme", "water"))
    return wish


@pytest.fixture
def school(make_institution: Callable[..., Institution]) -> Institution:
    return make_institution("Ala-Too")


@pytest.fixture
def leader(make_user: Callable[..., User], make_staff: Callable[..., Staff], school: Institution) -> User:
    user = make_user("Gulzat")
    make_staff(user, school)
    return user


def test_a_leader_writes_a_wish_step_by_step_and_opens_it(leader: User, school: Institution) -> None:
    wish = create_wish(institution=school, by=leader, language="ky")
    assert create_wish(institution=school, by=leader, language="ky") == wish
    with pytest.raises(Invalid):
        open_wish(wish=wish, by=leader)
    facts = {"school_class": make_class(school), "title": "Суу\u202e", "starts": date(2027, 1, 1), "months": 6}
    save_step(wish=wish, by=leader, version=1, step=1, facts=facts)
    points = [PointToWrite("work", term=term("work", "letters"), need="must")]
    save_step(wish=wish, by=leader, version=2, step=2, criteria=["work", "theme"], points=points)
    open_wish(wish=wish, by=leader)
    assert (wish.state, wish.title, wish.version, wish.points.count()) == ("open", "Суу", 4, 1)


def test_a_stale_form_changes_nothing(leader: User, school: Institution) -> None:
    wish = make_wish(school)
    with pytest.raises(Stale):
        save_step(wish=wish, by=leader, version=7, step=2, criteria=["work"], points=[])
    assert wish.points.count() == 2


def test_strangers_prepare_and_open_nothing(make_user: Callable[..., User], school: Institution) -> None:
    stranger, wish = make_user(), make_wish(school, state="draft")
    with pytest.raises(Refused):
        create_wish(institution=school, by=stranger, language="ky")
    for verb in (open_wish, close_wish, delete_draft):
        with pytest.raises(Refused):
            verb(wish=wish, by=stranger)
    with pytest.raises(Refused):
        relax(wish=wish, by=stranger, change="translated.accept")
    wish.refresh_from_db()
    assert (Wish.objects.count(), wish.state, wish.version) == (1, "draft", 1)


def test_an_unverified_newcomer_prepares_but_does_not_open(
    make_user: Callable[..., User], make_staff: Callable[..., Staff], make_institution: Callable[..., Institution]
) -> None:
    new, claimed = make_user(), make_institution("New", state=State.CLAIMED)
    make_staff(new, claimed, state=Staff.State.ASKED)
    wish = create_wish(institution=claimed, by=new, language="ky")
    with pytest.raises(Refused):
        open_wish(wish=wish, by=new)
    assert wish.state == "draft"


def test_nonsense_in_a_step_is_refused(
    leader: User, school: Institution, make_institution: Callable[..., Institution]
) -> None:
    wish, other = make_wish(school, state="draft"), make_institution("Other")
    for facts in ({"school_class": make_class(other)}, {"partners": 99}, {"months": 0}):
        with pytest.raises(Invalid):
            save_step(wish=wish, by=leader, version=1, step=1, facts=facts)
    with pytest.raises(Invalid):
        save_step(
            wish=wish, by=leader, version=1, step=2, criteria=["theme"], points=[PointToWrite("age", value="1-2")]
        )
    wish.refresh_from_db()
    assert (wish.version, wish.points.count()) == (1, 2)


def test_an_open_wish_is_closed_not_deleted(leader: User, school: Institution) -> None:
    wish = make_wish(school)
    with pytest.raises(Conflict):
        delete_draft(wish=wish, by=leader)
    close_wish(wish=wish, by=leader)
    assert wish.state == "closed"


def partners(make_institution: Callable[..., Institution], count: int) -> list[Wish]:
    return [make_wish(make_institution(f"Kool {n}", country="EE", place="Tartu")) for n in range(count)]


def test_suggestions_say_who_fits_and_why(
    leader: User, school: Institution, make_institution: Callable[..., Institution]
) -> None:
    wish, (other,) = make_wish(school, starts=13), partners(make_institution, 1)
    board = board_of(wish, may_propose=True)
    (card,) = board.cards
    assert (card.name, card.country, card.strength, board.found.fitting) == ("Kool 0", "Estonia", "strong", 1)
    assert (0 < len(card.reasons_us) <= 3, 0 < len(card.reasons_them) <= 2) == (True, True)
    assert card.hours is not None
    assert card.main is not None
    assert card.main.url == reverse("twinning:propose", args=[wish.code, other.code])
    assert fitting(wish) == 1


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_suggestions_asks_a_fixed_number_of_questions(
    leader: User,
    school: Institution,
    make_institution: Callable[..., Institution],
    signed_in: Callable[[User], Client],
    django_assert_num_queries: Any,
    count: int,
) -> None:
    wish = make_wish(school)
    partners(make_institution, count)
    client, url = signed_in(leader), reverse("twinning:suggestions", args=[wish.code])
    assert client.get(url).status_code == 200
    with django_assert_num_queries(33):
        page = client.get(url)
    assert page.text.count('<details class="match"') == count


def test_nobody_is_shown_to_institutions_that_are_not_open_or_not_verified(
    school: Institution, make_institution: Callable[..., Institution]
) -> None:
    wish = make_wish(school)
    make_wish(make_institution("A", state=State.CLAIMED))
    make_wish(make_institution("B"), state="draft")
    make_wish(school)
    make_wish(make_institution("C", rules=False))
    assert board_of(wish, may_propose=True).cards == []


def test_the_list_is_logged_once_while_it_stays_the_same(
    leader: User, school: Institution, make_institution: Callable[..., Institution]
) -> None:
    wish = make_wish(school)
    partners(make_institution, 2)
    found = board_of(wish, may_propose=True).found
    log_shown(wish=wish, by=leader, found=found)
    log_shown(wish=wish, by=leader, found=found)
    (shown,) = ShownList.objects.all()
    assert list(shown.matches.values_list("rank", flat=True)) == [1, 2]


def test_not_now_sets_aside_and_a_stranger_sets_nothing_aside(
    leader: User, school: Institution, make_user: Callable[..., User], make_institution: Callable[..., Institution]
) -> None:
    wish, (other,) = make_wish(school), partners(make_institution, 1)
    with pytest.raises(Refused):
        set_aside(wish=wish, other=other, by=make_user())
    assert Decision.objects.count() == 0
    set_aside(wish=wish, other=other, by=leader)
    assert list(Decision.objects.values_list("kind", flat=True)) == ["not_now"]
    with pytest.raises(Conflict):
        set_aside(wish=wish, other=wish, by=leader)


def test_what_holds_back_is_counted_and_its_button_changes_the_wish(
    leader: User, school: Institution, make_institution: Callable[..., Institution]
) -> None:
    wish = make_wish(school)
    (other,) = partners(make_institution, 1)
    other.points.filter(criterion="work").update(term=term("work", "photos"))
    Wish.objects.filter(pk=other.pk).update(version=2)
    board = board_of(wish, may_propose=True)
    assert (board.cards, [(one.gain, one.text) for one in board.holding]) == (
        [],
        [("+1", "if you also accept this work: exchange of photos")],
    )
    action = board.holding[0].action
    assert action is not None
    relax(wish=wish, by=leader, change=action["value"])
    assert board_of(wish, may_propose=True).found.fitting == 1


@pytest.mark.parametrize(
    "change", ["", "x", "age.widen|from=-1|to=3", "age.widen|from=9|to=3", "work.accept|term=none", "speak.prefer"]
)
def test_an_unknown_change_is_refused(leader: User, school: Institution, change: str) -> None:
    wish = make_wish(school)
    with pytest.raises(Invalid):
        relax(wish=wish, by=leader, change=change)
    assert wish.points.count() == 2


def test_each_step_of_softening_does_what_it_says(leader: User, school: Institution) -> None:
    wish = make_wish(school)
    WishPoint.objects.create(wish=wish, criterion="language", side="seek", value="de-B1", need="must")
    WishPoint.objects.create(wish=wish, criterion="country", side="seek", value="EE", need="must")
    wish.points.filter(criterion="theme").update(need="must")
    for change in (
        "language.level|code=de|instead=B1|level=A2",
        "country.prefer",
        "theme.prefer|term=water",
        "age.widen|from=11|to=14",
        "translated.accept",
        "capacity.more|places=1",
        "language.prefer|code=de|level=A2",
    ):
        relax(wish=wish, by=leader, change=change)
    points = set(wish.points.values_list("criterion", "value", "need"))
    assert points == {
        ("work", "", "prefer"),
        ("theme", "", "prefer"),
        ("language", "de-A2", "prefer"),
        ("country", "EE", "prefer"),
        ("age", "11-14", "prefer"),
    }
    assert (wish.translated_ok, wish.partners) == (True, 2)


def test_the_engine_sees_what_the_wish_says(school: Institution) -> None:
    side = side_of(make_wish(school))
    assert (side.country, side.time_zone, dict(side.languages), len(side.lessons)) == (
        "KG",
        "Asia/Bishkek",
        {"en": 3},
        5 * 18,
    )
    assert (set(side.work), set(side.wanted_themes), side.capacity, side.ready) == ({"letters"}, {"water"}, 1, True)
    assert closed_to(school) == {school.code}
    assert free_places(Wish.objects.get()) == 1


def test_each_key_of_the_engine_has_a_sentence() -> None:
    assert set(match_sentences.REASONS) == set(REASONS)
    assert set(match_sentences.GAPS) == set(GAPS)
    assert set(match_sentences.RELAXATIONS) == set(RELAXATIONS)


def test_foreign_wishes_do_not_exist_for_others(
    make_user: Callable[..., User],
    make_staff: Callable[..., Staff],
    make_institution: Callable[..., Institution],
    school: Institution,
    signed_in: Callable[[User], Client],
) -> None:
    other = make_user()
    make_staff(other, make_institution("Other"))
    wish = make_wish(school)
    client = signed_in(other)
    for name in ("suggestions", "wish"):
        assert client.get(reverse(f"twinning:{name}", args=[wish.code])).status_code == 404
    assert Client().get(reverse("twinning:wish", args=[wish.code])).status_code == 302


def test_a_wish_is_written_through_its_pages(
    leader: User, school: Institution, signed_in: Callable[[User], Client]
) -> None:
    client, group = signed_in(leader), make_class(school)
    page = client.post(reverse("twinning:new_wish"))
    wish = Wish.objects.get()
    assert page.url == reverse("twinning:wish_step", args=[wish.code, 1])
    data: dict[str, Any] = {"version": 1, "school_class": group.pk, "title": "", "months": 6, "partners": 1}
    bad = client.post(page.url, data)
    assert (bad.status_code, b"error" in bad.content or b"note-red" in bad.content) == (400, True)
    starts = bad.context["form"].fields["starts"].choices[2][0]
    client.post(page.url, {**data, "title": "Water", "starts": starts})
    work = {"version": 2, "work_letters": "prefer", "theme_need": "prefer", "theme_weight": 4}
    client.post(reverse("twinning:wish_step", args=[wish.code, 2]), work)
    partner = {"version": 3, "age_from": 11, "age_to": 13, "age_need": "must", "country_need": "prefer"}
    partner |= {"language_need": "prefer", "mentor": "offer"}
    client.post(reverse("twinning:wish_step", args=[wish.code, 3]), partner)
    client.post(reverse("twinning:wish_step", args=[wish.code, 4]), {"version": 4, "about": "Words", "language": "ky"})
    assert client.get(reverse("twinning:wish", args=[wish.code])).status_code == 200
    opened = client.post(reverse("twinning:open_wish", args=[wish.code]))
    wish.refresh_from_db()
    assert (opened.url, wish.state, wish.points.count()) == (
        reverse("twinning:suggestions", args=[wish.code]),
        "open",
        3,
    )
    stale = client.post(
        reverse("twinning:wish_step", args=[wish.code, 4]), {"version": 1, "about": "Mine", "language": "ky"}
    )
    assert (stale.status_code, b"Mine" in stale.content, b"Words" in stale.content) == (409, True, True)


@pytest.mark.parametrize(("classes", "chosen"), [(1, True), (2, False), (0, False)])
def test_the_only_class_is_chosen_already(
    leader: User, school: Institution, signed_in: Callable[[User], Client], classes: int, chosen: bool
) -> None:
    groups = [make_class(school) for _n in range(classes)]
    wish = create_wish(institution=school, by=leader, language="en")
    page = signed_in(leader).get(reverse("twinning:wish_step", args=[wish.code, 1]))
    drawn = [line for line in re.findall(r"<input[^>]*>", page.text) if 'name="school_class"' in line]
    assert [" checked" in line for line in drawn] == [chosen for _group in groups]


def test_an_archived_class_is_not_chosen(
    leader: User, school: Institution, signed_in: Callable[[User], Client]
) -> None:
    old, only = make_class(school), make_class(school)
    old.archived_at = timezone.now()
    old.save()
    wish = create_wish(institution=school, by=leader, language="en")
    form = signed_in(leader).get(reverse("twinning:wish_step", args=[wish.code, 1])).context["form"]
    assert form["school_class"].value() == only.pk


def test_a_draft_leads_to_who_would_fit_as_soon_as_it_has_a_class(
    leader: User, school: Institution, signed_in: Callable[[User], Client]
) -> None:
    client, wish = signed_in(leader), create_wish(institution=school, by=leader, language="en")
    link = f'href="{reverse("twinning:suggestions", args=[wish.code])}"'
    pages = [reverse("twinning:wish", args=[wish.code]), reverse("twinning:wishes")]
    assert [link in client.get(page).text for page in pages] == [False, False]
    Wish.objects.filter(pk=wish.pk).update(school_class=make_class(school))
    pages.append(reverse("twinning:wish_step", args=[wish.code, 2]))
    assert [link in client.get(page).text for page in pages] == [True, True, True]
    assert client.get(reverse("twinning:suggestions", args=[wish.code])).status_code == 200


def test_what_a_theme_weighs_is_said_in_words(
    leader: User, school: Institution, signed_in: Callable[[User], Client]
) -> None:
    wish = create_wish(institution=school, by=leader, language="en")
    theme = term("theme", "water")
    for criterion, side, more in (
        ("theme", "seek", {"weight": 8, "need": "must"}),
        ("theme", "offer", {}),
    ):
        WishPoint.objects.create(wish=wish, criterion=criterion, side=side, term=theme, **more)
    text = signed_in(leader).get(reverse("twinning:wish", args=[wish.code])).text
    assert ("(must, counts most)" in text, "(we offer)" in text) == (True, True)
