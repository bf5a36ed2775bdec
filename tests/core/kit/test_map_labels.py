from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from core.kit.map_arcs import points_on
from core.kit.map_labels import Box, Label, Letters, Town, labels
from core.kit.worldmap import LETTERS, WORLD_BOX, project

FRAME = Box(0, 0, 1000, 500)
TOWNS = {
    "Tartu": (26.72, 58.38), "Viljandi": (25.6, 58.36), "Võru": (27.0, 57.84), "Haapsalu": (23.54, 58.94),
    "Göttingen": (9.93, 51.53), "Kassel": (9.5, 51.31), "Hannover": (9.73, 52.37), "Leipzig": (12.37, 51.34),
    "Porto": (-8.61, 41.15), "Braga": (-8.42, 41.55), "Ankara": (32.86, 39.93), "Obihiro": (143.2, 42.92),
    "Seoul": (126.98, 37.57), "Nairobi": (36.82, -1.29), "Toronto": (-79.38, 43.65), "Melbourne": (144.96, -37.81),
    "Jaipur": (75.8, 26.9), "Reykjavík": (-21.9, 64.1), "Auckland": (174.8, -36.8), "Honolulu": (-157.9, 21.3),
}  # fmt: skip


def upon_each_other(found: list[Label]) -> list[tuple[str, str]]:
    return [(a.text, b.text) for a, b in combinations(found, 2) if a.box.meets(b.box)]


def test_twenty_towns_of_the_world_have_names_and_none_lies_upon_another() -> None:
    points = {name: project(*place) for name, place in TOWNS.items()}
    left, top, wide, high = map(float, WORLD_BOX.split())
    frame = Box(left, top, left + wide, top + high)
    towns = [Town(at, name, 2.6) for name, at in points.items()]
    arcs = [point for at in points.values() for point in points_on(project(74.6, 42.9), at)]
    found = labels(towns, letters=LETTERS, frame=frame, dots=list(points.values()), dot=2.6, arcs=arcs)
    assert upon_each_other(found) == []
    assert len(found) >= len(TOWNS) - 3
    assert all(label.box.within(frame) for label in found)
    assert not any(label.box.holds(dot, 2.6) for label in found for name, dot in points.items() if name != label.text)


@given(
    st.lists(st.tuples(st.floats(0, 1000), st.floats(0, 500), st.text("абвг", min_size=1, max_size=20)), max_size=40)
)
def test_whatever_the_towns_no_name_lies_upon_another(towns: list[tuple[float, float, str]]) -> None:
    known = [Town((x, y), name) for x, y, name in towns]
    found = labels(known, letters=Letters(8, 16, 4), frame=FRAME, dots=[town.at for town in known])
    assert upon_each_other(found) == []
    assert all(label.box.within(FRAME) for label in found)
    assert len({label.text for label in found}) == len(found)


def test_a_name_leaves_its_first_place_to_a_bridge() -> None:
    town = Town((500, 250), "Tartu")
    usual = labels([town], letters=LETTERS, frame=FRAME)[0]
    bridge = points_on((500, 250), (900, 250.5))
    assert usual.anchor == "start"
    assert labels([town], letters=LETTERS, frame=FRAME, arcs=bridge)[0].anchor != "start"


def test_a_name_keeps_off_the_rim_of_a_neighbours_dot() -> None:
    """Its middle lies beside the name already, half of it does not."""
    town, letters = Town((500, 250), "Tartu", 2.6), Letters(8, 16, 4)
    usual = labels([town], letters=letters, frame=FRAME)[0]
    near = (usual.box.right + 1, 250.0)
    assert labels([town], letters=letters, frame=FRAME, dots=[near])[0] == usual
    assert not labels([town], letters=letters, frame=FRAME, dots=[near], dot=2.6)[0].box.holds(near, 2.6)


def test_at_the_edge_of_the_map_a_name_stands_within() -> None:
    assert labels([Town((998, 250), "Auckland")], letters=LETTERS, frame=FRAME)[0].anchor == "end"
    assert labels([Town((500, 250), "A" * 200)], letters=LETTERS, frame=FRAME) == []
