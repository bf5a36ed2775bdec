"""Accepting the rules of the site: at sign-up, and again where they have a new version."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.policy import RULES_VERSION
from core.audit import record
from core.errors import Invalid
from core.permissions import require


def accept_rules(*, user: User, by: Any, version: str) -> User:
    """Raise Invalid for another version than the one that stands. Idempotent: the first time counts."""
    require(by, "accounts.accept_rules", user)
    if version != RULES_VERSION:
        raise Invalid(_("These rules have a newer version. Read and accept that one."), field="accepted")
    with transaction.atomic():
        found = User.objects.select_for_update().get(pk=user.pk)
        if found.rules_version != version:
            found.rules_version, found.rules_at = version, timezone.now()
            found.save(update_fields=["rules_version", "rules_at"])
            record("accounts.accept_rules", found, by=by, concerns=[found], data={"version": version})
    user.rules_version, user.rules_at = found.rules_version, found.rules_at
    return user
