import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.kit.worldmap import BOTTOM, EURASIA_BOX, MIDDLE, TOP, WIDTH, Place, arc, height, latitude_of, project, world

LAND = Path(__file__).resolve().parents[3] / "templates" / "components" / "world_land.svg"
BISHKEK, TARTU = Place(74.59, 42.87, "Бишкек", home=True), Place(26.72, 58.38, "Tartu")


def is_land(lon: float, lat: float) -> bool:
    x, y = project(lon, lat)
    rows = re.findall(r"M([\d.]+) ([\d.]+)h([\d.]+)", LAND.read_text(encoding="utf-8"))
    nearest = min((abs(float(row) - y), float(row)) for _x, row, _wide in rows)[1]
    return any(
        float(row) == nearest and float(left) - 3 <= x <= float(left) + float(wide) + 3 for left, row, wide in rows
    )


@pytest.mark.parametrize(
    ("lon", "lat"), [(74.6, 42.9), (26.7, 58.4), (143.2, 42.9), (-79.4, 43.7), (36.8, -1.3), (134, -25)]
)
def test_towns_lie_on_land(lon: float, lat: float) -> None:
    assert is_land(lon, lat)


@pytest.mark.parametrize(("lon", "lat"), [(-30, 40), (-150, 20), (80, -20), (-140, -17), (165, 30), (51, 41)])
def test_the_sea_is_empty(lon: float, lat: float) -> None:
    assert not is_land(lon, lat)


def test_the_equator_and_the_middle_are_where_robinson_puts_them() -> None:
    assert project(MIDDLE, 0)[0] == WIDTH / 2
    assert round(project(MIDDLE + 179.999, 0)[0]) == WIDTH
    assert round(height(TOP), 6) == 0


@given(latitude=st.floats(BOTTOM, TOP))
def test_height_can_be_read_backwards(latitude: float) -> None:
    assert latitude_of(height(latitude)) == pytest.approx(latitude, abs=1e-6)


@given(lon=st.floats(-180, 180), lat=st.floats(BOTTOM, TOP))
def test_each_place_lies_on_the_map(lon: float, lat: float) -> None:
    x, y = project(lon, lat)
    assert 0 <= x <= WIDTH
    assert -1e-9 <= y <= height(BOTTOM)


def test_an_arc_joins_its_two_ends_and_rises() -> None:
    assert arc((0, 100), (100, 100)) == "M0.0 100.0Q50.0 58.0 100.0 100.0"


def test_a_place_of_several_pairs_gets_one_dot_and_one_name() -> None:
    found = world(label="x", pairs=[(BISHKEK, TARTU), (BISHKEK, Place(143.2, 42.92, "Obihiro"))])
    assert len(found.dots) == 3
    assert sorted(name.text for name in found.names) == ["Obihiro", "Tartu", "Бишкек"]
    assert [name.left for name in found.names if name.text != "Бишкек"] == [True, False]


def test_three_of_the_newest_are_stronger() -> None:
    pairs = [(BISHKEK, Place(lon, 50)) for lon in (0, 10, 20, 30)]
    assert [bridge.new for bridge in world(label="x", pairs=pairs).bridges] == [True, True, True, False]


def test_names_never_lie_on_each_other() -> None:
    crowd = [Place(26.7 + n / 100, 58.4, f"Town {n}") for n in range(5)]
    assert 2 <= len(world(label="x", places=crowd).names) < 5


def test_an_empty_map_is_a_map() -> None:
    found = world(label="x", box=EURASIA_BOX)
    assert (found.bridges, found.dots, found.names, found.ring, found.small) == ([], [], [], None, True)


def test_a_phone_sees_every_end_of_a_bridge() -> None:
    towns = {"": (26.72, 58.38), "map-mid": (-8.61, 41.15), "map-whole": (-79.38, 43.65)}
    for reach, place in towns.items():
        assert world(label="x", pairs=[(BISHKEK, Place(*place))]).reach == reach


def test_the_ring_at_home_has_a_name() -> None:
    home, abroad = Place(74.59, 42.87, home=True), Place(26.72, 58.38, "Tartu")
    found = world(label="x", pairs=[(home, abroad)], home="Kyrgyzstan")
    assert [name.text for name in found.names] == ["Kyrgyzstan", "Tartu"]
    assert world(label="x", places=[abroad], home="Kyrgyzstan").ring is None
