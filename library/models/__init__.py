from library.models.media import EditorialDocument, EditorialImage, EditorialRendition, PictureLicence
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
    "PictureLicence",
    "PlainPage",
    "Purpose",
]
