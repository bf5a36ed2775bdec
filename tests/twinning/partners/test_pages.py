from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from tests.twinning.partners.conftest import School, expire, letter
from tests.walking import joined
from twinning.actions.agreements import draw_up_agreement
from twinning.actions.plans import edit_plan_item, finish_plan_item
from twinning.actions.sending import withdraw_proposal
from twinning.models import Agreement, Partnership, Proposal, Role, Signature

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
Send = Callable[..., Proposal]
Join = Callable[..., Partnership]


def typed(**more: Any) -> dict[str, Any]:
    """What a browser sends for a letter."""
    said = letter()
    form = {
        "client_key": "k" * 32,
        "title": said["title"],
        "work": said["work"],
        "starts": said["starts"].isoformat(),
        "ends": said["ends"].isoformat(),
        "m_meet": "on",
        "m_meet_due": said["plan"][0]["due"],
        "own_1": "Вода в бутылке",
        "phrases": ["greeting-day", "who-class"],
        "words": said["words"],
        "language": "ky",
    }
    return {**form, **more}


@pytest.fixture
def write_url(ours: School, theirs: School) -> str:
    return reverse("twinning:propose", args=[ours.wish.code, theirs.wish.code])


def test_the_form_is_filled_from_both_wishes(ours: School, write_url: str, signed_in: SignIn) -> None:
    answer = signed_in(ours.leader).get(write_url)
    form = answer.context["form"]
    assert answer.status_code == 200
    assert (form["title"].value(), form["work"].value(), form["starts"].value()) == ("Вода", "project", "2027-01-11")
    assert len(form["client_key"].value()) == 32


def test_a_letter_is_looked_at_changed_and_sent_once(ours: School, write_url: str, signed_in: SignIn) -> None:
    client = signed_in(ours.leader)
    asked = client.post(write_url, typed())
    assert (asked.status_code, asked["Location"]) == (302, f"{write_url}?look=1")
    look = client.get(asked["Location"])  # a page of its own: reloaded, it sends nothing again
    page = look.content.decode()
    assert "This will be sent. It has not been sent yet." in page
    assert "Our class: 7 Б. The pupils’ age: 12–13." in page
    assert Proposal.objects.count() == 0
    hidden = {name: look.context["form"][name].value() for name in look.context["form"].fields if name != "phrases"}
    hidden = {name: value for name, value in hidden.items() if value not in {None, False}}
    change = client.post(write_url, {**typed(), **hidden, "do": "change"}, follow=True)
    assert 'name="do" value="look"' in joined(change.content.decode())
    assert change.context["form"]["words"].value() == typed()["words"]
    for _click in range(2):
        sent = client.post(write_url, {**typed(), **hidden, "do": "send"})
    proposal = Proposal.objects.get()
    assert sent["Location"] == reverse("twinning:proposal", args=[proposal.code])
    assert [p["key"] for p in proposal.phrases] == ["greeting-day", "who-class"]
    assert [p["title"] or p["term"] for p in proposal.plan] == ["meet", "Вода в бутылке"]


@pytest.mark.parametrize(
    "spoilt",
    [
        {"title": ""},
        {"title": "x" * 121},
        {"starts": "yesterday"},
        {"starts": "0001-01-01"},
        {"ends": "9999-12-31"},
        {"work": "../../etc"},
        {"phrases": ["insult"]},
        {"words": "", "phrases": []},
        {"language": "xx"},
        {"m_meet_due": "2027-02-31"},
        {"words": "x" * 3001},
        {"client_key": "k" * 41},
    ],
)
def test_nonsense_keeps_what_was_typed(ours: School, write_url: str, signed_in: SignIn, spoilt: dict[str, Any]) -> None:
    answer = signed_in(ours.leader).post(write_url, typed(**spoilt, do="send"))
    assert answer.status_code == 200
    assert answer.context["form"].errors
    if "words" not in spoilt:
        assert "Салам! Биз Нарын суусун изилдейбиз." in answer.content.decode()
    assert Proposal.objects.count() == 0


def test_control_characters_never_arrive(ours: School, write_url: str, signed_in: SignIn) -> None:
    signed_in(ours.leader).post(write_url, typed(words="a\x00b\u202ec", title="Water\u2066", do="send"))
    proposal = Proposal.objects.get()
    assert (proposal.words, proposal.title) == ("abc", "Water")


def test_who_may_open_the_form(
    ours: School, theirs: School, write_url: str, signed_in: SignIn, make_user: Callable[..., User], make_staff: Any
) -> None:
    teacher = make_user("Teacher")
    make_staff(teacher, ours.school, Role.TEACHER)
    assert Client().get(write_url).status_code == 302
    assert signed_in(make_user("Stranger")).get(write_url).status_code == 404
    assert signed_in(theirs.leader).get(write_url).status_code == 404
    assert signed_in(teacher).get(write_url).status_code == 403
    assert signed_in(ours.leader).get(write_url.replace(theirs.wish.code, "nosuchwish")).status_code == 404


def test_a_crossing_one_is_shown_by_the_form(
    ours: School, theirs: School, write_url: str, signed_in: SignIn, send: Send
) -> None:
    crossing = send(theirs, ours)
    there = reverse("twinning:proposal", args=[crossing.code])
    assert signed_in(ours.leader).get(write_url)["Location"] == there
    assert signed_in(ours.leader).post(write_url, typed(do="send"))["Location"] == there


def test_the_receiver_reads_it_in_their_own_language(
    ours: School, theirs: School, signed_in: SignIn, send: Send
) -> None:
    url = reverse("twinning:proposal", args=[send(ours, theirs).code])
    page = signed_in(theirs.leader).get(url.replace("/en/", "/ru/")).content.decode()
    assert "Здравствуйте, уважаемые коллеги!" in page
    assert "вода и реки" in page
    assert "Знакомимся" in page
    assert '<p class="as-typed" lang="ky">Салам! Биз Нарын суусун изилдейбиз.</p>' in page
    assert Proposal.objects.get().read_at is not None


def test_reading_by_the_sender_marks_nothing(ours: School, theirs: School, signed_in: SignIn, send: Send) -> None:
    answer = signed_in(ours.leader).get(reverse("twinning:proposal", args=[send(ours, theirs).code]))
    assert "sent, not read yet" in answer.content.decode()
    assert Proposal.objects.get().read_at is None


def test_strangers_find_no_proposal_and_no_space(
    ours: School,
    theirs: School,
    found_school: Callable[..., School],
    signed_in: SignIn,
    join: Join,
    make_user: Callable[..., User],
) -> None:
    partnership = join(ours, theirs)
    agreement = draw_up_agreement(partnership=partnership, by=ours.leader)
    proposal, item = Proposal.objects.get(), partnership.plan.all()[0]
    pages = [
        reverse("twinning:proposal", args=[proposal.code]),
        reverse("twinning:counter", args=[proposal.code]),
        *(reverse(f"twinning:{name}", args=[partnership.code]) for name in ("space", "plan", "agreement", "space_end")),
        *(reverse(f"twinning:{name}", args=[partnership.code, item.code]) for name in ("plan_edit", "plan_done")),
        reverse("twinning:agreement_pdf", args=[agreement.code, "ru"]),
    ]
    posts = [
        *(reverse(f"twinning:proposal_{name}", args=[proposal.code]) for name in ("accept", "decline", "withdraw")),
        *(reverse(f"twinning:{name}", args=[partnership.code]) for name in ("draw_up", "space_bring")),
        *(reverse(f"twinning:{name}", args=[partnership.code, item.code]) for name in ("plan_reopen", "plan_drop")),
    ]
    for person in (make_user("Stranger"), found_school("Third").leader):
        client = signed_in(person)
        assert [client.get(url).status_code for url in pages] == [404] * len(pages)
        assert [client.post(url).status_code for url in posts] == [404] * len(posts)
    assert [Client().get(url).status_code for url in pages] == [302] * len(pages)
    assert [Client().post(url).status_code for url in posts] == [302] * len(posts)
    # What takes a form alone leads to its page; what destroys asks first, on a page of its own.
    asked = [signed_in(ours.leader).get(url).status_code for url in posts]
    assert asked == [302, 302, 200, 302, 302, 302, 200]


def test_accepting_leads_into_the_twin_space(ours: School, theirs: School, signed_in: SignIn, send: Send) -> None:
    proposal = send(ours, theirs)
    client = signed_in(theirs.leader)
    answer = client.post(reverse("twinning:proposal_accept", args=[proposal.code]))
    partnership = Partnership.objects.get()
    assert answer["Location"] == reverse("twinning:space", args=[partnership.code])
    page = client.get(answer["Location"]).content.decode()
    assert 'data-clock="Europe/Tallinn"' in page
    assert 'data-clock="Asia/Bishkek"' in page
    assert page.index("Europe/Tallinn") < page.index("Asia/Bishkek")
    assert "Get to know each other" in page
    assert f'data-room="{partnership.space.room.code}"' in page


@pytest.mark.parametrize("end", ["withdrawn", "expired"])
def test_accepting_too_late_says_why(ours: School, theirs: School, signed_in: SignIn, send: Send, end: str) -> None:
    proposal = send(ours, theirs)
    if end == "expired":
        expire(proposal)
    else:
        withdraw_proposal(proposal=proposal, by=ours.leader)
    client = signed_in(theirs.leader)
    answer = client.post(reverse("twinning:proposal_accept", args=[proposal.code]), follow=True)
    assert {"withdrawn": "was withdrawn by those", "expired": "has expired"}[end] in answer.content.decode()
    assert Partnership.objects.count() == 0


def test_declining_needs_a_reason_and_keeps_the_words(
    ours: School, theirs: School, signed_in: SignIn, send: Send
) -> None:
    proposal = send(ours, theirs)
    client, url = signed_in(theirs.leader), reverse("twinning:proposal_decline", args=[proposal.code])
    answer = client.post(url, {"words": "Кечиресиз"})
    assert answer.status_code == 200
    assert "Кечиресиз" in answer.content.decode()
    answer = client.post(url, {"reason": "hours", "words": "Кечиресиз"})
    proposal.refresh_from_db()
    assert (answer.status_code, proposal.state, proposal.reason) == (302, "declined", "hours")


def test_a_counter_begins_with_the_old_letter(ours: School, theirs: School, signed_in: SignIn, send: Send) -> None:
    old = send(ours, theirs)
    client, url = signed_in(theirs.leader), reverse("twinning:counter", args=[old.code])
    form = client.get(url).context["form"]
    assert (form["title"].value(), form["m_meet"].value(), form["own_1"].value()) == (old.title, True, "Вода в бутылке")
    answer = client.post(url, typed(title="Кышкы суу", do="send"))
    new = Proposal.objects.get(answers=old)
    assert answer["Location"] == reverse("twinning:proposal", args=[new.code])
    assert new.title == "Кышкы суу"


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_with_one_and_three(
    ours: School,
    found_school: Callable[..., School],
    signed_in: SignIn,
    send: Send,
    django_assert_num_queries: Any,
    rows: int,
) -> None:
    for n in range(rows):
        send(ours, found_school(f"School {n}"))
    client = signed_in(ours.leader)
    with django_assert_num_queries(12):
        page = client.get(reverse("twinning:proposals"))
    assert len(page.context["written"]) == rows
    assert f"Open places used: {rows} of 3" in page.content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_spaces_cost_the_same_with_one_and_three(
    found_school: Callable[..., School],
    signed_in: SignIn,
    join: Join,
    django_assert_num_queries: Any,
    rows: int,
) -> None:
    home = found_school("Home", partners=4)
    for n in range(rows):
        join(home, found_school(f"School {n}"))
    client = signed_in(home.leader)
    with django_assert_num_queries(14):
        page = client.get(reverse("twinning:spaces"))
    assert len(page.context["rows"]) == rows


def test_a_twin_space_costs_a_fixed_number_of_queries(
    ours: School, theirs: School, signed_in: SignIn, join: Join, django_assert_num_queries: Any
) -> None:
    url = reverse("twinning:space", args=[join(ours, theirs).code])
    client = signed_in(ours.leader)
    with django_assert_num_queries(26):
        assert client.get(url).status_code == 200


def test_a_stale_milestone_shows_both(ours: School, theirs: School, signed_in: SignIn, join: Join) -> None:
    partnership = join(ours, theirs)
    item = partnership.plan.all()[1]
    url = reverse("twinning:plan_edit", args=[partnership.code, item.code])
    edit_plan_item(item=item, by=theirs.leader, version=1, title="Theirs", language="en")
    client = signed_in(ours.leader)
    answer = client.post(url, {"version": "1", "title": "Биздики", "language": "ky"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert 'value="Биздики"' in page
    assert 'value="Theirs"' in page
    assert client.post(url, {"version": "2", "title": "Биздики", "language": "ky"}).status_code == 302
    item.refresh_from_db()
    assert (item.title, item.version) == ("Биздики", 3)


@pytest.mark.parametrize("query", ["", "?back=today"])
def test_a_milestone_changed_meanwhile_is_done_at_the_second_try(
    ours: School, theirs: School, signed_in: SignIn, join: Join, query: str
) -> None:
    partnership = join(ours, theirs)
    item = partnership.plan.all()[1]
    url = reverse("twinning:plan_done", args=[partnership.code, item.code]) + query
    client = signed_in(ours.leader)
    assert client.get(url).context["form"]["version"].value() == 1
    edit_plan_item(item=item, by=theirs.leader, version=1, title="Theirs", language="en", due=date(2027, 5, 3))
    answer = client.post(url, {"version": "1", "evidence": "Көргөзмө өттү"})
    assert answer.status_code == 409
    said = ("Somebody was faster", "Көргөзмө өттү</textarea>", 'value="Theirs"', 'value="2027-05-03"')
    assert [one for one in said if one not in answer.text] == []
    assert (answer.context["form"]["version"].value(), f'action="{url}"' in answer.text) == ("2", True)
    anew = client.get(url).context["form"]  # the draft brings the words back, not the milestone that is no more
    assert (anew["version"].value(), anew["evidence"].value()) == (2, "Көргөзмө өттү")
    again = client.post(url, {"version": "2", "evidence": "Көргөзмө өттү"})
    there = reverse("accounts:home") if query else reverse("twinning:space", args=[partnership.code])
    assert (again.status_code, again["Location"]) == (302, there)
    item.refresh_from_db()
    assert (item.state, item.evidence) == ("done", "Көргөзмө өттү")


def test_a_milestone_done_meanwhile_is_not_done_twice(
    ours: School, theirs: School, signed_in: SignIn, join: Join
) -> None:
    partnership = join(ours, theirs)
    item = partnership.plan.all()[1]
    finish_plan_item(item=item, by=theirs.leader, version=1, evidence="Their words")
    url = reverse("twinning:plan_done", args=[partnership.code, item.code])
    answer = signed_in(ours.leader).post(url, {"version": "1", "evidence": "Көргөзмө өттү"})
    said = ("This milestone is done already.", "Their words", "Көргөзмө өттү", "Save mine")
    assert (answer.status_code, [one in answer.text for one in said]) == (409, [True, True, True, False])
    item.refresh_from_db()
    assert item.evidence == "Their words"


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 30, "²"])
def test_a_nonsense_version_drops_nothing(
    ours: School, theirs: School, signed_in: SignIn, join: Join, version: str
) -> None:
    partnership = join(ours, theirs)
    item = partnership.plan.all()[0]
    for name in ("plan_drop", "plan_reopen"):
        url = reverse(f"twinning:{name}", args=[partnership.code, item.code])
        assert signed_in(ours.leader).post(url, {"version": version}).status_code == 302
    assert partnership.plan.count() == 2


def test_the_plan_grows_and_is_done_through_its_pages(
    ours: School, theirs: School, signed_in: SignIn, join: Join
) -> None:
    partnership = join(ours, theirs)
    client, plan = signed_in(ours.leader), reverse("twinning:plan", args=[partnership.code])
    assert client.post(plan, {"title": "", "language": "ky"}).status_code == 200
    assert client.post(plan, {"term": "show", "language": "ky", "due": "2027-05-01"}).status_code == 302
    item = partnership.plan.get(term="show")
    done = reverse("twinning:plan_done", args=[partnership.code, item.code])
    assert client.post(done, {"version": item.version, "evidence": ""}).status_code == 200
    assert client.post(done, {"version": item.version, "evidence": "Көргөзмө өттү"}).status_code == 302
    assert "Көргөзмө өттү" in client.get(plan).content.decode()


def test_on_today_a_milestone_is_ended_in_its_row(ours: School, theirs: School, signed_in: SignIn, join: Join) -> None:
    partnership = join(ours, theirs)
    partnership.plan.update(due=timezone.localdate())
    item = partnership.plan.first()
    assert item is not None
    client, home = signed_in(ours.leader), reverse("accounts:home")
    done = reverse("twinning:plan_done", args=[partnership.code, item.code]) + "?back=today"
    row = " ".join(client.get(home).text.split())
    row = row[row.index(f'action="{done}"') :]
    assert f'name="version" value="{item.version}"' in row[: row.index("</form>")]
    assert 'name="evidence"' in row[: row.index("</form>")]
    assert signed_in(theirs.leader).get(home).text.count(f'action="{done}"') == 1
    assert client.post(done, {"version": item.version, "evidence": ""}).status_code == 200
    answer = client.post(done, {"version": item.version, "evidence": "Көргөзмө өттү"})
    assert (answer.status_code, answer["Location"]) == (302, home)
    assert done not in client.get(home).text


def test_on_today_one_click_says_that_a_proposal_has_come(
    ours: School, theirs: School, signed_in: SignIn, send: Send, make_user: Callable[..., User]
) -> None:
    proposal = send(ours, theirs)
    client, home = signed_in(theirs.leader), reverse("accounts:home")
    seen = reverse("twinning:proposal_read", args=[proposal.code])
    assert f'action="{seen}"' in client.get(home).text
    assert signed_in(make_user("Stranger")).post(seen).status_code == 404
    assert signed_in(ours.leader).post(seen).status_code == 403
    proposal.refresh_from_db()
    assert proposal.read_at is None
    answer = client.post(seen)
    proposal.refresh_from_db()
    assert (answer.status_code, answer["Location"], proposal.read_at is not None) == (302, home, True)
    page = client.get(home).text
    assert (f'action="{seen}"' in page, proposal.title in page) == (False, True)


def test_both_sign_on_the_page_and_get_the_pdf(ours: School, theirs: School, signed_in: SignIn, join: Join) -> None:
    partnership = join(ours, theirs)
    url = reverse("twinning:agreement", args=[partnership.code])
    client = signed_in(ours.leader)
    assert "No agreement yet" in client.get(url).content.decode()
    client.post(reverse("twinning:draw_up", args=[partnership.code]))
    sha256 = Agreement.objects.get().sha256
    assert client.post(url, {"name": "Айгүл", "sha256": sha256}).status_code == 200
    stale = client.post(url, {"name": "Айгүл Садырова", "sha256": "0" * 64, "read": "on"})
    for answer in (stale, client.get(url)):  # what stands there now is to be read and signed, under the same name
        shown = [answer.context["form"][name].value() for name in ("sha256", "name", "read")]
        assert (answer.status_code, shown[:2], bool(shown[2])) == (200, [sha256, "Айгүл Садырова"], False)
    assert Signature.objects.count() == 0
    for one in (ours, theirs):
        form = {"name": f"Leader {one.school.country}", "sha256": sha256, "read": "on"}
        assert signed_in(one.leader).post(url, form).status_code == 302
    assert "All parties have signed." in client.get(url).content.decode()
    assert client.post(url, {"sha256": sha256, "name": "Again Again", "read": "on"}).status_code == 302
    assert Signature.objects.count() == 2


def test_a_colleague_is_brought_in_by_the_page(
    ours: School, theirs: School, signed_in: SignIn, join: Join, make_user: Callable[..., User], make_staff: Any
) -> None:
    partnership = join(ours, theirs)
    place = make_staff(make_user("Нурлан Бейшенов"), ours.school, Role.TEACHER)
    teacher, url = signed_in(place.user), reverse("twinning:space", args=[partnership.code])
    assert "data-room" not in teacher.get(url).content.decode()
    bring = reverse("twinning:space_bring", args=[partnership.code])
    assert signed_in(theirs.leader).post(bring, {"place": place.code}).status_code == 404
    assert signed_in(ours.leader).post(bring, {"place": place.code}).status_code == 302
    assert "data-room" in teacher.get(url).content.decode()


def test_an_ended_space_is_read_only(ours: School, theirs: School, signed_in: SignIn, join: Join) -> None:
    partnership = join(ours, theirs)
    client = signed_in(theirs.leader)
    end = reverse("twinning:space_end", args=[partnership.code])
    assert client.post(end, {"words": "Рахмат"}).status_code == 200
    assert client.post(end, {"reason": "finished", "words": "Рахмат"}).status_code == 302
    page = client.get(reverse("twinning:space", args=[partnership.code])).content.decode()
    assert "the work is finished" in page
    assert "Рахмат" in page
    assert client.get(end).status_code == 403
    assert client.post(reverse("twinning:plan", args=[partnership.code]), {"term": "show"}).status_code == 403
