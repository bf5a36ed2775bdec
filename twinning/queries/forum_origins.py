"""Where people who write in the forum work."""

from collections.abc import Collection

from core.language.formats import country_name
from core.language.kyrgyz_places import place_name
from twinning.models import Staff
from twinning.queries.visible import PUBLIC_STATES


def origins(keys: Collection[int]) -> dict[int, str]:
    """Place and country of each person's first verified place, of institutions that everybody may see. One query."""
    rows = Staff.objects.filter(user__in=keys, state=Staff.State.VERIFIED, until=None).order_by("-pk")
    rows = rows.filter(institution__state__in=PUBLIC_STATES, institution__hidden=False)
    places = rows.values_list("user_id", "institution__place", "institution__country")
    return {
        key: ", ".join(filter(None, (place_name(place, country), country_name(country))))
        for key, place, country in places
    }
