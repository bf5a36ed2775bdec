"""Whether and when a notice comes by mail, and the signed link that ends it."""

from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.core.signing import BadSignature, Signer

from accounts.models import Every, Group, Mailing, MailSettings, Part
from accounts.policy import AFTERNOON_MAIL, MAIL_WINDOW, MORNING_MAIL

SALT: Final = "accounts.unsubscribe"
ALL: Final = "digest"  # in a link: everything that comes gathered
HOURS: Final = {Part.MORNING: MORNING_MAIL, Part.AFTERNOON: AFTERNOON_MAIL}


def mail_settings_of(user: Any) -> MailSettings:
    """The person's own, or the defaults (not stored)."""
    found: MailSettings | None = MailSettings.objects.filter(user=user).first()
    return found or MailSettings(user=user)


def mailing_of(user: Any, group: str, chosen: MailSettings | None = None) -> Mailing:
    """`mail_notices` is the switch over all groups."""
    if not user.mail_notices:
        return Mailing.NEVER
    return Mailing(getattr(chosen or mail_settings_of(user), Group(group).value))


def due_day(now: datetime, zone: str, *, every: str, part: str) -> date | None:
    """The person's day whose gathered mail is due at this moment: from its hour on, for three hours; else None.

    Asked by the local clock, so summer time neither skips nor doubles a day.
    """
    local = now.astimezone(ZoneInfo(zone))
    if local.hour - HOURS[Part(part)] not in range(MAIL_WINDOW) or (every == Every.WEEK and local.isoweekday() != 1):
        return None
    return local.date()


def unsubscribe_token(chosen: MailSettings, what: str) -> str:
    """`what` is a group, or ALL. Signed, so that nobody ends another's mails; names no person."""
    return Signer(salt=SALT).sign(f"{chosen.code}.{what}")


def unsubscribing(token: str) -> tuple[MailSettings, str] | None:
    """None for a link that was not made here, or whose account is gone."""
    try:
        code, _dot, what = Signer(salt=SALT).unsign(token).partition(".")
    except BadSignature:
        return None
    found = MailSettings.objects.select_related("user").filter(code=code, user__is_active=True).first()
    return (found, what) if found and (what == ALL or what in Group.values) else None
