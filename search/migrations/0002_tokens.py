"""The engine's own table and index. A later migration that remakes search_searchentry on SQLite drops the triggers:
let it call search.engines.sqlite_fts5.create() again.
"""

from typing import Any, ClassVar

from django.db import migrations

from search.engines import postgresql_gin, sqlite_fts5


def create(_apps: Any, editor: Any) -> None:
    for statement in postgresql_gin.CREATE if editor.connection.vendor == "postgresql" else sqlite_fts5.CREATE:
        editor.execute(statement)


def drop(_apps: Any, editor: Any) -> None:
    for statement in postgresql_gin.DROP if editor.connection.vendor == "postgresql" else sqlite_fts5.DROP:
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("search", "0001_initial")]
    operations: ClassVar = [migrations.RunPython(create, drop, elidable=False)]
