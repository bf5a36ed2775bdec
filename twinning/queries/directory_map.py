"""Where the institutions of the directory lie: gathered into cells, for the map of the world."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.db.models import Avg, Count, F, QuerySet
from django.db.models.functions import Round

from twinning.models import Institution

CELL: Final = 3.0  # degrees: so near to each other dots would touch on the map of the world
MOST_CELLS: Final = 150


@dataclass(frozen=True, slots=True)
class MapCluster:
    """Institutions of one country that lie in one cell of the map."""

    country: str
    latitude: float
    longitude: float
    count: int


def clusters(rows: QuerySet[Institution]) -> list[MapCluster]:
    """The largest first. One query, however many institutions."""
    cells = (
        rows.order_by()
        .exclude(latitude=None)
        .annotate(row=Round(F("latitude") / CELL), column=Round(F("longitude") / CELL))
        .values("country", "row", "column")
        .annotate(n=Count("pk"), lat=Avg("latitude"), lon=Avg("longitude"))
        .order_by("-n", "country")[:MOST_CELLS]
    )
    return [MapCluster(cell["country"], cell["lat"], cell["lon"], cell["n"]) for cell in cells]


def largest_by_country(found: Iterable[MapCluster]) -> dict[str, MapCluster]:
    largest: dict[str, MapCluster] = {}
    for cluster in found:
        largest.setdefault(cluster.country, cluster)
    return largest
