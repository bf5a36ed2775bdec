"""The rules of the site and the page on privacy: which version stands, who accepted it, where they are read."""

from dataclasses import dataclass
from typing import Any

from accounts.policy import RULES_VERSION
from core.people import is_signed_in
from core.registry import links_for


@dataclass(frozen=True, slots=True)
class Papers:
    """URLs of both pages; "" where the editors removed one."""

    rules: str
    privacy: str


def owes_rules(user: Any) -> bool:
    """Whether this person is still to accept the version that stands. No query: the user row holds it."""
    return is_signed_in(user) and user.rules_version != RULES_VERSION


def papers() -> Papers:
    found = {link.name: link.url for link in links_for(None, "footer")}
    return Papers(found.get("rules", ""), found.get("privacy", ""))
