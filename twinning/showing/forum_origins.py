"""Where people who write in the forum work, in words of the reader."""

from collections.abc import Collection

from core.language.formats import country_name
from core.language.kyrgyz_places import place_name
from twinning.queries.forum_origins import places_of_writers


def origins(keys: Collection[int]) -> dict[int, str]:
    """Place and country, by the person's key. One query."""
    return {
        key: ", ".join(filter(None, (place_name(place, country), country_name(country))))
        for key, (place, country) in places_of_writers(keys).items()
    }
