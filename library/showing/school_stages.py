"""What the stages of school are called."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from core.errors import Text
from library.judging.school_stages import BASIC, PRIMARY, UPPER

STAGE_NAMES: Final[dict[str, Text]] = {
    PRIMARY: _("primary school"),
    BASIC: _("lower secondary school"),
    UPPER: _("upper secondary school"),
}
