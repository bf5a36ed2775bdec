"""Posts of a topic, numbered without gaps; their earlier versions, the people they name, and reactions."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from community.models.forum.topics import Topic
from core.codes import new_code


class Post(models.Model):
    """`source` is what was typed, `html` what was made of it. Without a number while it waits for a look.

    `markup` is core.text.markup.VERSION of that making: what an earlier one made is safe, and is made anew.
    """

    class State(models.TextChoices):
        OUT = "out", _("can be read")
        HELD = "held", _("waits for a look")
        REFUSED = "refused", _("was not published")

    code = models.CharField(max_length=10, unique=True, default=new_code, editable=False)
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="posts")
    seq = models.PositiveBigIntegerField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OUT)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="posts"
    )
    source = models.TextField()
    html = models.TextField()
    markup = models.PositiveSmallIntegerField(default=0, db_default=0)
    # How many were told that they are named in it.
    told_named = models.PositiveSmallIntegerField(default=0, db_default=0)
    language = models.CharField(max_length=5)
    client_id = models.CharField(max_length=40, blank=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    released_at = models.DateTimeField(null=True, blank=True)
    edited_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)  # of a moderator who hid or refused it; the writer reads it

    class Meta:
        ordering: ClassVar = ["topic_id", "seq"]
        indexes: ClassVar = [
            models.Index(fields=["created_at"], name="post_held", condition=Q(state="held")),
            models.Index(fields=["markup"], name="post_markup"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["topic", "seq"], name="post_seq_once"),
            models.UniqueConstraint(
                fields=["author", "client_id"], condition=~Q(client_id=""), name="post_client_once"
            ),
            models.CheckConstraint(
                condition=Q(state="out", seq__isnull=False) | (~Q(state="out") & Q(seq=None)),
                name="post_out_has_number",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.topic_id}/{self.seq}"


class PostVersion(models.Model):
    """What a post said before it was edited; for its writer and for moderators."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="versions")
    version = models.PositiveIntegerField()
    source = models.TextField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["version"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["post", "version"], name="post_version_once")]

    def __str__(self) -> str:
        return f"{self.post_id} {self.version}"


class Mention(models.Model):
    """Somebody was named in a post."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="mentions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mentions")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["post", "user"], name="mention_once")]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.post_id}"


class Reaction(models.Model):
    """One word of a small fixed set, said once by each person to a post."""

    class Kind(models.TextChoices):
        THANKS = "thanks", _("Thank you")
        USEFUL = "useful", _("Useful")
        AGREE = "agree", _("I agree")

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="reactions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reactions")
    kind = models.CharField(max_length=10, choices=Kind.choices)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["post", "user", "kind"], name="reaction_once")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.kind} {self.post_id}"
