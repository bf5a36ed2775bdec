"""Sentences that spell a figure say the figure that holds, in each language: whoever changes it has to change them."""

from datetime import timedelta
from typing import Any, Final

import pytest
from allauth.account import app_settings
from django.conf import settings
from django.utils.translation import gettext, override

from accounts import policy

HOUR: Final = timedelta(hours=1)
LINK_DAYS: Final = timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT) // timedelta(days=1)
# As they stand in a text: the stem of a word, or digits.
SPELLED: Final = {
    3: {"en": "three", "ky": "үч", "ru": "тр"},
    7: dict.fromkeys(("en", "ky", "ru"), " 7:00"),
    10: dict.fromkeys(("en", "ky", "ru"), " 10 "),
    12: {"en": "twelve", "ky": "он эки", "ru": "двенадцат"},
    16: dict.fromkeys(("en", "ky", "ru"), " 16:00"),
}


def _shortest_password() -> int:
    validators: list[Any] = settings.AUTH_PASSWORD_VALIDATORS
    (found,) = (one for one in validators if one["NAME"].endswith("MinimumLengthValidator"))
    return int(found["OPTIONS"]["min_length"])


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
@pytest.mark.parametrize(
    ("sentence", "figure"),
    [
        ("Sessions of people with an office end after twelve hours. Sign in again.", policy.OFFICE_SESSION // HOUR),
        ("in the morning, at 7:00", policy.MORNING_MAIL),
        ("after the lessons, at 16:00", policy.AFTERNOON_MAIL),
        ("This password is too short: at least 10 characters.", _shortest_password()),
        ("At least 10 characters: a sentence is easy to remember and hard to guess.", _shortest_password()),
        (
            "We sent a link to your address. Open it within three days, and the account is yours.",
            app_settings.EMAIL_CONFIRMATION_EXPIRE_DAYS,
        ),
        (
            "It works for three days. Did you not ask for it? Then do nothing.",
            app_settings.EMAIL_CONFIRMATION_EXPIRE_DAYS,
        ),
        (
            "It works once, for three days. Did you not ask for it? Then do nothing: the old password stays.",
            LINK_DAYS,
        ),
    ],
)
def test_sentences_spell_the_figures_that_hold(sentence: str, figure: int, language: str) -> None:
    with override(language):
        said = gettext(sentence)
    assert language == "en" or said != sentence
    assert SPELLED[figure][language] in said.casefold()


def test_a_link_to_sign_in_works_at_least_as_long_as_its_mail_says() -> None:
    """Within a day, says the mail; an hour more, so that the last one of a day is no lie."""
    assert timedelta(days=1) <= policy.SIGN_IN_LINK < timedelta(days=2)
