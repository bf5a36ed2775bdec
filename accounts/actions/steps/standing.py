"""Storing whether a person may write to strangers. Twinning decides it; lower rooms read it."""

from typing import Any

from django.db import transaction

from accounts.models import Standing, User
from core.audit import record


def set_standing(*, user: User, may_write: bool, by: Any, why: str = "") -> None:
    """Write the standing and record a deed, both only where it changes. The calling verb has asked permission."""
    with transaction.atomic():
        standing, _new = Standing.objects.select_for_update().get_or_create(user=user)
        if standing.may_write == may_write:
            return
        standing.may_write, standing.why = may_write, why[:60]
        standing.save(update_fields=["may_write", "why", "since"])
        record("accounts.set_standing", user, by=by, concerns=[user], data={"may_write": may_write, "why": why})
    user._state.fields_cache.pop("standing", None)  # noqa: SLF001 - Django's documented state; read again in this request
