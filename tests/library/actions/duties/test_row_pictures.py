"""Pictures that came before there was a size for lists get one."""

from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image

from accounts.models import User
from library.actions.duties.row_pictures import draw_row_pictures
from library.models import StoredFile
from library.models.files import place_of_width, shelf
from library.policy import ROW_PICTURE_BYTES
from tests import practices

pytestmark = pytest.mark.django_db


@pytest.fixture
def old(teacher: User) -> Callable[..., StoredFile]:
    def make(size: tuple[int, int]) -> StoredFile:
        draft = practices.draft(by=teacher)
        stored: StoredFile = practices.add(draft, by=teacher, content=practices.picture(size=size), name="a.jpg").stored
        shelf().delete(place_of_width(stored, 240))
        stored.widths = [width for width in stored.widths if width != 240]
        stored.save()
        return stored

    return make


@pytest.mark.parametrize(("size", "widths"), [((1200, 800), [240, 480, 960]), ((300, 200), [240])])
def test_the_missing_size_is_drawn_once(old: Callable[..., Any], size: tuple[int, int], widths: list[int]) -> None:
    stored = old(size)
    assert (draw_row_pictures(), draw_row_pictures()) == (1, 0)
    stored.refresh_from_db()
    assert stored.widths == widths
    with shelf().open(place_of_width(stored, 240)) as kept:
        assert (len(kept.read()) <= ROW_PICTURE_BYTES, Image.open(kept).width) == (True, 240)


def test_small_ones_and_lost_ones_stay_as_they_are(old: Callable[..., Any]) -> None:
    small, lost, good = old((200, 100)), old((1200, 800)), old((600, 400))
    shelf().delete(str(lost.file.name))
    assert draw_row_pictures() == 1
    assert [StoredFile.objects.get(pk=one.pk).widths for one in (small, lost, good)] == [[], [480, 960], [240, 480]]
