"""Wagtail's own mails about the workflow of practices stay silent: they lead into its admin, and know no Kyrgyz."""

from typing import Any, Final

from wagtail.admin import signal_handlers

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
