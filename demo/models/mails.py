from typing import ClassVar

from django.db import models

from core.codes import new_code


class DemoMail(models.Model):
    """A mail that a real installation would have sent: the demo shows it instead."""

    code = models.CharField(max_length=10, unique=True, default=new_code, editable=False)
    to = models.TextField()
    subject = models.TextField()
    text = models.TextField()
    sent_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return self.subject
