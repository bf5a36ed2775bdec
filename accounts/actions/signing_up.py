"""The end of a sign-up: what an account needs beyond the row that allauth stores."""

from typing import Any

from allauth.account.models import EmailAddress

from accounts.actions.accepting_rules import accept_rules
from accounts.models import User
from accounts.policy import RULES_VERSION
from core.permissions import require


def finish_sign_up(*, user: User, by: Any) -> User:
    """Store the address to confirm, which allauth leaves out where it has other letters than Latin ones, and that the
    rules of the site were accepted.
    """
    require(by, "accounts.accept_rules", user)
    EmailAddress.objects.get_or_create(user=user, email=user.email, defaults={"primary": True})
    return accept_rules(user=user, by=by, version=RULES_VERSION)
