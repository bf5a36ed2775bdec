"""The desk with 5,000 practices in review: rows as submitting leaves them, written in bulk."""

from datetime import timedelta
from typing import Any

WAITING = 5_000
WORDS = "We measured the river every week with the whole class and told the village what we had found. "


def plant_desk() -> tuple[Any, str]:
    """(moderator, address of one round). 5,000 rounds of 200 schools; every fifth is claimed by somebody."""
    from allauth.mfa.models import Authenticator  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415 - Django is set up now

    from accounts.models import Office, OfficeKind, User  # noqa: PLC0415
    from accounts.policy import RULES_VERSION  # noqa: PLC0415
    from library.models import PARTS, Practice, PracticeReview  # noqa: PLC0415
    from library.queries.snapshots import snapshot_of  # noqa: PLC0415
    from twinning.models import Institution  # noqa: PLC0415

    people = [
        User.objects.create_user(f"desk{n}@example.org", "-", name=f"Moderator {n}", rules_version=RULES_VERSION)
        for n in range(3)
    ]
    for person in people[:2]:
        Office.objects.create(user=person, office=OfficeKind.MODERATOR)
        # Without a second factor an office leads to no page but that of the factor.
        Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={})
    schools = list(Institution.objects.order_by("pk")[:200])
    _practices(people[2], schools)
    first = Practice.objects.filter(owner=people[2]).order_by("pk").first()
    assert first is not None
    snapshot = snapshot_of(first) | dict.fromkeys(PARTS, WORDS * 20)
    finding = {"code": "short", "field": "result", "step": 2, "weight": "remark", "params": {}}
    now = timezone.now()
    PracticeReview.objects.bulk_create(
        (
            PracticeReview(
                practice_id=pk,
                asked_at=now - timedelta(hours=number % 90),
                due_at=now + timedelta(hours=72 - number % 90),
                snapshot=snapshot | {"title": f"Practice {number}"},
                findings=[finding] * (number % 3),
                **({"moderator": people[1], "claimed_at": now, "worked_at": now} if number % 5 == 0 else {}),
            )
            for number, pk in enumerate(Practice.objects.filter(owner=people[2]).values_list("pk", flat=True))
        ),
        batch_size=200,
    )
    code = PracticeReview.objects.order_by("pk").values_list("code", flat=True)[0]
    return people[0], f"/en/desk/practices/{code}/"


def _practices(owner: Any, schools: list[Any]) -> None:
    from wagtail.models import Locale  # noqa: PLC0415

    from core.models import Term  # noqa: PLC0415
    from library.models import PARTS, Practice  # noqa: PLC0415

    locale, _new = Locale.objects.get_or_create(language_code="en")
    facts: dict[str, Any] = dict.fromkeys(PARTS, WORDS * 20)
    facts |= {"kind": Term.objects.filter(scheme="practice_kind")[0], "licence": "cc-by", "summary": "A river."}
    Practice.objects.bulk_create(
        (
            Practice(
                owner=owner,
                institution=schools[number % len(schools)],
                locale=locale,
                title=f"Practice {number}",
                short_code=f"D{number}",  # chance would give two the same among thousands
                state="submitted",
                **facts,
            )
            for number in range(WAITING)
        ),
        batch_size=200,
    )
