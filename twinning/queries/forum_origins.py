"""Where people who write in the forum work."""

from collections.abc import Collection

from twinning.models import Staff
from twinning.queries.visibility import PUBLIC_STATES


def places_of_writers(keys: Collection[int]) -> dict[int, tuple[str, str]]:
    """Place and country of each person's first verified place, of institutions that everybody may see. One query."""
    rows = Staff.objects.filter(user__in=keys, state=Staff.State.VERIFIED, until=None).order_by("-pk")
    rows = rows.filter(institution__state__in=PUBLIC_STATES, institution__hidden=False)
    places = rows.values_list("user_id", "institution__place", "institution__country")
    return {key: (place, country) for key, place, country in places}
