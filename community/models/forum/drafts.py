"""Drafts of posts."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from community.models.forum.boards import Board
from community.models.forum.topics import Topic


class PostDraft(models.Model):
    """What somebody has begun to write: a reply to a topic, or a new topic of a board."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="post_drafts")
    topic = models.ForeignKey(Topic, null=True, blank=True, on_delete=models.CASCADE, related_name="drafts")
    board = models.ForeignKey(Board, null=True, blank=True, on_delete=models.CASCADE, related_name="drafts")
    title = models.CharField(max_length=1000, blank=True)
    source = models.TextField(blank=True)
    language = models.CharField(max_length=5, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "topic"], condition=Q(board=None), name="draft_reply_once"),
            models.UniqueConstraint(fields=["user", "board"], condition=Q(topic=None), name="draft_topic_once"),
            models.CheckConstraint(condition=Q(topic=None) ^ Q(board=None), name="draft_of_one_place"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.topic_id or self.board_id}"
