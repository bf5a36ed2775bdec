"""Topics of a board, and how far each person has read them."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from community.models.forum.boards import Board
from core.codes import new_code


class Topic(models.Model):
    """`head_seq` is the number of the last post; 0 while the first one waits for a look or was refused."""

    code = models.CharField(max_length=10, unique=True, default=new_code, editable=False)
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="topics")
    title = models.CharField(max_length=150)
    title_hidden = models.BooleanField(default=False)
    language = models.CharField(max_length=5)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    head_seq = models.PositiveBigIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    last_at = models.DateTimeField()
    last_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    pinned_at = models.DateTimeField(null=True, blank=True)
    locked_at = models.DateTimeField(null=True, blank=True)
    answer = models.ForeignKey("Post", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="merged")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["board", "-last_at"], name="topic_newest_of_board")]

    def __str__(self) -> str:
        return self.title


class TopicReader(models.Model):
    """Somebody who opened or follows a topic: unread is head minus last read."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="readers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="topics_read")
    last_read_seq = models.PositiveBigIntegerField(default=0)
    follows = models.BooleanField(default=False)
    language = models.CharField(max_length=5, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["topic", "user"], name="topic_reader_once")]

    def __str__(self) -> str:
        return f"{self.user_id} reads {self.topic_id}"
