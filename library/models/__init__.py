from library.models.adoptions import Adoption, Evaluation, ShelfMark
from library.models.files import FileKind, PracticeFile, StoredFile
from library.models.media import EditorialDocument, EditorialImage, EditorialRendition
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
from library.models.practice_choices import Evidence, Licence
from library.models.practice_details import PracticeAuthor, PracticeBand, PracticeGrade
from library.models.practices import GRADES, PARTS, STEPS, Practice
from library.models.reviews import PracticeReview, Screening

__all__ = [
    "GRADES",
    "PARTS",
    "STEPS",
    "Adoption",
    "ArticleIndex",
    "ArticlePage",
    "EditorialDocument",
    "EditorialImage",
    "EditorialRendition",
    "Evaluation",
    "Evidence",
    "FileKind",
    "GuidelineIndex",
    "GuidelinePage",
    "HomePage",
    "LibraryPage",
    "Licence",
    "PlainPage",
    "Practice",
    "PracticeAuthor",
    "PracticeBand",
    "PracticeFile",
    "PracticeGrade",
    "PracticeReview",
    "Purpose",
    "Screening",
    "ShelfMark",
    "StoredFile",
]
