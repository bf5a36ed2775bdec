from library.models.files import EditorialDocument, EditorialImage, EditorialRendition, Licence
from library.models.pages import (
    ArticleIndex,
    ArticlePage,
    GuidelineIndex,
    GuidelinePage,
    HomePage,
    LibraryPage,
    PlainPage,
    Purpose,
)

__all__ = [
    "ArticleIndex",
    "ArticlePage",
    "EditorialDocument",
    "EditorialImage",
    "EditorialRendition",
    "GuidelineIndex",
    "GuidelinePage",
    "HomePage",
    "LibraryPage",
    "Licence",
    "PlainPage",
    "Purpose",
]
