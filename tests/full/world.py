"""Run inside a container by `manage.py shell`: people, two schools in a twin space, and nothing else. Prints JSON."""

import json
from datetime import time, timedelta

from allauth.mfa.totp.internal.auth import TOTP
from django.utils import timezone

from accounts.actions.mail_settings import change_mail
from accounts.models import Office, OfficeKind, Standing, User
from accounts.policy import RULES_VERSION
from community.actions.steps.notices import notify
from core.models import Term
from core.text import fold
from twinning.actions.answering import accept_proposal
from twinning.actions.sending import send_proposal
from twinning.models import (
    ClassLanguage,
    Institution,
    InstitutionName,
    LessonTime,
    Role,
    RulesConsent,
    SchoolClass,
    Staff,
    State,
    Wish,
    WishPoint,
)

PASSWORD = "a-long-password-for-tests"
SECRET = "JBSWY3DPEHPK3PXP"


def person(name: str, **more: object) -> User:
    email = f"{name.lower()}@example.org"
    user = User.objects.create_user(email, PASSWORD, name=name, language="en", rules_version=RULES_VERSION, **more)
    user.emailaddress_set.create(email=email, verified=True, primary=True)
    return user


def officer(name: str, office: str, country: str = "", **more: object) -> User:
    user = person(name, **more)
    Office.objects.create(user=user, office=office, country=country)
    TOTP.activate(user, SECRET)
    return user


def school(name: str, country: str, zone: str, leader: User) -> Wish:
    kind = Term.objects.get(scheme="kind", code="school")
    found = Institution.objects.create(
        kind=kind, country=country, state=State.VERIFIED, latin_name=name, time_zone=zone, place=f"Place of {name}"
    )
    InstitutionName.objects.create(institution=found, language="und", text=name, folded=fold(name), official=True)
    RulesConsent.objects.create(institution=found, version="2026-1", name=leader.name)
    Staff.objects.create(user=leader, institution=found, role=Role.LEADER, state=Staff.State.VERIFIED)
    Standing.objects.create(user=leader, may_write=True, why="staff")
    group = SchoolClass.objects.create(institution=found, name="7 B", age_from=12, age_to=13, size=24)
    ClassLanguage.objects.create(school_class=group, language="ru", level="B2")
    for weekday in range(1, 6):
        LessonTime.objects.create(school_class=group, weekday=weekday, starts=time(13), ends=time(17, 30))
    wish = Wish.objects.create(
        institution=found,
        school_class=group,
        title="Water",
        state=Wish.State.OPEN,
        partners=1,
        starts=timezone.localdate() + timedelta(days=30),
        by=leader,
    )
    for scheme, code in (("work", "project"), ("theme", "water")):
        term = Term.objects.get(scheme=scheme, code=code)
        WishPoint.objects.create(wish=wish, criterion=scheme, side="seek", term=term)
    return wish


def together() -> dict[str, str]:
    aida, kadri = person("Aida"), person("Kadri")
    ours, theirs = school("Ak-Talaa", "KG", "Asia/Bishkek", aida), school("Tartu Kool", "EE", "Europe/Tallinn", kadri)
    starts = timezone.localdate() + timedelta(days=10)
    proposal = send_proposal(
        from_wish=ours,
        to_wish=theirs,
        by=aida,
        client_key="",
        title="Living water",
        work="project",
        starts=starts,
        ends=starts + timedelta(days=120),
        plan=[{"term": "meet", "title": "", "due": (starts + timedelta(days=14)).isoformat()}],
        phrases=[{"key": "greeting-day", "params": {}}, {"key": "want-theme", "params": {"theme": "water"}}],
        words="We study the water of our rivers.",
        language="en",
    )
    space = accept_proposal(proposal=proposal, by=kadri)
    change_mail(user=kadri, by=kadri, talk="digest")
    return {"space": space.code, "room": space.space.room.code}


officer("Coordinator", OfficeKind.COORDINATOR, "KG")
officer("Administrator", OfficeKind.ADMINISTRATOR, is_superuser=True)
found = together()
notify(user=User.objects.get(name="Kadri"), key="community.report_kept", dedupe="full:1")
print(json.dumps(found))  # noqa: T201 - this is how it answers
