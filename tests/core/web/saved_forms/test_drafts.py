"""What a page saves while somebody types, and what comes late."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.test import Client
from django.urls import path
from django.utils import timezone

from accounts.models import User
from accounts.queries.personal_data import data_of
from core.models import KeptEntry
from core.web.forms import CleanForm
from core.web.saved_forms import keeps_entry, quotas, refill
from core.web.saved_forms.drafts import forget_old_entries
from tests.core.web.test_saved_forms import HERE, PASSWORD, Letter
from tests.core.web.test_saved_forms import urlpatterns as site

PAGE = "/en/note/"


@keeps_entry
def note(request: HttpRequest) -> HttpResponse:
    form = Letter(request.POST or None, initial={"text": "As it is stored", "tags": ["a"]})
    refill(form, request)
    if form.is_valid():
        return HttpResponse(status=302, headers={"Location": "/en/sent/"})
    row, thrown = getattr(request, "kept_row", None), getattr(request, "kept_thrown", None)
    return HttpResponse(f"{form}<p>{row and row.code}</p><p>{thrown and thrown.code}</p>")


class Place(CleanForm):
    place = forms.CharField()


@keeps_entry
def twice(request: HttpRequest) -> HttpResponse:
    for form in (Letter(), Place()):
        refill(form, request)
    return render(request, "base.html")


def silent(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("no form of members")


urlpatterns = [
    path("en/note/", note),
    path("ky/note/", note),
    path("en/silent/", silent),
    path("en/twice/", twice),
    *site,
]
ONE, OTHER = "a" * 32, "b" * 32


@pytest.fixture
def writer(make_user: Callable[..., User], signed_in: Callable[[User], Client], settings: Any) -> Client:
    settings.ROOT_URLCONF = __name__
    return signed_in(make_user())


def save(client: Client, text: str, number: int, *, mark: str = ONE, page: str = PAGE, **more: str) -> int:
    said = {"text": text, "kept-page": page, "kept-form": f"{page}:", "kept-mark": mark, "kept-number": str(number)}
    return client.post("/kept/", {**said, **more}).status_code


def test_a_saving_stands_in_the_form_again_in_every_browser_and_language(writer: Client) -> None:
    assert save(writer, "Half a sent", 1) == 204
    assert save(writer, "Half a sentence", 2, password="hush", csrfmiddlewaretoken="x") == 204
    row = KeptEntry.objects.get()
    assert (row.path, row.data, row.account) == ("/note/", {"text": ["Half a sentence"]}, User.objects.get().code)
    assert timedelta(days=29) < row.expires_at - timezone.now() <= timedelta(days=30)
    elsewhere = Client()
    elsewhere.post("/en/accounts/login/", {"login": "person1@example.org", "password": PASSWORD})
    for client, page in ((writer, PAGE), (elsewhere, PAGE)):
        assert "Half a sentence</textarea>" in client.get(page).text


def test_nobody_else_finds_it(writer: Client, make_user: Callable[..., User], signed_in: Any) -> None:
    save(writer, "Mine alone", 1)
    other = signed_in(make_user(email="other@example.org"))
    assert "Mine alone" not in other.get(PAGE).text
    other.post("/kept/away/", {"code": KeptEntry.objects.get().code})
    assert "Mine alone" in writer.get(PAGE).text


def test_what_was_overtaken_changes_nothing(writer: Client) -> None:
    save(writer, "Later", 7)
    save(writer, "Sooner", 6)
    assert KeptEntry.objects.get().data == {"text": ["Later"]}


def test_a_saving_that_comes_after_the_form_was_sent_brings_nothing_back(writer: Client) -> None:
    save(writer, "Dear partners", 1)
    sent = {"text": "Dear partners", "kept-mark": ONE, "kept-number": "3", "kept-page": PAGE}
    assert writer.post(PAGE, sent).status_code == 302
    assert save(writer, "Dear partners", 2) == 204
    assert "Dear partners" not in writer.get(PAGE).text
    assert save(writer, "A second letter", 4) == 204  # the page stayed open, as a chat does
    assert "A second letter" in writer.get(PAGE).text


def test_so_it_is_where_the_late_one_would_have_been_the_first(writer: Client) -> None:
    writer.post(PAGE, {"text": "Dear partners", "kept-mark": ONE, "kept-number": "3", "kept-page": PAGE})
    save(writer, "Dear partners", 2)
    assert "Dear partners" not in writer.get(PAGE).text


def test_another_tab_goes_on_with_its_own_words(writer: Client) -> None:
    save(writer, "First tab", 1)
    writer.post(PAGE, {"text": "First tab", "kept-mark": ONE, "kept-number": "2", "kept-page": PAGE})
    save(writer, "Second tab", 1, mark=OTHER)
    assert "Second tab" in writer.get(PAGE).text


def test_a_form_that_says_what_is_stored_is_no_draft(writer: Client) -> None:
    save(writer, "As it is stored", 1, tags="a", urgent="on")
    assert "<p>None</p>" in writer.get(PAGE).text
    assert KeptEntry.objects.count() == 0
    save(writer, "", 1, tags="a", urgent="on")
    assert "As it is stored" not in writer.get(PAGE).text  # emptied on purpose
    assert save(writer, "", 2) == 204  # nothing at all
    assert "As it is stored" in writer.get(PAGE).text


def test_a_form_that_was_not_taken_is_kept_as_it_was_sent(writer: Client) -> None:
    save(writer, "Half", 1)
    assert writer.post(PAGE, {"text": "Whole", "tags": "nonsense"}).status_code == 200
    assert "Whole</textarea>" in writer.get(PAGE).text


def test_thrown_away_it_can_be_had_back_for_a_while(writer: Client) -> None:
    save(writer, "On second thoughts", 1)
    code = KeptEntry.objects.get().code
    said = {"code": code, "next": PAGE, "kept-mark": ONE, "kept-number": "2"}
    assert writer.post("/kept/away/", said).headers["Location"] == PAGE
    save(writer, "On second thoughts", 1)  # the page saved while it was left
    assert "On second thoughts" not in writer.get(PAGE).text
    assert f"<p>{code}</p>" in writer.get(PAGE).text
    writer.post("/kept/back/", {"code": code, "next": "https://example.org/"})
    assert "On second thoughts" in writer.get(PAGE).text


def test_the_drafts_of_two_forms_of_a_page_are_thrown_away_together(writer: Client) -> None:
    page = "/en/twice/"
    save(writer, "A letter", 1, page=page)
    writer.post("/kept/", {"place": "Naryn", "kept-page": page, "kept-form": "/en/place/:"})
    codes = [row.code for row in KeptEntry.objects.order_by("-pk")]
    shown = writer.get(page)
    assert "What you had typed in several forms of this page is here again." in shown.text
    assert [f'name="code" value="{code}"' in shown.text for code in codes] == [True, True]
    writer.post("/kept/away/", {"code": codes, "next": page})
    assert KeptEntry.objects.filter(over_at=None).count() == 0
    writer.post("/kept/back/", {"code": codes, "next": page})
    assert KeptEntry.objects.filter(over_at=None).count() == 2


def test_the_way_on_is_on_this_site(writer: Client) -> None:
    assert writer.post("/kept/away/", {"code": "x", "next": "https://example.org/"}).headers["Location"] == "/"
    assert writer.post("/kept/away/", {"code": "x", "next": "//example.org/"}).headers["Location"] == "/"


@pytest.mark.parametrize("page", ["/en/silent/", "/en/nothing/", "https://example.org/", "//example.org/x", ""])
def test_only_pages_with_a_form_of_members_keep(writer: Client, page: str) -> None:
    assert save(writer, "Anything", 1, page=page) == 400
    assert KeptEntry.objects.count() == 0


def test_it_takes_the_token(writer: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = writer.cookies
    said = {"text": "Planted", "kept-page": PAGE}
    assert strict.post("/kept/", said, headers={"Origin": "https://example.org"}).status_code == 403
    assert strict.post("/kept/", said).status_code == 403
    assert KeptEntry.objects.count() == 0


def test_what_a_page_with_an_old_token_sends_on_leaving_is_kept_where_it_is_ours(writer: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = writer.cookies
    said = {"text": "On leaving", "kept-page": PAGE}
    answer = strict.post("/kept/", said, headers={**HERE, "Accept": "*/*"})
    assert (answer.status_code, answer.json()) == (403, {"code": "stale_token"})
    assert "On leaving" in writer.get(PAGE).text


def test_a_form_with_an_old_token_comes_back_filled(writer: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = writer.cookies
    forged = strict.post(PAGE, {"text": "Planted"}, headers={"Origin": "https://example.org"})
    crossed = strict.post(PAGE, {"text": "Planted"}, headers={**HERE, "Sec-Fetch-Site": "cross-site"})
    assert (forged.status_code, crossed.status_code, KeptEntry.objects.count()) == (403, 403, 0)
    answer = strict.post(PAGE, {"text": "Written in the first tab"}, headers=HERE)
    assert (answer.status_code, answer.headers["Location"]) == (303, PAGE)
    assert "Written in the first tab" in strict.get(PAGE).text
    fragment = strict.post(PAGE, {"text": "x"}, headers={**HERE, "HX-Request": "true"})
    assert fragment.headers["HX-Redirect"] == PAGE


def test_what_one_person_typed_is_not_given_to_another_in_the_same_browser(writer: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = writer.cookies
    said = {"text": "Theirs <b>\nas typed", "tags": "a", "password": "hush hush", "kept-by": "somebody"}
    page = strict.post(PAGE, said, headers=HERE)
    assert (page.status_code, "Somebody else is signed in now" in page.text) == (403, True)
    assert (str(User.objects.get()) in page.text, "Theirs &lt;b&gt;<br>as typed" in page.text) == (True, True)
    assert ("hush" in page.text, "<p>a</p>" in page.text) == (False, False)
    told = strict.post("/kept/", {**said, "kept-page": PAGE}, headers={**HERE, "Accept": "*/*"})
    assert (told.status_code, told.json()["code"]) == (409, "other_person")
    foreign = strict.post(PAGE, said, headers={"Origin": "https://example.org"})
    assert (foreign.status_code, "Theirs" in foreign.text) == (403, False)
    assert save(writer, "Theirs", 1, **{"kept-by": "somebody"}) == 409
    assert KeptEntry.objects.count() == 0


def test_a_script_gets_a_fresh_token(writer: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = writer.cookies
    said = strict.get("/kept/token/").json()
    assert said["user"] == User.objects.get().code
    answer = strict.post("/kept/", {"text": "x", "kept-page": PAGE, "csrfmiddlewaretoken": said["token"]})
    assert answer.status_code == 204


def test_a_session_that_ended_leaves_it_to_the_browser(writer: Client) -> None:
    writer.get(PAGE)
    writer.cookies.pop("sessionid")
    assert save(writer, "Signed out", 1) == 401
    assert KeptEntry.objects.get().key is None
    writer.post("/en/accounts/login/", {"login": "person1@example.org", "password": PASSWORD})
    assert "Signed out" in writer.get(PAGE).text


def test_one_account_fills_no_disk(writer: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quotas, "MOST_DRAFTS", 3)
    for number in range(6):
        assert save(writer, f"text {number}", 1, **{"kept-form": f"/form{number}/:"}) == 204
    assert sorted(row.data["text"][0] for row in KeptEntry.objects.all()) == ["text 3", "text 4", "text 5"]
    monkeypatch.setattr(quotas, "MOST_DRAFT_CHARACTERS", 250_000)
    assert save(writer, "x" * 150_000, 1, **{"kept-form": "/long/:"}) == 204
    assert save(writer, "y" * 150_000, 1, **{"kept-form": "/longer/:"}) == 204
    assert [row.data["text"][0][0] for row in KeptEntry.objects.all()] == ["y"]
    assert save(writer, "z" * 200_001, 2, **{"kept-form": "/longer/:"}) == 413


def test_somebody_who_types_all_day_is_never_refused(writer: Client) -> None:
    assert {save(writer, f"text {number}", number) for number in range(1, 60)} == {204}
    assert KeptEntry.objects.count() == 1


def test_it_is_in_my_data_and_ends_after_thirty_days(writer: Client) -> None:
    save(writer, "Mine", 1)
    said = data_of(User.objects.get())["accounts"]["drafts"]
    assert [(draft["path"], draft["data"]) for draft in said] == [("/note/", {"text": ["Mine"]})]
    KeptEntry.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert "Mine" not in writer.get(PAGE).text
    assert forget_old_entries() == 1


@pytest.mark.parametrize(("mark", "number"), [("", "1"), ("short", "1"), (ONE, "-1"), (ONE, "x"), (ONE, "9" * 30)])
def test_nonsense_for_a_count_is_no_count(writer: Client, mark: str, number: str) -> None:
    said = {"text": "Kept", "kept-page": PAGE, "kept-form": ":" * 500, "kept-mark": mark, "kept-number": number}
    assert writer.post("/kept/", said).status_code == 204
    assert (KeptEntry.objects.get().mark, KeptEntry.objects.get().number) == ("", 0)


def send(client: Client, text: str, number: int, *, mark: str = ONE, **more: str) -> int:
    said = {"text": text, "kept-page": PAGE, "kept-form": f"{PAGE}:", "kept-mark": mark, "kept-number": str(number)}
    return client.post(PAGE, {**said, **more}).status_code


@pytest.mark.parametrize("mark", [ONE, OTHER])
def test_what_was_typed_after_the_session_had_ended_is_newer(writer: Client, mark: str) -> None:
    writer.get(PAGE)
    save(writer, "Half a sent", 1)
    code = KeptEntry.objects.get().code
    writer.cookies.pop("sessionid")
    assert save(writer, "Half a sentence", 2, mark=mark) == 401
    assert save(writer, "Half a sentence, and more", 3, mark=mark) == 401
    assert save(writer, "Half a sentence", 2, mark=mark) == 401  # comes late
    writer.post("/en/accounts/login/", {"login": "person1@example.org", "password": PASSWORD})
    assert "Half a sentence, and more</textarea>" in writer.get(PAGE).text
    row = KeptEntry.objects.get()  # one draft again, theirs in every browser
    assert (row.code, row.browser) == (code, "")
    assert row.expires_at - timezone.now() > timedelta(days=29)
    assert send(writer, "Half a sentence, and more", 4, mark=mark) == 302
    assert "Half a sent" not in writer.get(PAGE).text


def test_what_was_left_brings_nothing_back_that_was_sent(writer: Client) -> None:
    writer.get(PAGE)
    browser = writer.cookies["browser"].value
    elsewhere = Client()
    elsewhere.cookies["browser"] = browser
    send(writer, "Dear partners", 3)
    assert save(elsewhere, "Dear partn", 2) == 401
    assert "Dear partn" not in writer.get(PAGE).text


def test_nobody_else_leaves_words_in_this_browser(writer: Client) -> None:
    writer.get(PAGE)
    writer.cookies.pop("sessionid")
    assert save(writer, "Theirs", 1, **{"kept-by": "somebody"}) == 401
    assert KeptEntry.objects.count() == 0


def test_a_refused_page_that_is_loaded_anew_shows_the_newer_words(writer: Client) -> None:
    assert send(writer, "Wrong", 1, tags="nonsense") == 200
    assert save(writer, "Corrected", 1, mark=OTHER, **{"kept-from": f"{ONE}:1"}) == 204
    again = {"text": "Wrong", "tags": "nonsense", "kept-page": PAGE, "kept-form": f"{PAGE}:"}
    answer = writer.post(PAGE, {**again, "kept-mark": ONE, "kept-number": "1"})
    assert (answer.status_code, answer.headers["Location"]) == (302, PAGE)
    page = writer.get(PAGE).text
    assert ("Corrected</textarea>" in page, "Wrong" in page) == (True, False)
    assert send(writer, "Corrected at last", 2, mark=OTHER, **{"kept-from": f"{ONE}:1"}) == 302
    page = writer.get(PAGE).text
    assert ("Corrected" in page, "Wrong" in page) == (False, False)


def test_a_refused_page_that_is_loaded_anew_at_once_is_the_same_page(writer: Client) -> None:
    for _each in range(2):
        assert send(writer, "Wrong", 1, tags="nonsense") == 200
    assert send(writer, "Wrong", 1) == 302  # what was missing is there by now
    assert "Wrong" not in writer.get(PAGE).text


@pytest.mark.parametrize("saved", [True, False])
def test_what_another_tab_sends_leaves_the_other_words_of_this_one(writer: Client, saved: bool) -> None:
    save(writer, "Of the first tab", 4)
    if saved:
        save(writer, "Of the second tab", 1, mark=OTHER)
        assert "Of the second tab" in writer.get(PAGE).text
    assert send(writer, "Of the second tab", 2, mark=OTHER) == 302
    assert "Of the first tab</textarea>" in writer.get(PAGE).text
    assert send(writer, "Of the  first tab\r\n", 1, mark="c" * 32) == 302  # the same words, wherever they were sent
    page = writer.get(PAGE).text
    assert ("first tab" in page, "second tab" in page) == (False, False)


def test_a_tab_that_goes_on_keeps_its_own_words_once(writer: Client) -> None:
    save(writer, "First", 1)
    save(writer, "Second", 1, mark=OTHER)
    save(writer, "First, longer", 2)
    assert sorted(row.data["text"][0] for row in KeptEntry.objects.all()) == ["First, longer", "Second"]
    assert send(writer, "First, longer", 3) == 302
    assert "Second</textarea>" in writer.get(PAGE).text
    assert send(writer, "Second", 2, mark=OTHER) == 302
    assert "As it is stored" in writer.get(PAGE).text


def test_a_message_by_another_door_ends_only_its_own(writer: Client) -> None:
    save(writer, "Of the first tab", 4)
    assert save(writer, "", 2, mark=OTHER, **{"kept-over": "1"}) == 204
    assert "Of the first tab" in writer.get(PAGE).text
    assert save(writer, "", 5, **{"kept-over": "1"}) == 204
    assert "Of the first tab" not in writer.get(PAGE).text


def test_the_words_that_a_page_has_shown_are_over_when_it_is_sent(writer: Client) -> None:
    save(writer, "Begun yesterday", 4)
    assert f"{ONE}:4" in str(writer.get(PAGE).wsgi_request.kept_from)
    assert send(writer, "Ended today", 1, mark=OTHER, **{"kept-from": f"{ONE}:4"}) == 302
    assert "Begun yesterday" not in writer.get(PAGE).text


def test_three_other_tabs_at_most_wait(writer: Client) -> None:
    for number in range(8):
        save(writer, f"Tab {number}", 1, mark=str(number) * 32)
    assert sorted(row.data["text"][0] for row in KeptEntry.objects.all()) == ["Tab 4", "Tab 5", "Tab 6", "Tab 7"]


def test_a_page_keeps_and_ends_the_same_draft_without_saying_which_form(writer: Client) -> None:
    said = {"text": "Kept", "kept-page": PAGE, "kept-mark": ONE}
    writer.post("/kept/", {**said, "kept-number": "1"})
    assert "Kept" in writer.get(PAGE).text
    writer.post("/kept/", {**said, "kept-number": "2", "kept-over": "1"})
    assert "Kept" not in writer.get(PAGE).text


@pytest.mark.parametrize("name", ["words", "wo\0rds", "kept-page", "kept-form", "kept-mark", "kept-from"])
def test_nul_breaks_no_draft(make_user: Callable[..., User], signed_in: Callable[[User], Client], name: str) -> None:
    """PostgreSQL keeps it in no text: the page that refuses the form failed."""
    client = signed_in(make_user())
    address = "/en/accounts/settings/name/"
    refused = client.post(address, {"name": "", "latin_name": "Aida\0", name: f"{address}a\0b"})
    assert refused.status_code == 200
    (row,) = KeptEntry.objects.all()
    assert "\0" not in f"{row.path}{row.data}"
    assert "\\x00" not in repr(row.data)
    saved = client.post("/kept/", {"name": "Aida\0", "kept-page": address, name: f"{address}\0"})
    assert saved.status_code in {204, 400}
