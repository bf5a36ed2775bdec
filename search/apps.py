from importlib import import_module

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"

    def ready(self) -> None:
        """Hear of what changes, and have the index true before a small installation serves."""
        findable = import_module("core.findable")
        preparing = import_module("core.server.bootstrap")
        findable.listen(import_module("search.tasks").index_soon)
        preparing.add_preparation(import_module("search.actions.indexing").prepare_index)
