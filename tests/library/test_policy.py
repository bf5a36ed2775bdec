"""Sentences that spell a figure of the policy say the figure that holds, in each language."""

from datetime import timedelta
from typing import Final

import pytest
from django.conf import settings
from django.utils.translation import gettext, override

from library import policy
from tests.spelled_figures import LANGUAGES, SPELLED, languages_without

SPELLED_HERE: Final = {**SPELLED, 3: ("three", "үч", "три")}
MEGABYTE: Final = 1_000_000
HOUR: Final = timedelta(hours=1)
SENTENCES: Final = [
    ("There are thirty drafts already. Finish or delete one first.", policy.MOST_DRAFTS),
    ("At most twelve authors can be named.", policy.MOST_AUTHORS),
    ("A practice may hold at most twenty files. Take one away first.", policy.MOST_FILES),
    (
        "Ten files at once are enough: the others were left out. Choose them again.",
        policy.MOST_FILES_AT_ONCE,
    ),
    (
        "You have begun three translations. Submit or delete one before you begin another.",
        policy.MOST_TRANSLATIONS_BEGUN,
    ),
    (
        "A translation on which nobody works for fourteen days is free for another.",
        policy.TRANSLATION_KEPT // timedelta(days=1),
    ),
    ("It becomes free by itself after 48 hours without work.", policy.CLAIM_KEPT // HOUR),
    ("Then nobody else answers it for 48 hours.", policy.CLAIM_KEPT // HOUR),
    (
        "What is claimed becomes free by itself after 48 hours without work. What is due first stands on top.",
        policy.CLAIM_KEPT // HOUR,
    ),
    ("Your files take 500 MB already. Take some away first.", policy.MOST_PERSON_BYTES // MEGABYTE),
    ("An archive may hold at most 1,000 files and 100 MB once unpacked. Split it into parts.", policy.MOST_ENTRIES),
    (
        "An archive may hold at most 1,000 files and 100 MB once unpacked. Split it into parts.",
        policy.MOST_UNPACKED_BYTES // MEGABYTE,
    ),
    ("Give the reason in up to 2,000 characters; the authors read it.", policy.WORDS_CHARACTERS),
    ("Write in a few words what came of it (at most 2,000 characters).", policy.ADOPTION_CHARACTERS),
]
UPLOADS: Final = (
    "Pictures up to 10 MB, also as phones take them; documents, plain texts, books, Scratch, GeoGebra, "
    "archives, sounds and films up to 100 MB."
)
GROWTH: Final = "A file in this archive unpacks to more than a hundred times its size. Take it out and pack anew."


@pytest.mark.parametrize(("sentence", "figure"), SENTENCES)
def test_it_says_the_figure_that_holds(sentence: str, figure: int) -> None:
    assert languages_without(sentence, figure, SPELLED_HERE) == []


def test_the_form_says_how_large_files_may_be() -> None:
    assert (policy.MOST_PICTURE_BYTES, policy.MOST_FILE_BYTES) == (10 * MEGABYTE, 100 * MEGABYTE)
    for language in LANGUAGES:
        with override(language):
            said = gettext(UPLOADS)
        assert ("10 " in said, "100 " in said) == (True, True), language


def test_an_archive_may_grow_a_hundred_times() -> None:
    assert policy.MOST_GROWTH == 100
    for language, spelled in {"en": "hundred", "ky": "жүз", "ru": "сто"}.items():
        with override(language):
            assert spelled in gettext(GROWTH), language


def test_every_language_is_looked_at() -> None:
    assert {code for code, _name in settings.LANGUAGES} == set(LANGUAGES)
