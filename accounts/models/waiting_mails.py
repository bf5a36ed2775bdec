from django.db import models


class WaitingMail(models.Model):
    """A mail about an account that a task will send; deleted once sent.

    A table of its own, because it holds an address and sign-in links, which must not stay in the arguments of tasks.
    """

    said = models.JSONField()
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"mail {self.pk}"
