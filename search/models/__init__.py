from search.models.entries import SearchEntry, SearchText, SearchTotal, SearchWord

__all__ = ["SearchEntry", "SearchText", "SearchTotal", "SearchWord"]
