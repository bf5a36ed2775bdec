"""Plants the people of the demo: six as whom a visitor may sign in, and their correspondents."""

from typing import Any, Final

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from accounts.actions.offices import give_office
from accounts.models import Office, OfficeKind, User
from accounts.policy import RULES_VERSION
from demo.actions.steps.backdating import ago
from demo.queries import data_files

PASSWORD: Final = "koepueroe-demo"  # noqa: S105 - public on purpose: it stands in the manual, and such accounts are marked
HERE_SINCE: Final = 430


def plant_people() -> dict[str, User]:
    """By key. Their mails are switched off while the demo is planted."""
    password = make_password(PASSWORD)  # once: hashing is slow on purpose
    found = {row["key"]: _plant_person(row, password) for row in data_files.people()}
    User.objects.update(joined_at=ago(HERE_SINCE))
    admin = found["admin"]
    Office.objects.create(user=admin, office=OfficeKind.ADMINISTRATOR)
    for row in data_files.people():
        for office, country in row.get("offices", []):
            if office != OfficeKind.ADMINISTRATOR:
                give_office(user=found[row["key"]], office=office, country=country, by=admin)
    return found


def _plant_person(row: dict[str, Any], password: str) -> User:
    email = row.get("email", f"{row['key']}@example.org")
    user = User.objects.create(
        email=email,
        name=row["name"],
        latin_name=row["latin"],
        language=row["language"],
        time_zone=row["zone"],
        mail_notices=False,
        is_demo=True,
        rules_version=RULES_VERSION,
        rules_at=ago(HERE_SINCE),
        is_superuser=["administrator", ""] in row.get("offices", []),
        password=password if "email" in row else make_password(None),
    )
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def let_mails_go() -> None:
    """Switch mails on again: what a visitor does sends mails, which the demo shows."""
    User.objects.filter(is_demo=True).update(mail_notices=True)
