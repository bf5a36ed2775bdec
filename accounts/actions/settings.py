"""Changing one's own settings: name, language, time zone, mails."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.errors import Invalid
from core.language.name_refusals import check_name
from core.permissions import require
from core.today_numbers import today_changed

MAY_SET = frozenset({"name", "latin_name", "language", "time_zone", "mail_notices", "keys"})


def change_settings(*, user: User, by: Any, **values: Any) -> User:
    """Set any of `MAY_SET`. Raise Invalid with the field at fault."""
    require(by, "accounts.edit_settings", user)
    unknown = values.keys() - MAY_SET
    if unknown:
        message = f"not a setting: {', '.join(sorted(unknown))}"
        raise TypeError(message)
    if "language" in values and values["language"] not in dict(settings.LANGUAGES):
        raise Invalid(_("There is no such language."), field="language")
    for name in values.keys() & {"name", "latin_name"}:
        values[name] = check_name(values[name], person=True, field=name)
    for name, value in values.items():
        setattr(user, name, value)
    try:
        user.clean_fields(exclude=[field.name for field in User._meta.fields if field.name not in values])  # noqa: SLF001 - Django's documented API
    except ValidationError as error:
        field, texts = next(iter(error.message_dict.items()))
        raise Invalid(texts[0], field=field) from error
    with transaction.atomic():
        user.save(update_fields=sorted(values))
        if values.keys() & {"name", "time_zone"}:
            today_changed([user], by=by)
    return user
