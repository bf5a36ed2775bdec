"""Sentences that spell a figure of the policy say the figure that holds, in each language."""

from datetime import timedelta
from typing import Final

import pytest
from django.conf import settings
from django.utils.translation import gettext, override

from tests.spelled_figures import LANGUAGES, languages_without
from twinning import policy

DAY: Final = timedelta(days=1)
PROPOSAL: Final = policy.PROPOSAL_KEPT // DAY
INVITATION: Final = policy.INVITATION_KEPT // DAY
DECISION: Final = policy.DECISION_WORKING_DAYS
SENTENCES: Final = [
    ("This proposal has expired: it waited fourteen days for an answer.", PROPOSAL),
    ("After fourteen days it expires.", PROPOSAL),
    ("Your proposal was sent. The partner has fourteen days to answer.", PROPOSAL),
    ("Your institution has three open proposals, the most at a time.", policy.OPEN_PROPOSALS),
    ("This invitation has expired: it was good for fourteen days.", INVITATION),
    ("The invitation is on its way. It is good for fourteen days.", INVITATION),
    ("It works once, for fourteen days. If you do not know the sender, do nothing.", INVITATION),
    (
        "A link brings a colleague to your institution, or a partner to Köpürö. It works once, for fourteen days.",
        INVITATION,
    ),
    ("A coordinator of your country looks at it, usually within three working days; we will tell you.", DECISION),
    (
        (
            "A coordinator of the country looks at it, usually within three working days. Until then its people can read"
            " everything and prepare classes and wishes."
        ),
        DECISION,
    ),
    (
        (
            "The leader of the institution, or a coordinator where nobody leads, looks at it, usually within three working"
            " days. Until then you can read everything; classes and wishes of the institution open to you as soon as you"
            " are verified."
        ),
        DECISION,
    ),
    (
        (
            "A coordinator of your country looks at it, usually within three working days. Until then you can read"
            " everything and prepare classes and wishes; only writing to others waits."
        ),
        DECISION,
    ),
    (
        (
            "The leader of the institution, or a coordinator where there is none yet, verifies you, usually within three"
            " working days. You can read everything and prepare classes and wishes; only writing to others waits."
        ),
        DECISION,
    ),
    (
        (
            "Classes and wishes of your institution open to you as soon as its leader has verified you, usually within"
            " three working days. We will tell you. Until then you can read everything."
        ),
        DECISION,
    ),
    ("You have asked to join five institutions already and wait for their answers.", policy.PLACES_ASKED_AT_ONCE),
    ("At most twelve languages, please.", policy.INSTITUTION_LANGUAGES),
    ("Free days lie within five years of today and last a year at most.", policy.HOLIDAY_YEARS_AWAY),
    ("Within 200 metres stands one with nearly the same name.", int(policy.SAME_PLACE_METRES)),
    ("Write a name, at most 60 characters.", policy.CLASS_NAME_CHARACTERS),
    ("Ages go from 3 to 25, the lower one first.", policy.OLDEST_PUPIL),
    ("A class has 1 to 150 pupils.", policy.LARGEST_CLASS),
    ("Name one to four languages.", policy.CLASS_LANGUAGES),
    ("There are twenty drafts already. Finish or delete one first.", policy.WISH_DRAFTS),
    ("One to ten partners, one to twenty-four months.", policy.MOST_PARTNERS),
    ("At most twelve milestones, please.", policy.PROPOSED_MILESTONES),
    ("Give the project a name of at most 120 characters.", policy.PROPOSAL_TITLE_CHARACTERS),
    ("Each milestone needs a name of at most 160 characters.", policy.MILESTONE_CHARACTERS),
    ("Give the milestone a name of at most 160 characters.", policy.MILESTONE_CHARACTERS),
    ("Write in a few words what came of it (at most 2,000 characters).", policy.EVIDENCE_CHARACTERS),
]


@pytest.mark.parametrize(("sentence", "figure"), SENTENCES)
def test_it_says_the_figure_that_holds(sentence: str, figure: int) -> None:
    assert languages_without(sentence, figure) == []


def test_the_sentences_are_those_of_the_catalogues() -> None:
    for language in ("ky", "ru"):
        with override(language):
            assert [sentence for sentence, _figure in SENTENCES if gettext(sentence) == sentence] == []


def test_the_youngest_are_three() -> None:
    assert policy.YOUNGEST_PUPIL == 3
    for language in LANGUAGES:
        with override(language):
            assert "3" in gettext("Ages go from 3 to 25, the lower one first."), language


def test_every_language_is_looked_at() -> None:
    assert sorted(LANGUAGES) == sorted(code for code, _name in settings.LANGUAGES)
