"""Changing which notices come by mail and when, and unsubscribing."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import Every, Group, Mailing, MailSettings, Part, User
from accounts.queries.mail_settings import ALL
from core.errors import Invalid
from core.permissions import require

VALUES: dict[str, list[str]] = {
    **dict.fromkeys(Group.values, Mailing.values),
    "every": Every.values,
    "part": Part.values,
}


def change_mail(*, user: User, by: Any, **values: str) -> MailSettings:
    """Set any of the groups (now, digest, never), `every` and `part`. Raise Invalid with the field at fault."""
    require(by, "accounts.edit_settings", user)
    for name, value in values.items():
        if value not in VALUES[name]:
            raise Invalid(_("There is no such choice. Choose from the list."), field=name)
    with transaction.atomic():
        chosen, _new = MailSettings.objects.select_for_update().get_or_create(user=user)
        for name, value in values.items():
            setattr(chosen, name, value)
        chosen.save()
    return chosen


def end_mails(*, user: User, by: Any, what: str) -> MailSettings:
    """Unsubscribe from one group, or (ALL) from every group that comes in the digest. Idempotent."""
    require(by, "accounts.edit_settings", user)
    with transaction.atomic():
        chosen = MailSettings.objects.select_for_update().get(user=user)
        gathered = [group for group in Group.values if getattr(chosen, group) == Mailing.DIGEST]
        for group in gathered if what == ALL else [Group(what).value]:
            setattr(chosen, group, Mailing.NEVER)
        chosen.save()
    return chosen
