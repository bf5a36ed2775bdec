"""What each Creative Commons licence is called and allows, in words."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from library.models import Licence

MEANINGS: Final[dict[str, Promise]] = {
    Licence.BY: _("share it, change it, name the authors"),
    Licence.BY_SA: _("share it, change it, name the authors, pass it on under the same licence"),
    Licence.BY_NC: _("share it, change it, name the authors, do not sell it"),
    Licence.BY_NC_SA: _("share it, change it, name the authors, do not sell it, pass it on under the same licence"),
    Licence.CC0: _("use it as you like, nobody must be named"),
}


def licence_name(code: str) -> str:
    return str(Licence(code).label) if code in MEANINGS else ""
