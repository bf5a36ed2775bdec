"""Whether the database answers in place of Elasticsearch."""

from django.conf import settings

from search.engines.elastic_line import is_silent


def in_reserve() -> bool:
    return bool(settings.ELASTICSEARCH_URL) and is_silent()
