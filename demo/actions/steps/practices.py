"""Plants practices in three languages by the verbs that the forms call."""

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

from accounts.models import User
from core.models import Term
from demo.actions.steps.backdating import happened
from demo.actions.steps.reviews import plant_review, set_back
from demo.queries import data_files
from library.actions.practice_files import add_file, describe_files
from library.actions.submitting import submit_practice
from library.actions.translating import begin_translation
from library.actions.writing import create_practice, save_step
from library.judging.practice_facts import Author
from library.models import PARTS, STEPS, Practice
from twinning.models import Institution, TwinSpace

WORDS: Final = ("title", "summary", *PARTS, "time_needed", "needs")
LISTS: Final = {"subjects": "subject", "audience": "audience", "fits": "setting"}
KIND: Final = "practice_kind"
DRAFT: Final = "draft"
# Whoever has not submitted has not declared anything; a half-filled draft stands at its first step.
HALF: Final = 1


@dataclass(frozen=True, slots=True)
class Place:
    """What practices refer to: schools, people and terms, and where each person works (`at`)."""

    schools: Mapping[str, Institution]
    people: Mapping[str, User]
    terms: Mapping[tuple[str, str], Term]
    at: Mapping[str, str]


def plant_practices(schools: Mapping[str, Institution], people: Mapping[str, User]) -> dict[str, Practice]:
    """By key and language: "short-visits:ky"."""
    terms = Term.objects.filter(scheme__in=[KIND, *LISTS.values()])
    at = {row["key"]: row["at"] for row in data_files.people() if "at" in row}
    place = Place(schools, people, {(term.scheme, term.code): term for term in terms}, at)
    found: dict[str, Practice] = {}
    for work in data_files.practices():
        first: Practice | None = None
        for text in work["texts"]:
            practice = _plant_text(place, work, text, first)
            first = first or practice
            found[f"{work['key']}:{text['language']}"] = practice
    return found


def _plant_text(place: Place, work: dict[str, Any], text: dict[str, Any], first: Practice | None) -> Practice:
    by = place.people[text["by"]]
    with happened(text["days"]):
        if first is None:
            practice = create_practice(by=by, language=text["language"], institution=place.schools[work["at"]])
        else:
            practice = begin_translation(practice=first, language=text["language"], by=by)
        Practice.objects.filter(pk=practice.pk).update(is_demo=True)
        practice.refresh_from_db()
        practice = _written(place, work, {**text, **text.get("before", {})}, practice, by)
        _add_files(practice, by, text.get("files", []))
        practice.refresh_from_db()
        if text["state"] != DRAFT:
            submit_practice(practice=practice, by=by, version=practice.version)
    plant_review(practice, text, moderator=place.people["moderator"], by=by)
    set_back(practice, text)
    practice.refresh_from_db()
    return practice


def _written(place: Place, work: dict[str, Any], text: dict[str, Any], practice: Practice, by: User) -> Practice:
    whole = text["state"] != DRAFT or "result" in text
    facts: dict[str, Any] = {
        **{name: text[name] for name in WORDS if name in text},
        **{name: [place.terms[scheme, code] for code in work[name]] for name, scheme in LISTS.items()},
        "kind": place.terms[KIND, work["kind"]],
        "grades": work["grades"],
        "authors": [_author(place, key, text) for key in work["authors"]],
        "space": _space(place, work),
        **{name: work[name] for name in ("evidence", "licence", "offline")},
        **dict.fromkeys(("consent", "safety"), text["state"] != DRAFT),
    }
    step = STEPS[-1] if text["state"] != DRAFT else STEPS[-2] if whole else HALF
    return save_step(practice=practice, by=by, version=practice.version, step=step, facts=facts)


def _author(place: Place, key: str, text: dict[str, Any]) -> Author:
    person = place.people[key]
    name = person.latin_name if text["language"] == "en" else person.name
    return Author(name, text["roles"][key], place.schools[place.at[key]], user=person)


def _space(place: Place, work: dict[str, Any]) -> TwinSpace | None:
    """Where the two schools work together."""
    if "partner" not in work:
        return None
    ours, theirs = (place.schools[key] for key in (work["at"], work["partner"]))
    spaces = TwinSpace.objects.filter(partnership__parties__institution=ours)
    return spaces.filter(partnership__parties__institution=theirs).get()


def _add_files(practice: Practice, by: User, files: list[dict[str, str]]) -> None:
    said: dict[str, dict[str, Any]] = {}
    for row in files:
        suffix = row["file"].rpartition(".")[2]
        file = add_file(
            practice=practice, by=by, file=BytesIO(data_files.file_of(row["file"])), name=f"{row['name']}.{suffix}"
        )
        said[file.code] = {name: row[name] for name in ("alt", "caption") if name in row}
    if said:
        practice.refresh_from_db()
        describe_files(practice=practice, by=by, version=practice.version, said=said)
