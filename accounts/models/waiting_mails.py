from django.db import models


class WaitingMail(models.Model):
    """A mail about an account, from the request that wrote it to the task that sends it; then the row goes.

    It holds an address and links that open an account: it must not stay among the arguments of tasks.
    """

    said = models.JSONField()
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"mail {self.pk}"
