from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"

    def ready(self) -> None:
        """Index what changes, and check the index before a small installation serves."""
        from community.texts.notices import add_notice  # noqa: PLC0415 - as above
        from core.findable import add_likeness, listen  # noqa: PLC0415 - models are loaded only now
        from core.registry import (  # noqa: PLC0415 - as above
            Chore,
            add_chore,
            add_personal_data,
            add_places,
        )
        from core.server.bootstrap import add_preparation  # noqa: PLC0415 - as above
        from search import rules  # noqa: F401, PLC0415 - importing registers the permissions
        from search.actions.duties.indexing import prepare_index  # noqa: PLC0415 - as above
        from search.queries.saved_searches import saved_data  # noqa: PLC0415 - as above
        from search.queries.search_results import codes_alike  # noqa: PLC0415 - as above
        from search.tasks import (  # noqa: PLC0415 - as above
            index_anew_soon,
            index_soon,
            tell_elasticsearch_soon,
            tell_soon,
        )

        listen(index_soon)
        add_likeness(codes_alike)
        add_places("search:search")
        add_preparation(prepare_index)
        add_chore(Chore("search read anew", 30.0, index_anew_soon))
        if settings.ELASTICSEARCH_URL:
            add_chore(Chore("search told anew", 60.0, tell_elasticsearch_soon))
        add_chore(Chore("saved searches", 600.0, tell_soon))
        add_notice("search.found", _("New for your search “%(title)s”: %(n)s."))
        add_personal_data("search", exporter=saved_data)
