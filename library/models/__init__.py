from library.models.adoptions import Adoption, Evaluation, ShelfMark
from library.models.files import FileKind, PracticeFile, StoredFile
from library.models.pages import HomePage
from library.models.practices import (
    GRADES,
    PARTS,
    STEPS,
    Evidence,
    Licence,
    Practice,
    PracticeAuthor,
    PracticeBand,
    PracticeGrade,
)
from library.models.reviews import PracticeReview, Screening

__all__ = [
    "GRADES",
    "PARTS",
    "STEPS",
    "Adoption",
    "Evaluation",
    "Evidence",
    "FileKind",
    "HomePage",
    "Licence",
    "Practice",
    "PracticeAuthor",
    "PracticeBand",
    "PracticeFile",
    "PracticeGrade",
    "PracticeReview",
    "Screening",
    "ShelfMark",
    "StoredFile",
]
