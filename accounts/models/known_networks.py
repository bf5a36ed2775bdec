from typing import ClassVar

from django.conf import settings
from django.db import models


class KnownNetwork(models.Model):
    """A network from which the person has signed in: the account-wide password brake spares it.

    `network` is a digest with the site's secret, from which the address cannot be read.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="known_networks")
    network = models.CharField(max_length=24)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "network"], name="known_network_once")]

    def __str__(self) -> str:
        return self.network
