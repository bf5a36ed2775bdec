"""Practices as linked data: each expands by a context kept here, each address has one answer, whoever reads it where."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

import pytest
from django.test import Client
from pyld import jsonld

from core.models import Term
from library.models import Practice
from tests.library.shelf_world import published
from tests.world_of_everyone import plant

pytestmark = pytest.mark.django_db
SITE: Final = "http://testserver"
# What of schema.org's context these pages use: a property that is not in it would be lost, and is found.
CONTEXT: Final = json.loads((Path(__file__).parents[2] / "data" / "schemaorg.jsonld").read_text())
BLOCK: Final = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
DURATION: Final = re.compile(r"P(?:\d+[YMWD]|T(?:\d+H)?(?:\d+M)?)")


def local(address: str, _options: Any) -> dict[str, Any]:
    assert address.rstrip("/") == "https://schema.org"
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": address, "document": CONTEXT}


def told_at(path: str, **headers: str) -> dict[str, Any]:
    answer = Client().get(path.removeprefix(SITE), headers=headers)
    assert answer.status_code == 200
    if answer.headers["Content-Type"] == "application/ld+json":
        return dict(json.loads(answer.content))
    (block,) = BLOCK.findall(answer.content.decode())
    return dict(json.loads(block))


def expanded(told: dict[str, Any]) -> dict[str, Any]:
    (found,) = jsonld.expand(told, {"documentLoader": local})
    return dict(found)


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from nodes(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from nodes(inner)


def lost(told: dict[str, Any], found: dict[str, Any]) -> set[str]:
    """Properties that no context knows."""
    said = {name for node in nodes(told) for name in node if not name.startswith("@")}
    kept = {name.rpartition("/")[2] for node in nodes(found) for name in node}
    return said - kept


def test_every_practice_expands_and_each_address_has_one_answer() -> None:
    plant()
    answers: dict[str, Any] = {}
    for practice in Practice.objects.filter(live=True):
        for language in ("ky", "ru", "en"):
            told = told_at(f"/{language}/library/{practice.code}/")
            found = expanded(told)
            assert lost(told, found) == set()
            assert found["@id"] == f"{SITE}/{practice.language}/library/{practice.code}/"
            assert answers.setdefault(found["@id"], found) == found, language
            for term in (node for node in nodes(found) if node.get("@type") == ["http://schema.org/DefinedTerm"]):
                own = expanded(told_at(term["@id"], accept="application/ld+json"))
                assert answers.setdefault(term["@id"], own) == own == term
    assert len(answers) >= 6


def test_what_a_practice_points_at_answers_under_the_same_name(make_institution: Any) -> None:
    school, key = make_institution("Ak-Talaa"), uuid4()
    source = published(school, "The source", language="ky", time_needed="Беш сабак")
    made = published(school, "Made of it", key=key, based_on=source, time_needed="a year or so")
    sibling = published(school, "Жасалган", language="ky", key=key)
    told = told_at(f"/ru/library/{made.code}/")
    assert told["isBasedOn"]["@id"] == told_at(f"/en/library/{source.code}/")["@id"]
    assert [one["@id"] for one in told["workTranslation"]] == [told_at(f"/ky/library/{sibling.code}/")["@id"]]
    assert "timeRequired" not in told
    duration = told_at(f"/ky/library/{source.code}/")["timeRequired"]
    assert (duration, bool(DURATION.fullmatch(duration))) == ("PT3H45M", True)


def test_a_term_is_a_page_and_data_in_three_languages() -> None:
    term = Term.objects.filter(scheme="subject").order_by("pk")[0]
    path = f"/terms/subject/{term.code}"
    labels = {"ky": term.label_ky, "ru": term.label_ru, "en": term.label_en}
    for language in ("ky", "ru", "en"):
        answer = Client().get(path, headers={"accept": "text/html", "accept-language": language})
        page = answer.content.decode()
        assert (answer.status_code, f'<html lang="{language}"' in page) == (200, True)
        assert all(f'lang="{code}">{label}</dd>' in page for code, label in labels.items()), page
        assert f'<link rel="canonical" href="{SITE}{path}">' in page
        assert {"Accept", "Accept-Language"} <= set(answer.headers["Vary"].split(", "))
    told = told_at(path, accept="application/ld+json, text/html;q=0.5")
    assert {name["@language"]: name["@value"] for name in told["name"]} == labels
    assert told["@id"] == SITE + path
    for accept in ("*/*", "text/html,application/xhtml+xml,*/*;q=0.8", "image/png"):
        assert Client().get(path, headers={"accept": accept}).headers["Content-Type"].startswith("text/html")


def test_a_vocabulary_lists_its_terms() -> None:
    told = told_at("/terms/subject", accept="application/ld+json")
    assert (
        told["@id"]
        == told_at(told["hasDefinedTerm"][0]["@id"], accept="application/ld+json")["inDefinedTermSet"]["@id"]
    )
    assert len(told["hasDefinedTerm"]) == Term.objects.filter(scheme="subject").count()
    assert lost(told, expanded(told)) == set()
    assert 'lang="ky"' in Client().get("/terms/subject").content.decode()


@pytest.mark.parametrize("path", ["/terms/nothing", "/terms/subject/nothing", "/terms/subject/", "/terms/a/b/c"])
def test_what_is_no_term_is_missing(path: str) -> None:
    assert Client().get(path).status_code == 404
