from library.models.pages import HomePage

__all__ = ["HomePage"]
