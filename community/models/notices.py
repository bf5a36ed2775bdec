"""Notices, the counters by which a person catches up, and digests that were sent."""

from typing import ClassVar

from django.conf import settings
from django.db import models


class NoticeBox(models.Model):
    """One a person: the number of their last notice, so that a page can ask what came after N."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notice_box")
    head_seq = models.PositiveBigIntegerField(default=0)
    read_seq = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.user_id} {self.head_seq}"


class Notice(models.Model):
    """Something a person should know: a key and its parameters, never text, so that each reads it in their language."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    seq = models.PositiveBigIntegerField()
    key = models.CharField(max_length=60)
    params = models.JSONField(default=dict)
    url = models.CharField(max_length=300, blank=True)
    dedupe = models.CharField(max_length=120, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    # How it was to come by mail when it was told; empty: not at all.
    by_mail = models.CharField(max_length=6, blank=True, default="", db_default="")
    mailed_at = models.DateTimeField(null=True, blank=True)
    # What it asks somebody to do ("asked:<code of a place>"); empty: it only tells. Done, it counts as read.
    matter = models.CharField(max_length=60, blank=True, default="", db_default="")
    # Read by itself; what the box's `read_seq` has passed is read as well.
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-seq"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "seq"], name="notice_seq_once")]
        indexes: ClassVar = [
            models.Index(
                fields=["user"],
                name="notice_to_gather",
                condition=models.Q(by_mail="digest", mailed_at=None, read_at=None),
            ),
            models.Index(
                fields=["matter"],
                name="notice_to_settle",
                condition=models.Q(read_at=None) & ~models.Q(matter=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}/{self.seq} {self.key}"


class Digest(models.Model):
    """The gathered mail of a person and their local day: its row is what makes it one. Once tried it is never tried
    again, unless the mail server refused it; what a crash swallowed comes with the next day's.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="digests")
    day = models.DateField()
    created_at = models.DateTimeField(auto_now_add=True)
    tried_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    refused = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "day"], name="digest_once_a_day")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.day}"
