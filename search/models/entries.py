"""Tables of the search: one entry for each thing and language, and in how many entries each word occurs."""

from typing import Any, ClassVar

from django.db import models


class TokensField(models.Field):  # type: ignore[type-arg]  # written and read by SQL of the engine alone
    """PostgreSQL's tsvector; empty on SQLite, where the tokens are in an FTS5 table."""

    def db_type(self, connection: Any) -> str:
        return "tsvector" if connection.vendor == "postgresql" else "text"


class SearchEntry(models.Model):
    """One searchable thing in one language. A copy of data of other rooms (see core.findable), which can be rebuilt.

    Rows are narrow, because a common word reads thousands of them: the texts are in SearchText.
    """

    shelf = models.CharField(max_length=40)
    code = models.CharField(max_length=60)
    language = models.CharField(max_length=10)
    group = models.CharField(max_length=60)
    audience = models.CharField(max_length=60)
    facets = models.JSONField(default=dict)
    institution = models.CharField(max_length=60, default="")
    merit = models.FloatField(default=0.0)
    size = models.PositiveIntegerField()
    title_size = models.PositiveIntegerField(default=0)
    digest = models.CharField(max_length=40)
    built = models.PositiveIntegerField(default=0)  # engines.scoring.SIGNATURE
    changed_at = models.DateTimeField()
    indexed_at = models.DateTimeField(auto_now_add=True)
    # PostgreSQL only: the tokens for the GIN index, and their weights for BM25.
    vector = TokensField(null=True, editable=False)
    weights = models.JSONField(null=True, editable=False)

    class Meta:
        verbose_name_plural = "search entries"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["shelf", "code", "language"], name="search_entry_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["shelf", "group"], name="search_group"),
            models.Index(fields=["built"], name="search_built"),
        ]

    def __str__(self) -> str:
        return f"{self.shelf} {self.code} {self.language}"

    @property
    def title(self) -> str:
        return self.text.title

    @property
    def body(self) -> str:
        return self.text.body


class SearchText(models.Model):
    """The texts of an entry, and the same as tokens, separated by spaces, made by search.analysis.

    PostgreSQL keeps the surfaces alone, for phrases: its tokens are in SearchEntry.vector.
    """

    entry = models.OneToOneField(SearchEntry, models.CASCADE, primary_key=True, related_name="text")
    title = models.TextField()
    body = models.TextField()
    title_surface = models.TextField(default="")
    title_stem = models.TextField(default="")
    title_key = models.TextField(default="")
    title_expansions = models.TextField(default="")
    body_surface = models.TextField(default="")
    body_stem = models.TextField(default="")
    body_key = models.TextField(default="")
    body_expansions = models.TextField(default="")
    cognates = models.TextField(default="")
    filters = models.TextField(default="")

    def __str__(self) -> str:
        return self.title


class SearchWord(models.Model):
    """In how many entries a token occurs, and in how many public ones. kind as in search.analysis.questions.Term."""

    kind = models.CharField(max_length=1)
    word = models.CharField(max_length=80)
    folded = models.CharField(max_length=80)
    entries = models.IntegerField(default=0)
    public = models.IntegerField(default=0)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["kind", "word"], name="search_word_once")]
        indexes: ClassVar = [models.Index(fields=["kind", "folded"], name="search_word_folded")]

    def __str__(self) -> str:
        return self.word


class SearchTotal(models.Model):
    """One row: how many entries and tokens there are, and the signature of the analysis that made them."""

    entries = models.BigIntegerField(default=0)
    size = models.BigIntegerField(default=0)
    version = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.entries} entries"


class ElasticChange(models.Model):
    """Elasticsearch has not heard yet that this entry came or went. A later row is a later change."""

    entry = models.BigIntegerField()

    def __str__(self) -> str:
        return str(self.entry)
