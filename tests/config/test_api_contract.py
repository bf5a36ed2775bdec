"""The API against its own document, with calls that nobody would write by hand: without a session and with one.

The same calls each time. Once its share of two minutes is over, an operation is called no more: then the machine is slow, not the API.
"""

import itertools
import time
from collections.abc import Iterator
from typing import Any, Final

import pytest
import schemathesis
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as pace
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.walking import client_of
from tests.world_of_everyone import World, plant

pytestmark = pytest.mark.django_db
ROLES: Final = ("visitor", "leader", "coordinator")
CALLS: Final = 20  # of each operation, as many right ones and as many wrong ones
SECONDS: Final = 120 / len(ROLES)
TOKEN: Final = "t" * 32
HEADERS: Final = {"Host": "localhost", "X-CSRFToken": TOKEN, "Accept-Encoding": "identity"}
CHECKS: Final = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
ALL: Final = list(HealthCheck)
STEADY: Final = pace(max_examples=CALLS, derandomize=True, database=None, deadline=None, suppress_health_check=ALL)


def operations() -> list[Any]:
    document = schemathesis.openapi.from_wsgi("/api/openapi.json", WSGIHandler(), headers=HEADERS)
    return [found.ok() for found in document.get_all_operations()]


@pytest.fixture(autouse=True)
def _keep_the_connection() -> Iterator[None]:
    """A request of its own ends that of the test, as Django's own test client knows."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("role", ROLES)
def test_every_answer_is_one_that_the_document_declares(role: str) -> None:
    world, known = plant(), operations()
    answered: set[tuple[str, int]] = set()
    for operation, mode in itertools.product(known, GenerationMode):
        until = time.monotonic() + SECONDS / len(known) / len(GenerationMode)
        call_often(operation, mode, world=world, role=role, until=until, answered=answered)
    assert {label for label, _status in answered} == {operation.label for operation in known}
    statuses = {status for _label, status in answered}
    assert statuses >= ({401} if role == "visitor" else {200, 204, 404, 422}), answered


def call_often(
    operation: Any, mode: GenerationMode, *, world: World, role: str, until: float, answered: set[tuple[str, int]]
) -> None:
    session = {name: morsel.value for name, morsel in client_of(world, role).cookies.items()}
    rooms = itertools.cycle((world.things["partnership_room"].code, ""))  # every other call is about one that stands

    @STEADY
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: Any) -> None:
        if time.monotonic() > until and operation.label in {label for label, _status in answered}:
            return
        if "code" in case.path_parameters:
            case.path_parameters["code"] = next(rooms) or case.path_parameters["code"]
        case.cookies = {**session, settings.CSRF_COOKIE_NAME: TOKEN}
        with transaction.atomic():
            answer = case.call(headers=HEADERS)
            transaction.set_rollback(True)
        answered.add((operation.label, answer.status_code))
        case.validate_response(answer, checks=CHECKS)

    ask()
