"""The two worlds that tools read pages of: the tests' one of everything, and the living demo.

Each takes a process of its own, because each has its settings. Imports are late: settings are chosen first.
"""

import logging
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from tests.world_of_everyone import World

LANGUAGES: Final = ("ky", "ru", "en")
PREPARE: Final = "from core.server.bootstrap import prepare; prepare(say=print)"
BACKEND: Final = "allauth.account.auth_backends.AuthenticationBackend"


@contextmanager
def world_of_tests() -> Iterator["World"]:
    """An empty database with one of everything in it, which is taken down afterwards."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    import django  # noqa: PLC0415 - settings are chosen above

    django.setup()
    from django.test.utils import setup_databases, setup_test_environment, teardown_databases  # noqa: PLC0415
    from django.utils import translation  # noqa: PLC0415

    logging.disable(logging.CRITICAL)
    setup_test_environment()
    made = setup_databases(verbosity=0, interactive=False)
    from tests.world_of_everyone import plant  # noqa: PLC0415 - needs the database

    with translation.override("en"):
        world = plant()
    yield world
    teardown_databases(made, verbosity=0)


@contextmanager
def demo_server() -> Iterator[str]:
    """The address of a server with the demo, in a process and a folder of its own, which go afterwards."""
    from tests.server import Server, environment, manage  # noqa: PLC0415 - only these tools need them

    with tempfile.TemporaryDirectory() as folder:
        manage(environment(Path(folder)), "shell", "--no-imports", "-c", PREPARE)
        server = Server(Path(folder)).start()
        try:
            yield server.url
        finally:
            server.stop()


def prepare_demo(folder: str) -> None:
    """The settings of a small installation, its data in this folder, the demo planted."""
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "config.settings.small",
        "KOEPUEROE_DATA": folder,
        "KOEPUEROE_DEMO": "yes",
        "KOEPUEROE_SITE_URL": "http://localhost",
    }
    import django  # noqa: PLC0415 - settings are read here
    from django.conf import settings  # noqa: PLC0415

    settings.LOGGING["loggers"]["koepueroe"]["level"] = "ERROR"
    django.setup()
    from core.server.bootstrap import prepare  # noqa: PLC0415

    prepare(say=print)


def readers_of_demo(roles: list[str]) -> Iterator[tuple[str, Callable[[str], Any]]]:
    """Each role and how it opens an address; without names everybody: a visitor, a newcomer, the people to try."""
    from django.test import Client  # noqa: PLC0415

    from accounts.models import User  # noqa: PLC0415
    from demo.queries.people import person_for  # noqa: PLC0415
    from demo.showing.people import people_to_try  # noqa: PLC0415

    newcomer = User.objects.create_user("newcomer@example.org", name="Newcomer", language="ky")
    people: dict[str, Any] = {"newcomer": newcomer, **{role: person_for(role) for role, _label in people_to_try()}}
    for role in roles or ["visitor", *people]:
        client = Client(raise_request_exception=False, SERVER_NAME="localhost")
        if role != "visitor":
            client.force_login(people[role], backend=BACKEND)
        yield role, _asking(client)


def _asking(client: Any) -> Callable[[str], Any]:
    from django.core.cache import cache  # noqa: PLC0415 - settings are read
    from django.db import transaction  # noqa: PLC0415

    def ask(address: str) -> Any:
        cache.clear()  # limits count: this is one reader after another, not one in a hurry
        with transaction.atomic():
            answer = client.get(address)
            transaction.set_rollback(True)
        return answer

    return ask
