"""Every mail that the site can send, sent while the request names another host: addresses, headers, both parts."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import allauth
import pytest
import wagtail.admin
from allauth.account.adapter import get_adapter
from allauth.core import context
from django.core import mail
from django.core.mail import EmailMessage, EmailMultiAlternatives, mail_admins, send_mail
from django.test import Client, RequestFactory
from django.utils import timezone, translation
from wagtail.admin.mail import EmailNotificationMixin
from wagtail.users.models import UserProfile

from accounts.models import User
from community.actions.duties.digests import mail_of as digest_of
from community.actions.steps.mailing import mail_of as notice_of
from community.models import Notice
from core.mails import at_site, dressed, page_of
from library.actions.duties.wagtail_site import keep_address
from library.models import HomePage
from tests.server import BASE
from twinning.models import Institution, Invitation
from twinning.texts.invitations import mail_of as invitation_of

HOSTILE = "evil.example"
LANGUAGES = ("ky", "ru", "en")
OURS = {"community/mail/notice.txt", "community/mail/digest.txt", "twinning/mail/invitation.txt"}
WAGTAIL = Path(wagtail.admin.__path__[0]) / "templates" / "wagtailadmin" / "notifications"
ALLAUTH = Path(allauth.__path__[0]) / "templates"
# Wagtail's older moderation, of which only the templates are left.
NEVER_SENT = {"approved", "rejected"}


@pytest.fixture(autouse=True)
def _own_backend(settings: Any) -> None:
    """Django's test runner puts its own in place of ours."""
    settings.EMAIL_BACKEND = "core.mails.Backend"
    settings.MAIL_CARRIER = "django.core.mail.backends.locmem.EmailBackend"
    settings.SITE_URL = settings.WAGTAILADMIN_BASE_URL = "https://twins.school.kg"
    settings.ALLOWED_HOSTS = ["*"]
    settings.ADMINS = [("One", "one@example.org")]


def of_allauth() -> list[str]:
    """Prefixes of the templates in our folders."""
    found = (BASE / "templates").glob("*/email/*_message.txt")
    return sorted(str(path.relative_to(BASE / "templates")).removesuffix("_message.txt") for path in found)


def notifications() -> list[str]:
    names = {path.name.removesuffix("_subject.txt") for path in WAGTAIL.glob("*_subject.txt")}
    return sorted(names - NEVER_SENT)


# Nothing is left out


def test_each_template_of_a_mail_is_among_those_that_are_sent_here() -> None:
    lying = {str(path.relative_to(BASE / "templates")) for path in (BASE / "templates").glob("*/mail/*.txt")}
    assert lying - {"community/mail/digest_subject.txt"} == OURS
    sent = {
        path.relative_to(BASE).as_posix()
        for room in ("accounts", "community", "library", "twinning", "core", "search")
        for path in (BASE / room).rglob("*.py")
        if re.search(r"EmailMultiAlternatives\(|EmailMessage\(|send_mail\(", path.read_text(encoding="utf-8"))
    }
    # sign_in_links.py asks the adapter; posting.py sends, letter by letter, what the adapter has made.
    assert sent == {
        "core/mails.py",
        "accounts/adapters.py",
        "accounts/actions/sign_in_links.py",
        "accounts/actions/steps/account_mails.py",
    }


def test_no_mail_of_allauth_stands_in_its_own_words() -> None:
    """Codes by mail instead of links are off."""
    stock = {
        f"{room}/email/{path.name.removesuffix('_message.txt')}"
        for room in ("account", "mfa")
        for path in (ALLAUTH / room / "email").glob("*_message.txt")
    }
    assert stock - set(of_allauth()) == {
        "account/email/base",
        "account/email/login_code",
        "account/email/password_reset_code",
    } - set(of_allauth())


def test_templates_of_mails_ask_no_request() -> None:
    for path in [*(BASE / "templates").glob("*/email/*"), *(BASE / "templates").glob("*/mail/*")]:
        assert not re.search(r"request|current_site|get_host", path.read_text(encoding="utf-8")), path


# What each must be


def judged(sent: EmailMessage, language: str) -> None:
    message = sent.message()
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Content-Language"] == language
    assert message["List-Id"] == "Koepueroe <mails.twins.school.kg>"
    assert message["Message-ID"].endswith("@twins.school.kg>")
    assert message.get_content_type() == "multipart/alternative"
    text, page = (part.get_payload(decode=True).decode() for part in message.get_payload())
    assert [part.get_content_type() for part in message.get_payload()] == ["text/plain", "text/html"]
    assert HOSTILE not in message.as_string() + text + page
    for address in re.findall(r"https?://[^\s\"'<>]+", text + page):
        assert urlsplit(address).netloc == "twins.school.kg", address
    assert set(re.findall(r"https://[^\s<>]+", text)) <= {
        address.replace("&amp;", "&") for address in re.findall(r'href="([^"]+)"', page)
    }
    assert f'lang="{language}"' in page
    assert not re.search(r"<(img|script|style|link|iframe|object|video|audio)\b|\ssrc=|url\(|\son\w+=", page)
    assert len(page) > len(text)
    assert {**sent.extra_headers} == {**dressed(sent).extra_headers}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("prefix", [one for one in of_allauth() if not one.endswith("/base")])
def test_mails_of_accounts(prefix: str, language: str, make_user: Callable[..., User]) -> None:
    user = make_user("Айгүл <b>", language=language)
    request = RequestFactory(HTTP_HOST=HOSTILE).get("/en/")
    request.user = user
    words = {
        "user": user,
        **dict.fromkeys(
            ("activate_url", "password_reset_url", "signup_url"), f"http://{HOSTILE}/en/accounts/login/?a=1&b=2"
        ),
        "ip": "192.0.2.1",
        "user_agent": "Firefox",
        "from_email": "a@example.org",
        "to_email": "b@example.org",
    }
    with context.request_context(request):
        get_adapter(request).send_mail(prefix, user.email, words)
    (sent,) = mail.outbox
    judged(sent, language)
    assert "<b>" not in sent.alternatives[0][0].partition("<body>")[2].replace("&lt;b&gt;", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_mails_of_rooms(
    language: str, make_user: Callable[..., User], make_institution: Callable[..., Institution]
) -> None:
    user, school = make_user("Айгүл", language=language), make_institution("School")
    notice = Notice.objects.create(user=user, seq=1, key="community.appeal_upheld", url="/en/x/", dedupe="1")
    invitation = Invitation.objects.create(
        institution=school,
        email="c@example.org",
        expires_at=timezone.now(),
        by=user,
        language=language,
        words="<i>Come</i>\nhttp://other.example/",
    )
    notice_of(notice).send()
    digest_of(user, [notice]).send()
    with translation.override("en" if language == "ru" else "ru"):
        plain = invitation_of(invitation)
    assert "http://other.example/" in plain.body
    assert 'href="http://other' not in plain.alternatives[0][0]
    assert "&lt;i&gt;Come&lt;/i&gt;" in plain.alternatives[0][0]
    invitation.words = ""
    invitation_of(invitation).send()
    assert len(mail.outbox) == len(OURS)
    for sent in mail.outbox:
        judged(sent, language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", notifications())
def test_mails_of_wagtail(name: str, language: str, make_user: Callable[..., User]) -> None:
    """In the language in which their reader sees the admin, not in that of the one who caused them."""
    keep_address()
    reader = make_user("Editor", language=language)
    page = HomePage.objects.get(locale__language_code="en")
    words = {
        "page": page,
        "object": page,
        "workflow": {"name": "W"},
        "task": {"name": "T", "id": 1},
        "editor": reader,
        "new_comments": [],
        "model_name": "page",
    }
    words["requested_by"], words["comment"] = reader, ""
    with translation.override("en" if language != "en" else "ru"):
        parts = {"subject": "_subject.txt", "text": ".txt", "html": ".html"}
        templates = {part: f"wagtailadmin/notifications/{name}{end}" for part, end in parts.items()}
        UserProfile.get_for_user(reader)
        assert EmailNotificationMixin().send_emails(templates, words, [reader])
    (sent,) = mail.outbox
    judged(sent, "en" if language == "en" else "ru")


@pytest.mark.django_db
def test_mails_of_django_and_of_anybody_else() -> None:
    with translation.override("en"):
        mail_admins("Subject", "Words")
        send_mail("Subject", "Words", None, ["one@example.org"])
        EmailMessage("Subject", "Words https://twins.school.kg/en/.", to=["one@example.org"]).send()
        EmailMultiAlternatives("Subject", "Words", to=["one@example.org"]).send()
    assert len(mail.outbox) == 4
    for sent in mail.outbox:
        judged(sent, "en")


# Flows, by a request that lies


@pytest.mark.parametrize("host", [HOSTILE, "testserver:6666", "TESTSERVER"])
def test_links_of_real_flows_lead_to_the_site(host: str, make_user: Callable[..., User]) -> None:
    make_user(email="known@example.org", language="ky")
    client = Client(HTTP_HOST=host)
    client.post(
        "/en/accounts/signup/",
        {"name": "New", "email": "new@example.org", "password1": "tunuk suu agat", "accepted": "on"},
    )
    client.post(
        "/en/accounts/signup/",
        {"name": "New", "email": "known@example.org", "password1": "tunuk suu agat", "accepted": "on"},
    )
    client.post("/en/accounts/password/reset/", {"email": "known@example.org"})
    client.post("/en/accounts/password/reset/", {"email": "nobody@example.org"})
    assert len(mail.outbox) == 4
    for sent, language in zip(mail.outbox, ("en", "ky", "ky", "en"), strict=True):
        judged(sent, language)
        assert host.lower() not in sent.message().as_string().lower()
    reset = re.search(r"https://twins\.school\.kg(/\S+reset/key/\S+)", str(mail.outbox[2].body))
    assert reset is not None
    assert reset[1].startswith("/ky/")
    assert Client(HTTP_HOST="twins.school.kg").get(reset[1], follow=True).status_code == 200


# Parts


def test_an_address_keeps_its_place_and_loses_its_host() -> None:
    found = [
        at_site(one) for one in ("/a/?b=1#c", "http://evil.example/a/", "//evil.example/a", "", "https://u:p@x:1/é")
    ]
    assert found == [f"https://twins.school.kg/{rest}" for rest in ("a/?b=1#c", "a/", "a", "", "é")]


def test_only_addresses_of_the_site_become_links() -> None:
    page = page_of("S", "a https://twins.school.kg.evil.example/x\nb https://twins.school.kg/y?a=1&b=2 <c>", "en")
    assert page.count("<a ") == 1
    assert '<a href="https://twins.school.kg/y?a=1&amp;b=2">' in page
    assert "&lt;c&gt;" in page
