"""The API's document in every mode, and its refusals: JSON in the language of the caller, at any address below it."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings as chosen
from django.test import Client

from accounts.models import OfficeKind, User
from community.rules.limits import TONGUE
from config.api import api

pytestmark = pytest.mark.django_db


@pytest.fixture
def kadri(make_user: Callable[..., User]) -> User:
    return make_user("Kadri")


def broken(_request: Any) -> None:
    message = "broken on purpose"
    raise RuntimeError(message)


def test_the_document_is_served_without_debug_and_declares_every_refusal() -> None:
    assert chosen.DEBUG is False
    answer = Client().get("/api/openapi.json")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "public, max-age=3600")
    told = answer.json()
    assert told["openapi"].startswith("3.")
    operations = [one for path in told["paths"].values() for one in path.values()]
    assert len(operations) == 8
    for one in operations:
        assert {"400", "401", "403", "405", "422", "500"} <= set(one["responses"]), one["operationId"]
        refusals = {str(said["content"]) for code, said in one["responses"].items() if code >= "400"}
        assert len(refusals) == 1
        assert "Refusal" in refusals.pop()


LANGUAGES = (("ky", "Мындай барак жок"), ("ru", "Такой страницы нет"), ("en", "There is no such page"))


@pytest.mark.parametrize(("language", "words"), LANGUAGES)
def test_what_is_missing_says_so_in_the_callers_language(
    language: str, words: str, kadri: User, signed_in: Callable[[User], Client]
) -> None:
    for client, address in (
        (Client(), "/api/nothing"),
        (Client(), "/api/"),
        (signed_in(kadri), "/api/rooms/nothing/messages"),
    ):
        for answer in (
            client.get(address, headers={"accept-language": language}),
            client.get(f"{address}?lang={language}", headers={"accept-language": "en"}),
        ):
            assert (answer.status_code, answer.headers["Content-Type"]) == (404, "application/json")
            assert answer.json() == {"code": "not_found", "text": words}


def test_every_other_refusal_is_json(kadri: User, signed_in: Callable[[User], Client]) -> None:
    strict = Client(enforce_csrf_checks=True)
    member = signed_in(kadri)
    sent = {"content_type": "application/json"}
    answers = {
        400: member.post("/api/tongue?lang=ru", "{", **sent),
        401: Client().get("/api/notices?lang=ru"),
        403: strict.post("/api/tongue?lang=ru", "{}", **sent),
        405: member.put("/api/tongue?lang=ru", "{}", **sent),
        413: Client().post("/api/tongue?lang=ru", "x" * 300_000, **sent),
        422: member.post("/api/tongue?lang=ru", {"text": "a"}, **sent),
    }
    said = {status: answer.json() for status, answer in answers.items()}
    assert {status: answer.status_code for status, answer in answers.items()} == {status: status for status in answers}
    assert {status: one["code"] for status, one in said.items()} == {
        400: "invalid",
        401: "signed_out",
        403: "refused",
        405: "wrong_method",
        413: "too_large",
        422: "invalid",
    }
    assert all(any("а" <= letter <= "я" for letter in one["text"]) for one in said.values()), said
    assert said[422]["fields"] == ["body.words.language"]
    assert answers[405].headers["Allow"] == "POST"
    nul = Client().get("/api/notices?lang=%00")
    assert (nul.status_code, nul.json()["code"]) == (400, "invalid")


def test_too_many_calls_say_when_to_come_back(
    kadri: User, signed_in: Callable[[User], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    member, answer = signed_in(kadri), None
    for _each in range(TONGUE.figure + 1):
        answer = member.post("/api/tongue?lang=ky", {"text": "a", "language": "ky"}, content_type="application/json")
        if answer.status_code != 200:
            break
    assert answer is not None
    assert (answer.status_code, answer.json()["code"]) == (429, "too_many")
    assert int(answer.headers["Retry-After"]) == answer.json()["wait"]


@pytest.fixture
def breaks(monkeypatch: pytest.MonkeyPatch) -> None:
    from community import api as talk

    monkeypatch.setattr(talk, "unread_notices", broken)


def test_a_fault_of_ours_is_json_too(breaks: None, kadri: User, signed_in: Callable[[User], Client]) -> None:
    client = signed_in(kadri)
    client.raise_request_exception = False
    answer = client.get("/api/notices?lang=en")
    assert answer.status_code == 500
    assert answer.json() == {"code": "error", "text": "Something broke on our side"}


def test_an_officer_without_a_second_factor_is_told(
    make_officer: Any, signed_in: Callable[[User], Client], settings: Any
) -> None:
    settings.DEMO = False  # whose accounts are shared by all visitors
    officer = make_officer(OfficeKind.MODERATOR)
    answer = signed_in(officer).get("/api/rooms/nothing/messages?lang=en")
    assert (answer.status_code, answer.json()["url"]) == (403, "/en/accounts/2fa/")


def test_no_operation_is_left_out_of_the_document() -> None:
    told = api.get_openapi_schema()
    routes = {str(pattern.pattern) for pattern in api.urls[0] if pattern.name not in {"api-root", "openapi-json"}}
    said = {path.removeprefix("/api/").replace("{", "<str:").replace("}", ">") for path in told["paths"]}
    assert {re.sub(r"<\w+:", "<", route) for route in routes} == {re.sub(r"<\w+:", "<", path) for path in said}
