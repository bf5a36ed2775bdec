"""Remembering the networks from which a person has signed in: the account-wide password brake spares them there."""

from typing import Any

from django.utils import timezone

from accounts.models import KnownNetwork, User
from accounts.policy import MOST_NETWORKS
from core.permissions import require


def remember_network(*, user: User, by: Any, network: str) -> None:
    """`network` is a digest (core.web.client_address). Keeps the MOST_NETWORKS newest ones."""
    require(by, "accounts.sign_in", user)
    KnownNetwork.objects.update_or_create(user=user, network=network, defaults={"at": timezone.now()})
    rows = KnownNetwork.objects.filter(user=user).order_by("-at", "-pk")
    KnownNetwork.objects.filter(pk__in=list(rows.values_list("pk", flat=True)[MOST_NETWORKS:])).delete()
