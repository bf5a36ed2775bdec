from search.models.entries import SearchEntry, SearchTotal, SearchWord

__all__ = ["SearchEntry", "SearchTotal", "SearchWord"]
