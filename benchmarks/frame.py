"""CPU and queries of the frame of members (bar, rail, dock) on any page, with many rooms and unread notices; and of
Today of a coordinator for whom 1,500 matters are open among 100,000 schools. Markdown tables, JSON into $OUT.

One process, SQLite unless KOEPUEROE_DATABASE_URL names another; the person is read anew each time, as a request does.
"""

import json
import os
import sys
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.temporary_site import analyse, engine, markdown, temporary_site

TIMES = 300
ROOMS = 20
NOTICES = 40
SCHOOLS = 100_000
CLAIMED = 500
ASKED = 500  # of verified schools; as many come with the claimed ones
TODAYS = 60
FRAME = "".join(f"{{% include 'shell/{part}.html' %}}" for part in ("bar", "rail", "dock"))
FOOT = "{% for entry in footer_menu %}{{ entry.label }}{% endfor %}"  # as on the pages of visitors


def plant() -> list[tuple[str, Any]]:
    """A leader with twin spaces, a moderator, and somebody who has just come; all of them in rooms and with notices."""
    from accounts.models import Office, OfficeKind, User  # noqa: PLC0415 - Django is set up now
    from community.actions.steps.notices import notify  # noqa: PLC0415
    from community.models import Room, RoomEvent, RoomMember  # noqa: PLC0415
    from core.models import Term, TodayNumber  # noqa: PLC0415
    from twinning.models import Institution, Partnership, Party, Role, Staff, TwinSpace  # noqa: PLC0415

    people = [
        (name, User.objects.create(email=f"{name}@example.org", name=name))
        for name in ("leader", "moderator", "newcomer")
    ]
    leader, moderator = people[0][1], people[1][1]
    school = Institution.objects.create(
        kind=Term.objects.get(scheme="kind", code="school"), country="KG", state="verified", time_zone="Asia/Bishkek"
    )
    Staff.objects.create(user=leader, institution=school, role=Role.LEADER, state=Staff.State.VERIFIED)
    Office.objects.create(user=moderator, office=OfficeKind.MODERATOR)
    for number in range(ROOMS):
        room = Room.objects.create(title=f"Living water {number}", head_seq=3)
        RoomEvent.objects.create(room=room, seq=3, kind="message")
        RoomMember.objects.bulk_create(RoomMember(room=room, user=person) for _name, person in people)
        partnership = Partnership.objects.create(starts="2027-01-01", ends="2027-06-01")
        Party.objects.create(partnership=partnership, institution=school)
        TwinSpace.objects.create(partnership=partnership, title=room.title, language="en", room=room)
    for _name, person in people:
        TodayNumber.objects.create(user=person, number=7, desk=5)
        for number in range(NOTICES):
            notify(user=person, key="community.report_kept", dedupe=str(number), url=f"/en/verdicts/{number}/")
    return people


def rendered(template: str, key: int) -> float:
    """CPU seconds."""
    from django.template import engines  # noqa: PLC0415
    from django.test import RequestFactory  # noqa: PLC0415

    from accounts.models import User  # noqa: PLC0415
    from accounts.queries.offices import offices_of  # noqa: PLC0415

    request: Any = RequestFactory().get("/en/accounts/settings/")
    request.user = User.objects.get(pk=key)
    offices_of(request.user)  # asked for by the guard of every page
    compiled = engines["django"].from_string(template)
    began = process_time()
    compiled.render({}, request)
    return process_time() - began


def measure(name: str, key: int) -> dict[str, Any]:
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    rendered(FRAME, key)
    with CaptureQueriesContext(connection) as queries:
        rendered(FRAME, key)
    with CaptureQueriesContext(connection) as others:
        rendered(FOOT, key)
    whole, without = (sorted(rendered(what, key) * 1000 for _ in range(TIMES)) for what in (FRAME, FOOT))
    return {
        "frame of": name,
        "queries": len(queries) - len(others),
        "median ms CPU": round(median(whole) - median(without), 2),
        "best": round(whole[0] - without[0], 2),
        "slowest tenth from": round(whole[TIMES * 9 // 10] - without[TIMES // 2], 2),
    }


def plant_country() -> Any:
    """A coordinator of a country of many schools: some are to be verified, as are people of these and others."""
    from allauth.mfa.models import Authenticator  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from accounts.models import Office, OfficeKind, User  # noqa: PLC0415
    from accounts.policy import RULES_VERSION  # noqa: PLC0415
    from core.models import Term  # noqa: PLC0415
    from twinning.models import Institution, InstitutionName, Role, Staff  # noqa: PLC0415

    coordinator = User.objects.create(
        email="coordinator@example.org", name="Coordinator", rules_version=RULES_VERSION, language="ky"
    )
    Office.objects.create(user=coordinator, office=OfficeKind.COORDINATOR, country="KG")
    # Without a second factor an office leads to no page but that of the factor.
    Authenticator.objects.create(user=coordinator, type=Authenticator.Type.TOTP, data={})
    kind = Term.objects.get(scheme="kind", code="school")
    states = ["claimed"] * CLAIMED + ["verified"] * ASKED + ["listed"] * (SCHOOLS - CLAIMED - ASKED)
    schools = Institution.objects.bulk_create(
        (Institution(kind=kind, country="KG", state=state, time_zone="Asia/Bishkek") for state in states),
        batch_size=2_000,
    )
    InstitutionName.objects.bulk_create(
        (InstitutionName(institution=school, text=f"School {n}") for n, school in enumerate(schools)), batch_size=2_000
    )
    people = User.objects.bulk_create(
        User(email=f"asker{n}@example.org", name=f"Asker {n}") for n in range(CLAIMED + ASKED)
    )
    Staff.objects.bulk_create(
        Staff(user=one, institution=school, role=Role.LEADER, state=Staff.State.ASKED, asked_at=timezone.now())
        for one, school in zip(people, schools, strict=False)
    )
    return coordinator


def today_of(person: Any) -> dict[str, Any]:
    from django.db import connection  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415
    from django.urls import reverse  # noqa: PLC0415

    from core.registry import today_for  # noqa: PLC0415

    client, page = Client(headers={"host": "localhost"}), reverse("accounts:home")
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = client.get(page)
    assert answer.status_code == 200, "another page would be measured"
    with CaptureQueriesContext(connection) as queries:
        client.get(page)
    asked = len(queries)
    pages = sorted(_cpu(lambda: client.get(page)) for _ in range(TODAYS))
    counts = sorted(_cpu(lambda: today_for(type(person).objects.get(pk=person.pk))) for _ in range(TODAYS))
    return {
        "Today of": "coordinator",
        "open": sum(item.count for item in today_for(person)),
        "queries": asked,
        "page, median ms CPU": round(median(pages), 2),
        "page, slowest tenth from": round(pages[TODAYS * 9 // 10], 2),
        "counting alone": round(median(counts), 2),
    }


def _cpu(deed: Any) -> float:
    """Milliseconds."""
    began = process_time()
    deed()
    return (process_time() - began) * 1000


def main() -> None:
    with temporary_site():
        from django.core.management import call_command  # noqa: PLC0415
        from django.utils import translation  # noqa: PLC0415

        call_command("collectstatic", interactive=False, verbosity=0)
        people = plant()
        analyse()
        with translation.override("ky"):
            rows = [measure(name, person.pk) for name, person in people]
            todays = [today_of(plant_country())]
        print(f"{ROOMS} rooms, {NOTICES} unread notices, {TIMES} frames each, {engine()}; less the foot of any page\n")
        print(markdown(rows))
        print(f"\n{SCHOOLS} schools, {CLAIMED} claimed ones, {CLAIMED + ASKED} people who ask, {TODAYS} times\n")
        print(markdown(todays))
        if out := os.environ.get("OUT"):
            Path(out).write_text(json.dumps({"frame": rows, "today": todays}, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
