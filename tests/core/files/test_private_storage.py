"""The part of the storage that no address leads to."""

import tarfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client

from core.files import private_storage
from core.server.backups import write_backup

NGINX = Path(__file__).resolve().parents[3] / "deploy" / "nginx" / "nginx.conf"


@pytest.fixture(autouse=True)
def _on_disk(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    }


def test_what_is_kept_is_there_until_it_is_thrown_away() -> None:
    name = private_storage.keep("registers", "abc", ContentFile(b"rows of a register"))
    assert name == "private/registers/abc"
    with private_storage.opened(name) as file:
        assert file.read() == b"rows of a register"
    again = private_storage.keep("registers", "abc", ContentFile(b"others"))
    assert again != name
    private_storage.throw_away(name)
    private_storage.throw_away(name)
    assert (private_storage.there(name), private_storage.there(again)) == (False, True)


def test_nothing_outside_of_it_is_thrown_away() -> None:
    other = default_storage.save("practices/a.pdf", ContentFile(b"x"))
    for name in (other, "", "abc"):
        assert private_storage.there(name) is False
        private_storage.throw_away(name)
    assert default_storage.exists(other)


def test_what_is_old_is_found() -> None:
    assert list(private_storage.older_than("registers", timedelta(0))) == []
    name = private_storage.keep("registers", "abc", ContentFile(b"rows of a register"))
    assert list(private_storage.older_than("registers", timedelta(hours=1))) == []
    assert list(private_storage.older_than("registers", timedelta(seconds=-5))) == [name]


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/media/{}", "/media/images/../{}", "/en/media/{}", "/static/../media/{}"])
def test_no_address_leads_to_it(client: Client, path: str) -> None:
    name = private_storage.keep("registers", "abc", ContentFile(b"rows of a register"))
    answer = client.get(path.format(name), follow=True)
    assert answer.status_code == 404
    assert b"rows of a register" not in answer.content


def test_the_proxy_gives_out_pictures_of_pages_and_nothing_else_of_the_media() -> None:
    lines = [line.strip() for line in NGINX.read_text().splitlines()]
    from_disk = [line for line in lines if line.startswith(("alias ", "root ")) and "media" in line]
    assert from_disk == ["alias /srv/media/images/;"]
    assert "location /media/ { return 404; }" in lines


@pytest.mark.django_db(transaction=True)
def test_a_backup_takes_it_along(settings: Any, tmp_path: Path) -> None:
    if settings.DATABASES["default"]["ENGINE"] != "django.db.backends.sqlite3":
        return  # there pg_dump writes the database, and the volume of the media is copied
    private_storage.keep("registers", "abc", ContentFile(b"rows of a register"))
    with tarfile.open(write_backup(media=settings.MEDIA_ROOT, folder=tmp_path / "backups")) as archive:
        assert "media/private/registers/abc" in archive.getnames()
