"""The choices of a practice: its licence and how far it has been tested."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Licence(models.TextChoices):
    """Creative Commons only, and none with ND: translating is the point. Names of licences stay as they are."""

    CC0 = "cc0", "CC0 1.0"
    BY = "cc-by", "CC BY 4.0"
    BY_SA = "cc-by-sa", "CC BY-SA 4.0"
    BY_NC = "cc-by-nc", "CC BY-NC 4.0"
    BY_NC_SA = "cc-by-nc-sa", "CC BY-NC-SA 4.0"


class Evidence(models.IntegerChoices):
    """How far a practice has been tested: the steps of the ladder."""

    IDEA = 1, _("An idea")
    ONCE = 2, _("Tried once")
    REPEATED = 3, _("Repeated with results")
    REPLICATED = 4, _("Replicated by another school")
    EVALUATED = 5, _("Evaluated from outside")
