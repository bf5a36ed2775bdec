"""Every mail of the site: ours, those of allauth and of Wagtail. Addresses in it begin with the site's own address,
whatever a request says; it has a text and the same words as a page; its headers say that a machine wrote it.

`letter` makes one. What packages make by themselves passes through `Backend`, which gives them what is lacking.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from email.utils import make_msgid
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

LONGEST_SUBJECT: Final = 150
PAGE: Final = "text/html"
_languages: list[Callable[[str], str]] = []


def add_language_source(language_of: Callable[[str], str]) -> None:
    """`language_of(address)`: in which language a package has written to this address; empty where it does not know."""
    _languages.append(language_of)


def at_site(address: str, language: str = "") -> str:
    """The same place of this site, whichever host the address names or whether it names one; pages in `language`."""
    place = urlsplit(address)._replace(scheme="", netloc="").geturl().lstrip("/")
    first, slash, rest = place.partition("/")
    if language and slash and first in dict(settings.LANGUAGES):
        place = f"{language}/{rest}"
    return f"{settings.SITE_URL.rstrip('/')}/{place}"


def letter(
    *,
    subject: str,
    text: str,
    to: str,
    language: str,
    page: str = "",
    headers: Mapping[str, str] | None = None,
) -> EmailMultiAlternatives:
    """To one person. `page` where the HTML has a form of its own, else it is made of the text."""
    mail = EmailMultiAlternatives(subject=" ".join(subject.split())[:LONGEST_SUBJECT], body=text, to=[to])
    mail.extra_headers = dict(headers or {})
    if page:
        mail.attach_alternative(page, PAGE)
    return dressed(mail, language=language)


def dressed(mail: EmailMessage, *, language: str = "") -> EmailMultiAlternatives:
    """Add the headers and the HTML part that it lacks. Idempotent."""
    known = {name.lower() for name in mail.extra_headers}
    spoken = mail.extra_headers.get("Content-Language") or language or _language_for(mail)
    host = site_host()
    for name, value in {
        "Auto-Submitted": "auto-generated",
        "Content-Language": spoken,
        "List-Id": f"Koepueroe <mails.{host}>",
        "Message-ID": make_msgid(domain=host),
    }.items():
        if name.lower() not in known:
            mail.extra_headers[name] = value
    whole = _with_alternatives(mail)
    if whole.content_subtype == "plain" and not any(kind == PAGE for _content, kind in whole.alternatives):
        whole.attach_alternative(page_of(str(mail.subject), str(mail.body), spoken), PAGE)
    return whole


def page_of(subject: str, text: str, language: str) -> str:
    """The words of the text as a page; only addresses of this site are links."""
    paragraphs = [_paragraph(part) for part in re.split(r"\n\s*\n", text.strip())]
    context = {"subject": subject, "paragraphs": paragraphs, "language": language}
    return render_to_string("mails/page.html", context)


def site_host() -> str:
    return urlsplit(settings.SITE_URL).hostname or "localhost"


def _paragraph(text: str) -> SafeString:
    ours = re.compile(rf"({re.escape(settings.SITE_URL.rstrip('/'))}(?:/[^\s<>]*)?(?![\w.:@-]))")
    lines = []
    for line in text.splitlines():
        parts = ours.split(line.strip())
        # Every second one is an address.
        lines.append("".join(_link(part) if at % 2 else conditional_escape(part) for at, part in enumerate(parts)))
    return mark_safe("<br>".join(lines))  # noqa: S308 - each piece was escaped above


def _link(address: str) -> str:
    return format_html('<a href="{}">{}</a>', address, address)


def _language_for(mail: EmailMessage) -> str:
    for language_of in _languages:
        for address in mail.to:
            if found := language_of(address):
                return found
    return (translation.get_language() or settings.LANGUAGE_CODE)[:2]


def _with_alternatives(mail: EmailMessage) -> EmailMultiAlternatives:
    if isinstance(mail, EmailMultiAlternatives):
        return mail
    whole = EmailMultiAlternatives()
    whole.__dict__.update(mail.__dict__)
    return whole


class Backend(BaseEmailBackend):
    """EMAIL_BACKEND; MAIL_CARRIER does the sending."""

    def __init__(self, fail_silently: bool = False, **more: Any) -> None:
        super().__init__(fail_silently=fail_silently)
        self._carrier = get_connection(settings.MAIL_CARRIER, fail_silently=fail_silently, **more)

    def open(self) -> bool | None:
        return self._carrier.open()

    def close(self) -> None:
        self._carrier.close()

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        return self._carrier.send_messages([dressed(mail) for mail in email_messages]) or 0
