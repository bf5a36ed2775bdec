"""Plants open wishes by the verbs that the forms call."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.utils import timezone

from accounts.models import User
from core.models import Term
from demo.actions.steps.backdating import ago, happened
from demo.queries import data_files
from twinning.actions.wishes import PointToWrite, create_wish, open_wish, save_step
from twinning.models import Institution, Wish, WishSide
from twinning.queries.people import leaders_of

BEFORE_THE_FIRST_LETTER: Final = 7
NOT_YET_WRITTEN_TO: Final = 14


def plant_wishes(schools: Mapping[str, Institution], people: Mapping[str, User]) -> dict[str, Wish]:
    """By school and number: "naryn:0" is the first wish of that school."""
    terms = {(term.scheme, term.code): term for term in Term.objects.filter(scheme__in=["work", "theme"])}
    found = {}
    for row in data_files.schools():
        for number, wish in enumerate(row["wishes"]):
            key = f"{row['key']}:{number}"
            with happened(_age(key)):
                found[key] = _plant_wish(schools[row["key"]], wish, terms, people)
            Wish.objects.filter(pk=found[key].pk).update(opened_at=ago(_age(key)))
    return found


def _age(key: str) -> int:
    """How many days ago it was opened: before the first proposal that refers to it."""
    days = [row["days"] for row in data_files.proposals() if key in {row["from"], row["to"]}]
    return max(days, default=NOT_YET_WRITTEN_TO) + BEFORE_THE_FIRST_LETTER


def _plant_wish(
    school: Institution, row: dict[str, Any], terms: Mapping[tuple[str, str], Term], people: Mapping[str, User]
) -> Wish:
    leader = next(user for user in people.values() if leaders_of(school).filter(user=user).exists())
    wish = create_wish(institution=school, by=leader, language=row["language"])
    facts = {
        "school_class": school.classes.get(name=row["class"]),
        "starts": _next_month(),
        "translated_ok": row.get("translated", False),
        **{name: row[name] for name in ("title", "about", "language", "partners", "months")},
    }
    points = _points(row, terms)
    criteria = {point.criterion for point in points}
    save_step(wish=wish, by=leader, version=wish.version, step=4, facts=facts, criteria=criteria, points=points)
    open_wish(wish=wish, by=leader)
    return wish


def _points(row: dict[str, Any], terms: Mapping[tuple[str, str], Term]) -> list[PointToWrite]:
    low, high, need = row["age"]
    return [
        *(PointToWrite("work", term=terms["work", code], need=matters) for code, matters in row["work"].items()),
        *(PointToWrite("theme", term=terms["theme", code]) for code in row["seek"]),
        *(PointToWrite("theme", WishSide.OFFER, term=terms["theme", code]) for code in row["offer"]),
        PointToWrite("age", value=f"{low}-{high}", need=need),
        PointToWrite("language", value=row["lang"]),
        *(PointToWrite("country", value=code) for code in row.get("countries", [])),
    ]


def _next_month() -> date:
    today = timezone.localdate()
    return date(today.year + today.month // 12, today.month % 12 + 1, 1)
