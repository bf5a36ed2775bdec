from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.codes import new_code


class Mailing(models.TextChoices):
    """How the notices of a group come by mail. On the site they stand in any case."""

    NOW = "now", _("at once")
    DIGEST = "digest", _("gathered")
    NEVER = "never", pgettext_lazy("mail", "never")


class Group(models.TextChoices):
    """What notices are about; a part of the code, for each kind of notice names its group."""

    PROPOSALS = "proposals", _("Proposals and partnerships")
    TALK = "talk", _("Forum and talk")
    REVIEWS = "reviews", _("Practices and their review")
    VERIFICATION = "verification", _("Institution and people")
    DESK = "desk", _("Tasks of an office")


class Every(models.TextChoices):
    DAY = "day", _("every day")
    WEEK = "week", _("on Mondays")


class Part(models.TextChoices):
    """Of the person's own day: before the lessons, or after those of the first shift."""

    MORNING = "morning", _("in the morning, at 7:00")
    AFTERNOON = "afternoon", _("after the lessons, at 16:00")


def _known(field: str, choices: type[models.TextChoices]) -> models.CheckConstraint:
    return models.CheckConstraint(condition=models.Q(**{f"{field}__in": choices.values}), name=f"mail_{field}_known")


class MailSettings(models.Model):
    """Which notices come by mail, and when the gathered ones do. Who set nothing has no row, and these defaults.

    `code` stands in links that end mails without log-in: it names nobody and is used for nothing else.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mail_settings")
    code = models.CharField(max_length=10, unique=True, default=new_code, editable=False)
    proposals = models.CharField(max_length=6, choices=Mailing.choices, default=Mailing.NOW)
    talk = models.CharField(max_length=6, choices=Mailing.choices, default=Mailing.DIGEST)
    reviews = models.CharField(max_length=6, choices=Mailing.choices, default=Mailing.NOW)
    verification = models.CharField(max_length=6, choices=Mailing.choices, default=Mailing.NOW)
    desk = models.CharField(max_length=6, choices=Mailing.choices, default=Mailing.NOW)
    every = models.CharField(max_length=4, choices=Every.choices, default=Every.DAY)
    part = models.CharField(max_length=9, choices=Part.choices, default=Part.AFTERNOON)

    class Meta:
        constraints: ClassVar = [
            *(_known(group, Mailing) for group in Group.values),
            _known("every", Every),
            _known("part", Part),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.every} {self.part}"
