"""The kinds of pages that editors write."""

from library.models.pages.articles import ArticleIndex, ArticlePage
from library.models.pages.guidelines import GuidelineIndex, GuidelinePage
from library.models.pages.home import HomePage
from library.models.pages.landing import LibraryPage
from library.models.pages.plain import PlainPage, Purpose

__all__ = [
    "ArticleIndex",
    "ArticlePage",
    "GuidelineIndex",
    "GuidelinePage",
    "HomePage",
    "LibraryPage",
    "PlainPage",
    "Purpose",
]
