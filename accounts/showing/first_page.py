"""Where somebody goes on from the link that confirms their address."""

from typing import Any

from django.urls import reverse

from core.registry import first_steps_of


def first_page_of(user: Any) -> str:
    """Where everybody begins; once all of that is done, Today."""
    step = next((step for step in first_steps_of(user) if not step.done), None)
    return step.url if step else reverse("accounts:home")
