"""Sentences name some figures of the policy in digits: whoever changes the figure has to change them in each language."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.db.models import Model
from django.utils.translation import gettext, override

from community import policy
from community.models import Board, PostDraft, Room, Topic
from core.locales import LABELLED


def _hours(span: timedelta) -> int:
    return int(span.total_seconds() // 3600)


def _minutes(span: timedelta) -> int:
    return int(span.total_seconds() // 60)


def _figures(said: str) -> list[int]:
    """All numbers in digits, whatever parts their thousands."""
    return [int(re.sub(r"\D", "", found)) for found in re.findall(r"\d+(?:[,\u00a0\u202f ]\d{3})*", said)]


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
@pytest.mark.parametrize(
    ("sentence", "figure"),
    [
        ("Give the reason in up to 2,000 characters; both people read it.", policy.REASON_CHARACTERS),
        ("Give the reason in up to 2,000 characters; the person reads it.", policy.REASON_CHARACTERS),
        ("Give the reason in up to 2,000 characters; its writer reads it.", policy.REASON_CHARACTERS),
        ("Say in your words, in up to 2,000 characters, why you see it otherwise.", policy.REASON_CHARACTERS),
        ("A post names at most 50 people with @. Take out the others.", policy.NAMED_IN_A_POST),
        (
            "Put @ before the name; the person is told. At most 20 people are told of one post.",
            policy.TOLD_OF_A_NAME,
        ),
        (
            "A moderator looks at it: within 24 hours where a child is concerned, else within three working days.",
            _hours(policy.URGENT["child"]),
        ),
        (
            "For 15 minutes without a mark. Later it is marked as edited, and you keep the earlier words.",
            _minutes(policy.UNMARKED_EDIT),
        ),
        ("It was not changed after its first 15 minutes.", _minutes(policy.UNMARKED_EDIT)),
    ],
)
def test_sentences_name_the_figures_of_the_policy(sentence: str, figure: int, language: str) -> None:
    with override(language):
        said = gettext(sentence)
    assert language == "en" or said != sentence
    assert _figures(said) == [figure]


def test_three_working_days_are_said_in_words() -> None:
    """In the same sentence about reports, "three" in each language."""
    assert timedelta(days=3) == policy.USUAL


@pytest.mark.parametrize(
    ("model", "field", "figure"),
    [
        (Topic, "title", policy.TITLE_CHARACTERS),
        (Room, "title", policy.ROOM_TITLE_CHARACTERS),
        (PostDraft, "title", policy.DRAFT_TITLE_CHARACTERS),
        *((Board, f"name_{code}", policy.BOARD_NAME_CHARACTERS) for code in LABELLED),
        *((Board, f"about_{code}", policy.BOARD_ABOUT_CHARACTERS) for code in LABELLED),
    ],
)
def test_columns_are_as_wide_as_the_policy_says(model: type[Model], field: str, figure: int) -> None:
    assert model._meta.get_field(field).max_length == figure
