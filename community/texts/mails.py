"""Mails of notices in the reader's language: one notice, or a digest."""

from typing import Any, NamedTuple

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from accounts.models import Group, User
from community.models import Notice
from community.texts.notices import address_in, group_of, sentence
from core.mails import at_site, letter


class DigestLine(NamedTuple):
    text: str
    link: str


def notice_mail(notice: Notice, *, token: str) -> EmailMultiAlternatives:
    """Plain text. `token` ends these mails (accounts.queries.mail_settings.unsubscribe_token)."""
    user = notice.user
    with translation.override(user.language):
        said = sentence(notice)
        end = _end_link(token)
        context = {
            "name": user.shown,
            "sentence": said,
            "link": _page_link(notice),
            "settings": at_site(reverse("accounts:notices")),
            "end": end,
        }
        body = render_to_string("community/mail/notice.txt", context)
    return letter(subject=said, text=body, to=user.email, language=user.language, headers=_one_click(end))


def digest_mail(user: User, notices: list[Notice], *, waiting: int, token: str) -> EmailMultiAlternatives:
    """Text and page. `waiting`: the number of Today. `token` ends all mails that come gathered."""
    with translation.override(user.language):
        end = _end_link(token)
        context = {
            "name": user.shown,
            "count": len(notices),
            "groups": _by_group(notices),
            "waiting": waiting,
            "today": at_site(reverse("accounts:home")),
            "all": at_site(reverse("community:notices")),
            "settings": at_site(reverse("accounts:notices")),
            "end": end,
            "language": user.language,
        }
        subject = render_to_string("community/mail/digest_subject.txt", context).strip()
        text = render_to_string("community/mail/digest.txt", context)
        page = render_to_string("community/mail/digest.html", context)
    headers = _one_click(end)
    return letter(subject=subject, text=text, page=page, to=user.email, language=user.language, headers=headers)


def _by_group(notices: list[Notice]) -> list[tuple[str, list[DigestLine]]]:
    return [
        (str(group.label), [DigestLine(sentence(n), _page_link(n)) for n in notices if group_of(n) == group])
        for group in Group
        if any(group_of(n) == group for n in notices)
    ]


def _page_link(notice: Notice) -> str:
    """In the language of the reader, which is the active one."""
    user: Any = notice.user
    return at_site(address_in(notice.url or reverse("community:notices"), user.language))


def _end_link(token: str) -> str:
    """The page that ends these mails without log-in."""
    return at_site(reverse("accounts:end_mails", args=[token]))


def _one_click(link: str) -> dict[str, str]:
    """RFC 8058: the mail program shows a button of its own and sends one POST to the link."""
    return {"List-Unsubscribe": f"<{link}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
