"""What two folders of pages are said to differ in; and that a page is drawn twice the same."""

import secrets
import uuid
from pathlib import Path

import pytest
from django.utils import timezone

from scripts.compare_pages import Keeper, compare, differences, fixed


def kept(folder: Path, **pages: str) -> Path:
    keeper = Keeper(folder, lambda _title: None)
    for title, page in pages.items():
        keeper.keep(title, page)
    return folder


def test_equal_pages_are_equal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one = kept(tmp_path / "one", home="<div><p>a</p></div>")
    other = kept(tmp_path / "other", home="<div>\n<p>a</p>\n</div>")
    assert (list(differences(one, other)), compare(one, other)) == ([], 0)
    assert capsys.readouterr().out.strip() == "1 pages, 0 of them differ."


def test_the_first_difference_is_shown_with_what_stands_before_it(tmp_path: Path) -> None:
    one = kept(tmp_path / "one", home="<div><h1>A</h1><p>a</p><b>c</b></div>")
    other = kept(tmp_path / "other", home="<div><h1>A</h1><p>b</p><i>d</i></div>")
    assert list(differences(one, other)) == [
        'home.txt\n    "A"\n    </h1>\n    <p>\n  - "a"\n  - </p>\n  + "b"\n  + </p>'
    ]


def test_a_page_that_is_missing_is_a_difference(tmp_path: Path) -> None:
    one, other = kept(tmp_path / "one", home="a", extra="b"), kept(tmp_path / "other", home="a", more="c")
    assert list(differences(one, other)) == [f"extra.txt\n  is not in {other}", f"more.txt\n  is not in {one}"]
    assert compare(one, other) == 1


def test_folders_without_pages_are_no_success(tmp_path: Path) -> None:
    assert compare(kept(tmp_path / "one"), kept(tmp_path / "other")) == 1


def test_no_page_takes_the_place_of_another(tmp_path: Path) -> None:
    keeper = Keeper(tmp_path, lambda _title: None)
    for page in ("a", "b", ""):
        keeper.keep("GET /en/?q=суу", page)
    assert (keeper.count, len(list(tmp_path.iterdir()))) == (2, 2)


def test_clock_and_randomness_are_fixed() -> None:
    found = []
    for _turn in range(2):
        with fixed() as begin:
            begin("page")
            found.append((timezone.now(), uuid.uuid4(), secrets.token_hex(), secrets.choice(range(10**9))))
    assert found[0] == found[1]
    assert uuid.uuid4() != found[0][1]
