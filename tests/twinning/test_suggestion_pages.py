"""The page of suggestions: rows that open, filters, what was set aside and its way back, the switcher of wishes."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.errors import Conflict, Refused
from tests.twinning.test_wishes import make_wish, term
from tests.walking import joined
from twinning.actions.matches import bring_back, set_aside
from twinning.models import Decision, Institution, Role, Staff, Wish
from twinning.queries.suggestions import set_aside_codes
from twinning.showing.suggestions import board_of

pytestmark = pytest.mark.django_db
Make = Callable[..., Institution]
SignIn = Callable[[User], Client]


@pytest.fixture
def school(make_institution: Make) -> Institution:
    return make_institution("Ala-Too")


@pytest.fixture
def leader(make_user: Callable[..., User], make_staff: Callable[..., Staff], school: Institution) -> User:
    user = make_user("Gulzat")
    make_staff(user, school)
    return user


@pytest.fixture
def wish(school: Institution) -> Wish:
    return make_wish(school)


def others(make_institution: Make, *countries: str, starts: int = 8) -> list[Wish]:
    schools = [make_institution(f"Kool {n}", country=code, place="Tartu") for n, code in enumerate(countries)]
    return [make_wish(school, starts=starts) for school in schools]


def address(wish: Wish, query: str = "") -> str:
    return reverse("twinning:suggestions", args=[wish.code]) + query


def names(page: Any) -> list[str]:
    return [card.name for card in page.context["board"].cards]


def test_a_row_opens_into_the_card_and_is_known_by_its_wish(
    leader: User, wish: Wish, make_institution: Make, signed_in: SignIn
) -> None:
    (other,) = others(make_institution, "EE")
    page = joined(signed_in(leader).get(address(wish)).text)
    begin = page.index(f'<details class="match" id="match-{other.code}">')
    summary, card = page[begin : page.index("</details>", begin)].split("</summary>")
    (one,) = board_of(wish, may_propose=True).cards
    assert all(said in summary for said in ("Kool 0", "Estonia", one.why, joined(one.common), one.reply, "#arc-strong"))
    assert all(said in card for said in (*one.reasons_us, *one.reasons_them, "Write a proposal", "Not now", one.url))
    assert "We looked for what does not fit and found nothing." in card


def test_the_gap_stands_in_the_row(leader: User, wish: Wish, make_institution: Make, signed_in: SignIn) -> None:
    (other,) = others(make_institution, "EE")
    other.points.filter(criterion="theme").delete()
    Wish.objects.filter(pk=other.pk).update(version=2)
    (card,) = board_of(wish, may_propose=True).cards
    page = joined(signed_in(leader).get(address(wish)).text)
    assert card.gap is not None
    assert card.gap in page[page.index("match-row") : page.index("</summary>", page.index("match-row"))]


def test_ten_stand_on_a_page(leader: User, wish: Wish, make_institution: Make, signed_in: SignIn) -> None:
    others(make_institution, *["EE"] * 12)
    client = signed_in(leader)
    first, second = client.get(address(wish)), client.get(address(wish, "?page=2"))
    assert (len(names(first)), len(names(second)), first.context["head"].tabs[0]["count"]) == (10, 2, "12")
    assert set(names(first)) & set(names(second)) == set()


@pytest.fixture
def three(wish: Wish, make_institution: Make) -> list[Wish]:
    """Two Estonian ones whose lessons lie within ours, and a German one that has none with us."""
    rows = others(make_institution, "EE", "EE", "DE")
    for other in rows:
        starts, ends = ("04:00", "08:30") if other.institution.country == "EE" else ("15:00", "19:00")
        assert other.school_class is not None
        other.school_class.lessons.update(starts=starts, ends=ends)
    Wish.objects.filter(pk=wish.pk).update(version=2)
    return rows


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("", 3),
        ("country=EE", 2),
        ("country=EE&country=DE", 3),
        ("lessons=hour", 2),
        ("lessons=none", 1),
        ("country=EE&lessons=none", 0),
        ("lessons=&country=DE", 1),
        ("strength=strong", 3),
        ("work=letters&language=en", 3),
        ("country=ZZ&strength=best&page=x&nonsense=1", 3),  # what nobody has is passed over
    ],
)
def test_filters_leave_what_was_chosen(wish: Wish, three: list[Wish], query: str, left: int) -> None:
    assert len(board_of(wish, may_propose=True, query=QueryDict(query)).cards) == left


def test_a_choice_says_how_many_it_would_leave(wish: Wish, make_institution: Make) -> None:
    others(make_institution, "EE", "EE", "DE")
    facets = board_of(wish, may_propose=True, query=QueryDict("country=DE")).filters.facets
    assert facets is not None
    (country,) = [group for group in facets["groups"] if group["name"] == "country"]
    said = [(option["label"], option["count"], option["checked"]) for option in country["options"]]
    assert said == [("Estonia", "2", False), ("Germany", "1", True)]
    assert facets["chosen"] == 1


def test_where_there_is_nothing_to_choose_no_filter_stands(wish: Wish, make_institution: Make) -> None:
    others(make_institution, "EE")
    assert board_of(wish, may_propose=True).filters.facets is None


def test_what_was_set_aside_leaves_the_list_and_comes_back(
    leader: User, wish: Wish, make_institution: Make, signed_in: SignIn
) -> None:
    one, _two = others(make_institution, "EE", "DE")
    client = signed_in(leader)
    client.post(reverse("twinning:not_now", args=[wish.code]), {"other": one.code})
    fit, aside = client.get(address(wish)), client.get(address(wish, "?tab=aside"))
    assert (names(fit), names(aside)) == (["Kool 1"], ["Kool 0"])
    assert [tab["count"] for tab in fit.context["head"].tabs] == ["1", "", "1"]
    assert ("Back to the list" in aside.text, "What holds us back" in aside.text) == (True, False)
    back = client.post(reverse("twinning:bring_back", args=[wish.code]), {"other": one.code})
    assert back["Location"] == address(wish, "?tab=aside")
    assert (len(names(client.get(address(wish)))), names(client.get(back["Location"]))) == (2, [])
    assert list(Decision.objects.order_by("pk").values_list("kind", flat=True)) == ["not_now", "back"]


def test_what_was_set_aside_takes_no_place_of_the_list(wish: Wish, leader: User, make_institution: Make) -> None:
    rows = others(make_institution, *["EE"] * 21)
    for other in rows[:2]:
        set_aside(wish=wish, other=other, by=leader)
    found = board_of(wish, may_propose=True).found
    assert (len(found.ranked), len(found.aside), found.fitting) == (19, 2, 21)


def test_a_second_click_decides_nothing(wish: Wish, leader: User, make_institution: Make) -> None:
    (other,) = others(make_institution, "EE")
    for _click in range(2):
        set_aside(wish=wish, other=other, by=leader)
    for _click in range(2):
        bring_back(wish=wish, other=other, by=leader)
    assert (Decision.objects.count(), set_aside_codes(wish)) == (2, set())
    set_aside(wish=wish, other=other, by=leader)
    assert set_aside_codes(wish) == {other.code}


def test_nobody_else_brings_back(
    leader: User, wish: Wish, make_institution: Make, make_user: Callable[..., User], make_staff: Any, signed_in: SignIn
) -> None:
    (other,) = others(make_institution, "EE")
    set_aside(wish=wish, other=other, by=leader)
    teacher, stranger = make_user("Teacher"), make_user("Stranger")
    make_staff(teacher, wish.institution, Role.TEACHER)
    url = reverse("twinning:bring_back", args=[wish.code])
    for person, status in ((teacher, 403), (stranger, 404)):
        assert signed_in(person).post(url, {"other": other.code}).status_code == status
    with pytest.raises(Refused):
        bring_back(wish=wish, other=other, by=teacher)
    with pytest.raises(Conflict):
        bring_back(wish=wish, other=wish, by=leader)
    assert signed_in(leader).post(url, {"other": "nosuchwish"}).status_code == 404
    assert set_aside_codes(wish) == {other.code}


@pytest.mark.parametrize(
    ("rows", "query", "said"),
    [
        (0, "?tab=aside", "Nobody is set aside"),
        (1, "", "All who fit are set aside"),
        (0, "", "Nobody fits yet"),
    ],
)
def test_an_empty_list_says_what_to_do(
    leader: User, wish: Wish, make_institution: Make, signed_in: SignIn, rows: int, query: str, said: str
) -> None:
    for other in others(make_institution, *["EE"] * rows):
        set_aside(wish=wish, other=other, by=leader)
    page = signed_in(leader).get(address(wish, query))
    assert (said in page.text, 'class="empty"' in page.text) == (True, True)


def test_a_choice_that_nobody_meets_leads_back_to_all(
    leader: User, wish: Wish, three: list[Wish], signed_in: SignIn
) -> None:
    page = signed_in(leader).get(address(wish, "?country=DE&lessons=hour"))
    assert ("Nothing fits this choice" in page.text, f'href="{address(wish)}"' in page.text) == (True, True)


def test_the_switcher_offers_each_wish_but_closed_ones(
    leader: User, school: Institution, wish: Wish, signed_in: SignIn
) -> None:
    draft, closed = make_wish(school, state="draft"), make_wish(school, state="closed")
    client = signed_in(leader)
    for query in ("", "?tab=aside"):
        page = client.get(address(wish, query)).text
        begin = page.index('class="menu-list"', page.index('class="menu wish-pick"'))
        menu = page[begin : page.index("</nav>", begin)]
        assert [address(one, query) in menu for one in (wish, draft, closed)] == [True, True, False]
        assert reverse("twinning:all_wishes") in menu


def test_partners_opens_the_matches_of_an_open_wish_else_the_list(
    leader: User, school: Institution, signed_in: SignIn
) -> None:
    client, url = signed_in(leader), reverse("twinning:wishes")
    assert "No wish yet" in client.get(url).text
    draft = make_wish(school, state="draft")
    assert draft.title in client.get(url).text
    wish = make_wish(school)
    assert client.get(url)["Location"] == address(wish)
    every = client.get(reverse("twinning:all_wishes")).text
    assert [address(one) in every for one in (wish, draft)] == [True, True]


def test_a_teacher_is_told_who_writes_wishes(
    leader: User,
    school: Institution,
    make_user: Callable[..., User],
    make_staff: Callable[..., Staff],
    make_institution: Make,
    signed_in: SignIn,
) -> None:
    """No button of theirs leads to a refusal; where nothing is open yet, the leader is named, with the way to people."""
    teacher = make_user("Nurlan")
    make_staff(teacher, school, Role.TEACHER)
    client, every = signed_in(teacher), reverse("twinning:all_wishes")
    begins = f'action="{reverse("twinning:new_wish")}"'
    people = f'href="{reverse("twinning:people", args=[school.code])}"'
    for _round in range(2):
        page = client.get(every).text
        assert (begins in page, people in page, f"Ask: {leader}." in page) == (False, True, True)
        draft = make_wish(school, state="draft")
    others(make_institution, "EE")
    page, own = client.get(address(draft)).text, signed_in(leader).get(address(draft)).text
    marks = (begins, "Change the wish", 'id="decides"')
    assert ([mark in page for mark in marks], [mark in own for mark in marks]) == ([False] * 3, [True] * 3)
    assert "Ask:" not in signed_in(leader).get(every).text


def test_the_tabs_lead_round_with_the_same_wish(
    leader: User, school: Institution, wish: Wish, signed_in: SignIn, make_institution: Make
) -> None:
    other, foreign = make_wish(school), make_wish(make_institution("Kool", country="EE"))
    client = signed_in(leader)
    for asked in (wish, other):
        letters = client.get(address(asked)).context["head"].tabs[1]["url"]
        tabs = client.get(letters).context["head"].tabs
        assert [tab["url"] for tab in tabs] == [address(asked), letters, address(asked, "?tab=aside")]
    for nonsense in (foreign.code, "x", ""):
        assert client.get(f"{reverse('twinning:proposals')}?wish={nonsense}").context["head"].wish in {wish, other}


def test_a_chip_is_one_button_that_softens_the_wish(
    leader: User, wish: Wish, make_institution: Make, signed_in: SignIn
) -> None:
    (other,) = others(make_institution, "EE")
    other.points.filter(criterion="work").update(term=term("work", "photos"))
    Wish.objects.filter(pk=other.pk).update(version=2)
    client = signed_in(leader)
    page = joined(client.get(address(wish)).text)
    chip = re.search(r'<button type="submit" name="change" value="([^"]+)"><b>(\+\d+)</b><span>([^<]+)</span>', page)
    assert chip is not None
    assert (chip[2], chip[3].strip()) == ("+1", "if you also accept this work: exchange of photos")
    client.post(reverse("twinning:relax", args=[wish.code]), {"change": chip[1]})
    assert names(client.get(address(wish))) == ["Kool 0"]
