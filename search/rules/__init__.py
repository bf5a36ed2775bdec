"""Permissions of the search. Import registers them."""

from django.utils.translation import gettext_lazy as _

from core.permissions import name_deeds
from search.rules import saved_searches  # noqa: F401 - importing registers the permissions

name_deeds({"search.save": _("Save a search"), "search.keep_saved": _("Change a saved search")})
