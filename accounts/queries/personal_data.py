"""What the site knows about a person, as JSON can hold it."""

import json
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from accounts.models import Group, User
from accounts.queries.mail_settings import mail_settings_of
from core.models import Deed, TodayNumber
from core.registry import exporters
from core.web.saved_forms.rows import drafts_of

JSON_NAME = "koepueroe.json"
PAGE_NAME = "koepueroe.html"


def data_of(user: User) -> dict[str, Any]:
    """Room by room, as each room registered its exporter."""
    data = {room: export(user) for room, export in exporters().items()}
    whole: dict[str, Any] = json.loads(json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False))
    return whole


def packed(data: dict[str, Any], page: str) -> bytes:
    """A ZIP of the data for machines and the page for people."""
    whole = BytesIO()
    with ZipFile(whole, "w", ZIP_DEFLATED) as folder:
        folder.writestr(JSON_NAME, json.dumps(data, ensure_ascii=False, indent=2))
        folder.writestr(PAGE_NAME, page)
    return whole.getvalue()


def account_data(user: User) -> dict[str, Any]:
    """The exporter of this room."""
    chosen = mail_settings_of(user)
    return {
        "account": {
            "code": user.code,
            "email": user.email,
            "name": user.name,
            "latin_name": user.latin_name,
            "language": user.language,
            "time_zone": user.time_zone,
            "mail_notices": user.mail_notices,
            "keys": user.keys,
            "joined_at": user.joined_at,
            "rules_version": user.rules_version,
            "rules_at": user.rules_at,
            "last_login": user.last_login,
        },
        "mails": {name: getattr(chosen, name) for name in (*Group.values, "every", "part")},
        "addresses": list(EmailAddress.objects.filter(user=user).order_by("pk").values("email", "verified", "primary")),
        "offices": list(user.offices.values("office", "country", "since", "until")),
        "second_factors": list(
            Authenticator.objects.filter(user=user).order_by("pk").values("type", "created_at", "last_used_at")
        ),
        "sessions": list(
            UserSession.objects.filter(user=user)
            .order_by("pk")
            .values("ip", "user_agent", "created_at", "last_seen_at")
        ),
        "drafts": list(drafts_of(user.code).values("path", "data", "changed_at", "expires_at")),
        "waiting": TodayNumber.objects.filter(user=user).values("number", "desk", "counted_at").first(),
        "my_deeds": [_line(deed) for deed in user.deeds.all()],
        "deeds_about_me": [_line(deed) for deed in user.deeds_about.all()],
    }


def _line(deed: Deed) -> dict[str, Any]:
    return {"deed": deed.deed, "object": deed.object_type, "id": deed.object_id, "ground": deed.ground, "at": deed.at}


def file_name(user: User) -> str:
    return f"koepueroe-{user.code}-{timezone.localdate():%Y-%m-%d}.zip"
