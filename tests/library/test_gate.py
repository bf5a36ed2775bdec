"""The doors of files when the gate before heavy work is full: nothing is stored, the form is kept, 429 with a time."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.images.models import SourceImageIOError
from wagtail.models import Collection

from accounts.models import User
from core.files import heavy_work
from library.actions.writing import create_practice
from library.models import EditorialDocument, EditorialImage, Practice, StoredFile
from tests import practices
from tests.core.files.test_heavy_work import Crowd, person
from tests.core.files.test_pictures import picture
from twinning.models import Institution

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]


@pytest.fixture
def full(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Crowd]:
    """Two others are at work, and nobody waits for long."""
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(heavy_work, "PATIENCE", 0.1)
    crowd = Crowd()
    crowd.send(person(100_001), person(100_002))
    crowd.settled(inside=2, waiting=0, refused=0)
    yield crowd
    crowd.end()


@pytest.fixture
def practice(teacher: User, school: Institution) -> Practice:
    return create_practice(by=teacher, institution=school, language="en")


def uploaded(client: Client, practice: Practice, **headers: str) -> Any:
    file = SimpleUploadedFile("lake.jpg", picture())
    return client.post(reverse("library:add_file", args=[practice.code]), {"file": file}, headers=headers)


def test_a_file_of_a_practice_waits_outside(full: Crowd, practice: Practice, teacher: User, signed_in: Make) -> None:
    client = signed_in(teacher)
    quiet = uploaded(client, practice, **{"X-Upload": "1"})
    assert (quiet.status_code, quiet.headers["Retry-After"]) == (429, "10")
    assert quiet.json()["wrong"][0].startswith("Many files are being looked through")
    page = uploaded(client, practice)
    assert (page.status_code, page.headers["Retry-After"]) == (429, "10")
    assert "Many files are being looked through" in page.content.decode()
    assert 'name="file"' in page.content.decode()
    assert StoredFile.objects.count() == 0
    full.end()
    assert uploaded(client, practice).status_code == 302
    assert StoredFile.objects.count() == 1


def test_one_with_work_going_on_waits_outside_though_there_is_a_place(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, practice: Practice, teacher: User, signed_in: Make
) -> None:
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(heavy_work, "PATIENCE", 0.1)
    crowd = Crowd()
    crowd.send(teacher)
    crowd.settled(inside=1, waiting=0, refused=0)
    assert uploaded(signed_in(teacher), practice).status_code == 429
    crowd.end()
    assert StoredFile.objects.count() == 0


def test_the_forms_of_editors_are_kept(full: Crowd, admin: User, signed_in: Make) -> None:
    client, root = signed_in(admin), Collection.get_first_root_node().pk
    image = {"title": "A lake", "collection": root, "holder": "Aida", "licence": "cc-by", "description": ""}
    file = SimpleUploadedFile("lake.jpg", picture())
    answer = client.post(reverse("wagtailimages:add"), {**image, "file": file})
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "10")
    assert "Many files are being looked through" in answer.content.decode()
    assert 'value="A lake"' in answer.content.decode()
    paper = {"title": "A plan", "collection": root, "tags": "", "file": SimpleUploadedFile("a.pdf", practices.pdf())}
    answer = client.post(reverse("wagtaildocs:add"), paper)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "10")
    assert 'value="A plan"' in answer.content.decode()
    assert (EditorialImage.objects.count(), EditorialDocument.objects.count()) == (0, 0)


def test_sizes_of_a_picture_are_made_in_turn_and_a_page_does_without(
    admin: User, signed_in: Make, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    image = EditorialImage.objects.create(
        title="A lake", file=SimpleUploadedFile("lake.jpg", picture(size=(800, 400))), holder="Aida", licence="own"
    )
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(heavy_work, "PATIENCE", 0.1)
    with heavy_work.in_turn("renditions"):
        with pytest.raises(SourceImageIOError):
            image.get_rendition("width-480")
        with pytest.raises(SourceImageIOError):
            image.get_renditions("width-480", "width-100")
    assert image.renditions.count() == 0
    assert len(image.get_renditions("width-480", "width-100")) == 2
