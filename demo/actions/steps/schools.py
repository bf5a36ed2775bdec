"""Plants invented schools with their classes, and the people who work there."""

from collections.abc import Mapping
from datetime import time
from typing import Any, Final

from accounts.models import User
from core.audit import record
from core.language.kyrgyz_places import canonical_region
from core.models import Term
from core.terms import terms_of
from demo.actions.steps.backdating import ago, happened
from demo.actions.steps.people import HERE_SINCE
from demo.queries import data_files
from twinning.actions.consents import sign_rules
from twinning.actions.people import ask_to_join
from twinning.actions.steps.institution_names import NameToWrite, write_names
from twinning.actions.steps.standing import update_standings
from twinning.models import (
    ClassLanguage,
    Institution,
    InstitutionLanguage,
    LessonTime,
    SchoolClass,
    Staff,
    State,
)
from twinning.queries.people import forget_places

ZONES: Final = {"KG": "Asia/Bishkek", "EE": "Europe/Tallinn"}
# What a coordinator writes is read as it was written, so it stands here in the three languages.
GROUND: Final = "Ойлоп табылган мектеп. Вымышленная школа. An invented school."
CHECK: Final = {"check": "call"}
# Lessons of 45 minutes, Monday to Friday: "start" of each in local time.
HOURS: Final = {
    "kg1": ("8:00", "8:55", "9:50", "10:50", "11:45"),
    "kg2": ("13:00", "14:00", "15:00", "16:00", "17:00"),
    "ee": ("8:00", "8:50", "9:45", "10:40", "11:30", "12:25", "13:15"),
}
LESSON: Final = 45
WORKDAYS: Final = range(1, 6)


def plant_schools(people: Mapping[str, User]) -> dict[str, Institution]:
    """By key; each in its state, with classes, and with the rules signed."""
    rows = data_files.schools()
    with happened(HERE_SINCE):
        schools = {row["key"]: _plant_school(row) for row in rows}
        write_names(
            NameToWrite(schools[row["key"]], text, language, official=language == row["official"])
            for row in rows
            for language, text in row["names"].items()
        )
        for row in rows:
            _plant_classes(schools[row["key"]], row["classes"])
        _plant_staff(schools, people)
    return schools


def plant_askers(schools: Mapping[str, Institution], people: Mapping[str, User]) -> None:
    """One person who claims a school and one who asks to join colleagues: both wait for a decision."""
    for days, row in enumerate((row for row in data_files.people() if "asks" in row), start=1):
        with happened(days):
            ask_to_join(
                institution=schools[row["asks"]],
                role=row["role"],
                by=people[row["key"]],
                subject=row["subject"],
                words=row["words"],
            )


def _plant_school(row: Mapping[str, Any]) -> Institution:
    latitude, longitude = row["point"]
    school = Institution.objects.create(
        kind=Term.objects.get(scheme="kind", code=row["kind"]),
        country=row["country"],
        region=canonical_region(row["region"], row["place"], row["country"]),
        place=row["place"],
        latitude=latitude,
        longitude=longitude,
        time_zone=ZONES[row["country"]],
        latin_name=row["latin"],
        connectivity=row["connectivity"],
        state=row.get("state", State.VERIFIED),
        is_demo=True,
    )
    school.levels.set(terms_of("level").filter(code__in=row["levels"]))
    school.themes.set(terms_of("theme").filter(code__in=row["themes"]))
    InstitutionLanguage.objects.bulk_create(
        InstitutionLanguage(institution=school, language=language, level=level)
        for language, level in row["languages"].items()
    )
    return school


def _plant_classes(school: Institution, rows: list[dict[str, Any]]) -> None:
    for row in rows:
        low, high = row["ages"]
        group = SchoolClass.objects.create(
            institution=school, name=row["name"], age_from=low, age_to=high, size=row["size"], shift=row["shift"]
        )
        ClassLanguage.objects.bulk_create(
            ClassLanguage(school_class=group, language=language, level=level)
            for language, level in row["languages"].items()
        )
        LessonTime.objects.bulk_create(_lessons(group, HOURS[row["hours"]]))


def _lessons(group: SchoolClass, hours: tuple[str, ...]) -> list[LessonTime]:
    lessons = []
    for weekday in WORKDAYS:
        for start in hours:
            hour, minute = (int(part) for part in start.split(":"))
            end = hour * 60 + minute + LESSON
            lessons.append(
                LessonTime(
                    school_class=group, weekday=weekday, starts=time(hour, minute), ends=time(end // 60, end % 60)
                )
            )
    return lessons


def _plant_staff(schools: Mapping[str, Institution], people: Mapping[str, User]) -> None:
    coordinator, since = people["coordinator"], ago(HERE_SINCE)
    for row in data_files.people():
        if "at" not in row:
            continue
        school, user = schools[row["at"]], people[row["key"]]
        Staff.objects.create(
            institution=school,
            user=user,
            role=row["role"],
            subject=row["subject"],
            state=Staff.State.VERIFIED,
            decided_at=since,
            decided_by=coordinator,
        )
        forget_places(user)
        if row["role"] == "leader":
            _open_school(school, user, coordinator)
    update_standings(people.values(), by=coordinator, why="verified")


def _open_school(school: Institution, leader: User, coordinator: User) -> None:
    record("twinning.verify_institution", school, by=coordinator, concerns=[leader], ground=GROUND, data=CHECK)
    record("twinning.verify_person", school, by=coordinator, concerns=[leader], ground=GROUND)
    sign_rules(institution=school, by=leader, name=leader.name)
