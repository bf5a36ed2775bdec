"""Texts and tokens in a table of their own, with columns for what the new analysis makes.

What was stored is carried over, so that a site answers at once: as written, and by keys. The other columns are filled
when the entries are read anew in the background (search/actions/duties/indexing.py).
"""

from typing import Any, ClassVar

import django.db.models.deletion
from django.db import migrations, models

from search.engines import postgresql_gin, sqlite_fts5

CARRY = """
INSERT INTO search_searchtext (entry_id, title, body, title_surface, title_stem, title_key, title_expansions,
  body_surface, body_stem, body_key, body_expansions, cognates, filters)
SELECT id, title, body, title_surface, '', title_key, '', body_surface, '', body_key, '', '', filters
FROM search_searchentry
"""
DROP = (
    "DROP TRIGGER IF EXISTS search_tokens_new",
    "DROP TRIGGER IF EXISTS search_tokens_old",
    "DROP TRIGGER IF EXISTS search_tokens_other",
    "DROP TABLE IF EXISTS search_tokens",
)


def take_apart(_apps: Any, editor: Any) -> None:
    if editor.connection.vendor == "sqlite":
        for statement in DROP:
            editor.execute(statement)


def carry(_apps: Any, editor: Any) -> None:
    editor.execute(CARRY)
    editor.execute("UPDATE search_searchtotal SET version = 0")
    if editor.connection.vendor == "postgresql":
        editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def put_together(_apps: Any, editor: Any) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP INDEX IF EXISTS search_vector")
        for statement in postgresql_gin.CREATE:
            editor.execute(statement)
        return
    for statement in sqlite_fts5.CREATE:
        editor.execute(statement)
    for table in sqlite_fts5.TABLES:
        editor.execute(f"INSERT INTO {table}({table}) VALUES ('rebuild')")


def text() -> Any:
    return models.TextField(default="")


class Migration(migrations.Migration):
    dependencies: ClassVar = [("search", "0002_tokens")]
    operations: ClassVar = [
        migrations.RunPython(take_apart, migrations.RunPython.noop),
        migrations.CreateModel(
            name="SearchText",
            fields=[
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="text",
                        serialize=False,
                        to="search.searchentry",
                    ),
                ),
                ("title", models.TextField()),
                ("body", models.TextField()),
                ("title_surface", text()),
                ("title_stem", text()),
                ("title_key", text()),
                ("title_expansions", text()),
                ("body_surface", text()),
                ("body_stem", text()),
                ("body_key", text()),
                ("body_expansions", text()),
                ("cognates", text()),
                ("filters", text()),
            ],
        ),
        migrations.AddField("searchentry", "institution", models.CharField(default="", max_length=60)),
        migrations.AddField("searchentry", "merit", models.FloatField(default=0.0)),
        migrations.AddField("searchentry", "title_size", models.PositiveIntegerField(default=0)),
        migrations.AddField("searchentry", "built", models.PositiveIntegerField(default=0)),
        migrations.AddIndex("searchentry", models.Index(fields=["built"], name="search_built")),
        migrations.RunPython(carry, migrations.RunPython.noop),
        *(
            migrations.RemoveField("searchentry", name)
            for name in (
                "title", "body", "title_surface", "title_stem", "title_key", "body_surface", "body_stem", "body_key",
                "filters",
            )
        ),
        migrations.RunPython(put_together, migrations.RunPython.noop),
    ]
