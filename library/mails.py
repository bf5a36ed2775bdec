"""Wagtail's own mails. Those about the workflow of practices are switched off: they link to its admin and have no
Kyrgyz. Those about pages go to editors in the language of their admin.
"""

from typing import Any, Final

from wagtail.admin import signal_handlers
from wagtail.users.models import UserProfile

from accounts.models import User
from core.locales import admin_language
from core.mails import add_language_source
from library.models import Practice

NOTIFIERS: Final = (
    "task_submission_email_notifier",
    "workflow_submission_email_notifier",
    "workflow_approval_email_notifier",
    "workflow_rejection_email_notifier",
)


def silence_wagtail() -> None:
    """Our verbs tell the authors themselves. What editors do with pages is still told by Wagtail."""
    for name in NOTIFIERS:
        _keep_from_practices(getattr(signal_handlers, name))


def _keep_from_practices(notifier: Any) -> None:
    usual = type(notifier).can_handle

    def can_handle(instance: Any, **more: Any) -> bool:
        state = getattr(instance, "workflow_state", instance)
        about = state.content_type.model_class()
        return about is not Practice and bool(usual(notifier, instance, **more))

    notifier.can_handle = can_handle


def speak_to_editors() -> None:
    """Wagtail takes the language of the one who caused the mail where its reader chose none in the admin."""
    UserProfile.get_preferred_language = _preferred
    add_language_source(_language_for)


def _preferred(profile: Any) -> str:
    return profile.preferred_language or admin_language(profile.user.language)


def _language_for(address: str) -> str:
    reader = User.objects.filter(email__iexact=address).first()
    return _preferred(UserProfile.get_for_user(reader)) if reader else ""
