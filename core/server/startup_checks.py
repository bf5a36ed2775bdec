"""Checks before a process serves: safe settings, and no accounts of the demo left over.

Asked by whatever answers people or works for them: serve, gunicorn, sockets, worker. Commands that mend (migrate,
remove_demo, restore) do not ask.
"""

import sys
from typing import Final, NoReturn

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.checks import CheckMessage, Error
from django.db import DatabaseError
from django.utils.module_loading import import_string

DEMO_MARK: Final = "demo"
EXIT: Final = 78  # EX_CONFIG of sysexits.h
DEMO_LEFT: Final = (
    "This database carries the mark of the demo, and the demo is off (KOEPUEROE_DEMO): everybody knows the password "
    "of its accounts. Remove the people of the demo with one command, then start again: manage.py remove_demo "
    "(make remove-demo; docker-compose run --rm web python manage.py remove_demo). What real people wrote stays."
)


class SetupError(Exception):
    """The set-up is wrong; each line of the text says what to change. Stops the start."""


def demand(*, several: bool) -> None:
    """Raise SetupError unless this process may serve. `several`: others serve the same site beside it.

    Where the settings are wrong already the database is not asked: they may name none, and waiting for it takes half
    a minute.
    """
    found: list[str] = import_string(settings.SETUP_JUDGE)(settings, several=several)
    if not found and not settings.DEMO and not settings.DEBUG and demo_left():
        found = [DEMO_LEFT]
    if found:
        raise SetupError("\n".join(found))


def demo_left() -> bool:
    """Whether people of the demo may be here. A database that cannot answer yet holds nobody who could sign in:
    that, accounts.adapters refuses in any case."""
    from core.models import Mark  # noqa: PLC0415 - the settings read this module before there are models

    try:
        return Mark.objects.filter(name=DEMO_MARK).exists() or get_user_model().objects.filter(is_demo=True).exists()
    except DatabaseError:
        return False


def leave(refusal: SetupError) -> NoReturn:
    """Exit with the sentences and without a traceback, which would hide them."""
    sys.stderr.write(f"Köpürö does not start with this set-up.\n{refusal}\n")
    sys.stderr.flush()
    sys.exit(EXIT)


def check_setup(**_more: object) -> list[CheckMessage]:
    """For `manage.py check`, which other commands run first too: the settings as they are in the end."""
    judge = import_string(settings.SETUP_JUDGE)
    return [Error(sentence, id="koepueroe.E001") for sentence in judge(settings, several=settings.FULL)]
