"""A session that ended costs a log-in, not the text."""

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django import forms
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from django.utils import timezone

from accounts.models import User
from config.urls import urlpatterns as site
from core.errors import TooMany
from core.models import KeptEntry
from core.web.forms import CleanForm
from core.web.saved_forms import keeps_entry, kept, refill
from core.web.saved_forms.drafts import forget_old_entries

PASSWORD = "koepueroe-demo"


class Letter(CleanForm):
    text = forms.CharField(widget=forms.Textarea)
    urgent = forms.BooleanField(required=False, initial=True)
    tags = forms.MultipleChoiceField(choices=[("a", "A"), ("b", "B"), ("c", "C")], required=False)
    password = forms.CharField(required=False, widget=forms.PasswordInput)
    paper = forms.FileField(required=False)


@keeps_entry
def letter(request: HttpRequest) -> HttpResponse:
    form = Letter(request.POST or None)
    refill(form, request)
    if form.is_valid():
        return HttpResponse(status=302, headers={"Location": "/en/sent/"})
    return HttpResponse(f"{form}{dict(data.lists()) if (data := kept(request)) else {}}")


@keeps_entry
def crowded(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        raise TooMany(wait=10)
    return letter(request)


urlpatterns = [path("en/crowded/", crowded), path("en/letter/", letter), path("en/letter/post/", letter), *site]
HERE = {"Origin": "http://testserver"}
LETTER = {"text": "Dear partners", "tags": ["a", "c"], "password": "hush hush", "csrfmiddlewaretoken": "x"}


@pytest.fixture
def browser(make_user: Callable[..., User], settings: object) -> Client:
    """Signed in as person1, then the session is gone from the server."""
    settings.ROOT_URLCONF = __name__  # type: ignore[attr-defined]
    client = Client()
    _sign_in(client, make_user())
    client.get("/en/letter/")
    Session.objects.all().delete()
    return client


def test_the_text_waits_for_the_same_person_in_the_same_browser(browser: Client) -> None:
    lost = browser.post("/en/letter/", LETTER)
    assert lost.status_code == 302
    where = urlsplit(lost.headers["Location"])
    assert (where.path, parse_qs(where.query)) == ("/en/accounts/login/", {"next": ["/en/letter/"]})
    page = browser.get(lost.headers["Location"])
    assert "What you typed is kept for one hour" in page.text
    back = browser.post(lost.headers["Location"], {"login": "person1@example.org", "password": PASSWORD})
    assert back.headers["Location"] == "/en/letter/"
    again = browser.get("/en/letter/").text
    assert "Dear partners</textarea>" in again
    assert again.count(" selected") == 2
    assert "checked" not in again  # the tick that was taken away stays away
    assert "hush" not in again


def test_it_waits_where_a_limit_was_met(browser: Client, make_user: Callable[..., User]) -> None:
    _sign_in(browser, make_user(email="another@example.org"))
    browser.get("/en/crowded/")
    answer = browser.post("/en/crowded/", LETTER)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "10")
    assert "What you typed is kept." in answer.text
    again = browser.get("/en/crowded/").text
    assert "Dear partners</textarea>" in again
    assert "hush" not in again


def test_neither_passwords_nor_tokens_are_kept(browser: Client) -> None:
    browser.post("/en/letter/", {**LETTER, "code": "123456", "new_password": "x", "api-token": "y"})
    assert KeptEntry.objects.get().data == {"text": ["Dear partners"], "tags": ["a", "c"]}


def test_another_account_in_this_browser_sees_nothing(browser: Client, make_user: Callable[..., User]) -> None:
    browser.post("/en/letter/", LETTER)
    _sign_in(browser, make_user(email="other@example.org"))
    assert "Dear partners" not in browser.get("/en/letter/").text


def test_another_browser_sees_nothing(browser: Client) -> None:
    browser.post("/en/letter/", LETTER)
    elsewhere = Client()
    elsewhere.post("/en/accounts/login/", {"login": "person1@example.org", "password": PASSWORD})
    assert elsewhere.get("/en/letter/").status_code == 200
    assert "Dear partners" not in elsewhere.get("/en/letter/").text


def test_a_forged_cookie_keeps_nothing(browser: Client) -> None:
    browser.cookies["browser"] = browser.cookies["browser"].value.replace(":", "x:", 1)
    browser.post("/en/letter/", LETTER)
    assert KeptEntry.objects.count() == 0


def test_after_an_hour_it_is_gone(browser: Client) -> None:
    browser.post("/en/letter/", LETTER)
    assert timedelta(minutes=59) < KeptEntry.objects.get().expires_at - timezone.now() <= timedelta(hours=1)
    KeptEntry.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    _sign_in(browser, User.objects.get())
    assert "Dear partners" not in browser.get("/en/letter/").text
    assert forget_old_entries() == 1
    assert KeptEntry.objects.count() == 0


def test_it_is_forgotten_once_it_is_sent(browser: Client) -> None:
    browser.post("/en/letter/", LETTER)
    _sign_in(browser, User.objects.get())
    assert browser.post("/en/letter/", {"tags": ["nonsense"]}).status_code == 200
    assert "Dear partners" not in browser.get("/en/letter/").text  # what was sent last is what is shown again
    assert browser.post("/en/letter/", LETTER).status_code == 302
    assert KeptEntry.objects.count() == 0


def test_the_page_of_the_form_counts_not_the_address_it_is_sent_to(browser: Client) -> None:
    lost = browser.post("/en/letter/post/", LETTER, headers={"Referer": "http://testserver/en/letter/?page=2"})
    assert parse_qs(urlsplit(lost.headers["Location"]).query) == {"next": ["/en/letter/?page=2"]}
    assert KeptEntry.objects.get().path == "/letter/"


@pytest.mark.parametrize("query", ["?next=/en/spaces/", "?institution=abc&quote=7"])
def test_the_way_back_asks_what_the_page_asked(make_user: Callable[..., User], settings: object, query: str) -> None:
    settings.ROOT_URLCONF = __name__  # type: ignore[attr-defined]
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(make_user(), backend="allauth.account.auth_backends.AuthenticationBackend")
    old = {**HERE, "Referer": f"http://testserver/en/letter/{query}"}
    answer = strict.post("/en/letter/", {**LETTER, "kept-page": "/en/letter/"}, headers=old)
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/en/letter/{query}")
    assert "Dear partners" in strict.get(f"/en/letter/{query}").text
    crooked = {**HERE, "Referer": "http://testserver//example.org/"}
    assert strict.post("/en/letter/", LETTER, headers=crooked).headers["Location"] == "/en/letter/"


def test_a_foreign_referer_is_no_page_of_ours(browser: Client) -> None:
    browser.post("/en/letter/", LETTER, headers={"Referer": "https://example.org/evil/"})
    assert KeptEntry.objects.get().path == "/letter/"


def test_a_form_without_its_token_is_kept_too(browser: Client, make_user: Callable[..., User]) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = browser.cookies
    page = strict.post("/en/letter/", LETTER, headers=HERE)
    assert page.status_code == 403
    assert "What you typed is kept for one hour." in page.text
    assert 'href="/en/letter/"' in page.text
    assert KeptEntry.objects.get().path == "/letter/"
    outside = strict.post("/en/accounts/logout/", headers=HERE)
    assert "Nothing was stored yet." in outside.text
    assert KeptEntry.objects.count() == 1


def test_too_much_or_nothing_is_not_kept(browser: Client) -> None:
    browser.post("/en/letter/", {"text": "x" * 200_001})
    browser.post("/en/letter/", {})
    assert KeptEntry.objects.count() == 0


def test_a_browser_keeps_five_at_most(browser: Client) -> None:
    for number in range(8):
        page = f"http://testserver/en/page{number}/"
        browser.post("/en/letter/", {"text": f"text {number}"}, headers={"Referer": page})
    assert list(KeptEntry.objects.order_by("pk").values_list("path", flat=True)) == [
        f"/page{number}/" for number in range(3, 8)
    ]


def test_a_visitor_who_never_signed_in_leaves_nothing(db: None, settings: object) -> None:
    settings.ROOT_URLCONF = __name__  # type: ignore[attr-defined]
    assert Client().post("/en/letter/", LETTER).status_code == 302
    assert KeptEntry.objects.count() == 0


def test_htmx_is_led_to_the_whole_page(browser: Client) -> None:
    answer = browser.post("/en/letter/", LETTER, headers={"HX-Request": "true"})
    assert answer.headers["HX-Redirect"] == "/en/accounts/login/?next=/en/letter/"


def test_a_settings_page_end_to_end(browser: Client) -> None:
    browser.post("/en/accounts/settings/name/", {"name": "Айгүл Б.", "latin_name": "Aigul B."})
    _sign_in(browser, User.objects.get())
    page = browser.get("/en/accounts/settings/name/").text
    assert 'value="Айгүл Б."' in page
    assert "What you had typed is here again." in page


def _sign_in(client: Client, user: User) -> None:
    client.post("/en/accounts/login/", {"login": user.email, "password": PASSWORD})
