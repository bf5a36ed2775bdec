from search.models.entries import ElasticChange, SearchEntry, SearchText, SearchTotal, SearchWord

__all__ = ["ElasticChange", "SearchEntry", "SearchText", "SearchTotal", "SearchWord"]
