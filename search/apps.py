from django.apps import AppConfig
from django.conf import settings


class SearchConfig(AppConfig):
    name = "search"

    def ready(self) -> None:
        """Index what changes, and check the index before a small installation serves."""
        from core.findable import listen  # noqa: PLC0415 - models are loaded only now
        from core.registry import Chore, add_chore, add_places  # noqa: PLC0415 - as above
        from core.server.bootstrap import add_preparation  # noqa: PLC0415 - as above
        from search.actions.duties.indexing import prepare_index  # noqa: PLC0415 - as above
        from search.tasks import index_anew_soon, index_soon, tell_elasticsearch_soon  # noqa: PLC0415 - as above

        listen(index_soon)
        add_places("search:search")
        add_preparation(prepare_index)
        add_chore(Chore("search read anew", 30.0, index_anew_soon))
        if settings.ELASTICSEARCH_URL:
            add_chore(Chore("search told anew", 60.0, tell_elasticsearch_soon))
