"""The forum: boards hold topics, topics hold posts that are numbered without gaps."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.codes import new_code
from core.locales import LABELLED, language_of

PERSON: dict[str, Any] = {
    "to": settings.AUTH_USER_MODEL,
    "null": True,
    "blank": True,
    "on_delete": models.SET_NULL,
    "related_name": "+",
}


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


class Topic(models.Model):
    """`head_seq` is the number of the last post; 0 while the first one waits for a look or was refused."""

    code = models.CharField(max_length=10, unique=True, default=new_code, editable=False)
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="topics")
    title = models.CharField(max_length=150)
    title_hidden = models.BooleanField(default=False)
    language = models.CharField(max_length=5)
    author = models.ForeignKey(**PERSON)
    head_seq = models.PositiveBigIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    last_at = models.DateTimeField()
    last_by = models.ForeignKey(**PERSON)
    pinned_at = models.DateTimeField(null=True, blank=True)
    locked_at = models.DateTimeField(null=True, blank=True)
    answer = models.ForeignKey("Post", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="merged")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["board", "-last_at"], name="topic_newest_of_board")]

    def __str__(self) -> str:
        return self.title


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
    author = models.ForeignKey(**{**PERSON, "related_name": "posts"})
    source = models.TextField()
    html = models.TextField()
    markup = models.PositiveSmallIntegerField(default=0, db_default=0)
    told_named = models.PositiveSmallIntegerField(
        default=0, db_default=0
    )  # how many were told that they are named in it
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
