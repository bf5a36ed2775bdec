"""What somebody has written about an institution and a coordinator has not decided yet."""

from django.db import models

from twinning.models.people import Staff


class WaitingFacts(models.Model):
    """What somebody writes about an institution before it is verified: it waits, and the page stays as it is.

    Belongs to the place of whoever wrote it and goes with it. `said`: the facts that differ from the page, by name,
    each as [what stood on the page then, what is said instead] (see twinning.queries.institution_facts).
    """

    place = models.OneToOneField(Staff, on_delete=models.CASCADE, related_name="waiting_facts")
    said = models.JSONField(default=dict)
    changed_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"{self.place_id}"
