from search.models.entries import SearchEntry, SearchTotal, SearchWord, TokensField

__all__ = ["SearchEntry", "SearchTotal", "SearchWord", "TokensField"]
