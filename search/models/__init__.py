from search.models.entries import ElasticChange, SearchEntry, SearchText, SearchTotal, SearchWord
from search.models.saved_searches import SavedSearch

__all__ = ["ElasticChange", "SavedSearch", "SearchEntry", "SearchText", "SearchTotal", "SearchWord"]
