"""The name of an institution for whoever reads the page."""

from django.utils.translation import get_language

from twinning.models import Institution
from twinning.queries.institution_names import ShownName, name_in


def shown_name(institution: Institution) -> ShownName:
    """In the language of the page, as `name_in`."""
    return name_in(institution, get_language() or "en")
