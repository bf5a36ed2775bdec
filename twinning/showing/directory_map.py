"""Institutions on the map of the world: clusters, each country named once, zoomed to the box that holds them."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from core.kit.map_arcs import Point
from core.kit.worldmap import WORLD_BOX, Place, World, project, world
from core.language.formats import country_name, format_list, format_number
from twinning.queries.directory_map import MapCluster, largest_by_country

SHAPE = 0.4  # height by width, as the wide frame of the directory
NARROWEST = 300.0
WIDEST = 480.0  # a wider frame is the world
AIR = 40.0
TOLD = 4


def map_of(found: list[MapCluster], countries: Iterable[tuple[str, int]]) -> World | None:
    """None where nothing has a place. The label tells in words what the dots show."""
    if not found:
        return None
    told = [f"{country_name(code)}, {format_number(n)}" for code, n in list(countries)[:TOLD]]
    named = {id(cluster) for cluster in largest_by_country(found).values()}
    counts = dict(countries)
    places = [
        Place(c.longitude, c.latitude, _named(c, counts) if id(c) in named else "", home=c.country == "KG")
        for c in found
    ]
    label = _("Institutions on the map: %(countries)s") % {"countries": format_list(told)}
    return world(label=label, places=places, box=_box([project(c.longitude, c.latitude) for c in found]))


def _named(cluster: MapCluster, counts: dict[str, int]) -> str:
    return f"{country_name(cluster.country)}, {format_number(counts.get(cluster.country, cluster.count))}"


def _box(points: list[Point]) -> str:
    xs, ys = [x for x, _y in points], [y for _x, y in points]
    width = max(max(xs) - min(xs) + 2 * AIR, (max(ys) - min(ys) + AIR) / SHAPE, NARROWEST)
    if width > WIDEST:
        return WORLD_BOX
    left = (max(xs) + min(xs) - width) / 2
    top = (max(ys) + min(ys) - width * SHAPE) / 2
    return f"{left:.0f} {top:.0f} {width:.0f} {width * SHAPE:.0f}"
