"""CPU and queries of the frame of members (bar, rail, dock) on any page, with many rooms and unread notices.

One process, SQLite unless KOEPUEROE_DATABASE_URL names another; the person is read anew each time, as a request does.
"""

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


def main() -> None:
    with temporary_site():
        from django.utils import translation  # noqa: PLC0415

        people = plant()
        analyse()
        with translation.override("ky"):
            rows = [measure(name, person.pk) for name, person in people]
        print(f"{ROOMS} rooms, {NOTICES} unread notices, {TIMES} frames each, {engine()}; less the foot of any page\n")
        print(markdown(rows))


if __name__ == "__main__":
    main()
