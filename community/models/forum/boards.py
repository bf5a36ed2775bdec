"""Boards of the forum, who is on a board of a group, and who follows one."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.codes import new_code
from core.locales import LABELLED, language_of


class Audience(models.TextChoices):
    PUBLIC = "public", _("Everybody, also without an account")
    MEMBERS = "members", _("People who are signed in")
    GROUP = "group", _("Only the people of this board")


class Board(models.Model):
    """Holds topics. One of audience `group` is read by its people, or by whoever is in its room."""

    code = models.CharField(max_length=10, unique=True, default=new_code, editable=False)
    audience = models.CharField(max_length=10, choices=Audience.choices, default=Audience.MEMBERS)
    room = models.OneToOneField("Room", null=True, blank=True, on_delete=models.CASCADE, related_name="board")
    name_ky = models.CharField(max_length=100)
    name_ru = models.CharField(max_length=100)
    name_en = models.CharField(max_length=100)
    about_ky = models.CharField(max_length=300, blank=True)
    about_ru = models.CharField(max_length=300, blank=True)
    about_en = models.CharField(max_length=300, blank=True)
    order = models.PositiveSmallIntegerField(default=100)
    created_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["order", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(room=None) | Q(audience=Audience.GROUP), name="board_of_room_is_group"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """In the reader's language."""
        return self.names.get(language_of()) or self.name_en

    @property
    def about(self) -> str:
        return str(getattr(self, f"about_{language_of()}", "") or self.about_en)

    @property
    def names(self) -> dict[str, str]:
        """For notices, which are read in each reader's language."""
        return {language: getattr(self, f"name_{language}") for language in LABELLED}


class BoardPerson(models.Model):
    """Who reads and writes on a board of audience `group` that belongs to no room."""

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="people")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="boards")
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["board", "user"], name="board_person_once")]

    def __str__(self) -> str:
        return f"{self.user_id} on {self.board_id}"


class BoardFollow(models.Model):
    """Told of each new topic of the board."""

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="followers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="board_follows")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["board", "user"], name="board_follow_once")]

    def __str__(self) -> str:
        return f"{self.user_id} follows {self.board_id}"
