"""A backup is tried beside the site: what is wrong in it is found, the site's own database stays as it is."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import connection

from accounts.actions.erasing import delete_account
from accounts.models import User
from community.models import Room
from core.server.after_restore import FILE, do_again, keep, known
from core.server.backup_check import lacking_files, prove
from core.server.backup_nights import night
from core.server.backups import write_backup
from library.models import EditorialDocument

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def data(settings: Any, tmp_path: Path) -> Path:
    settings.DATA_ROOT, settings.MEDIA_ROOT = tmp_path, str(tmp_path / "media")
    disk = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    settings.STORAGES = {**settings.STORAGES, "default": disk}
    (tmp_path / "media").mkdir()
    return tmp_path


@pytest.fixture
def document(data: Path) -> EditorialDocument:
    found: EditorialDocument = EditorialDocument.objects.create(title="Plan", file=ContentFile(b"text", "plan.txt"))
    return found


def judged(file: Path) -> dict[str, list[str]]:
    return {name: faults for name, faults in prove(file, known(file.parent)) if faults}


def written(data: Path, *, store: bool = False) -> Path:
    return write_backup(media=data / "media", folder=data / "backups", store=store)


@pytest.mark.parametrize("store", [False, True])
def test_a_whole_backup_is_proved_and_leaves_no_trace(data: Path, document: EditorialDocument, store: bool) -> None:
    Room.objects.create(title="Chat")
    file = written(data, store=store)
    assert judged(file) == {}
    assert EditorialDocument.objects.get().title == "Plan"
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_database WHERE datname LIKE %s", ["%\\_restore\\_test"])
            assert cursor.fetchone() == (0,)


def test_a_file_that_lacks_is_named(data: Path, document: EditorialDocument) -> None:
    Path(document.file.path).unlink()
    assert list(judged(written(data))) == ["files of every row"]
    assert list(lacking_files(data / "media")) == [f"library.EditorialDocument {document.file.name}"]


def test_a_head_that_is_not_the_number_of_the_last_event_is_named(data: Path) -> None:
    room = Room.objects.create(title="Chat", head_seq=7)
    assert judged(written(data)) == {
        "numbers of rooms, topics and notices": [f"room {room.code} says 7, its last event is 0"]
    }


@pytest.mark.only("sqlite")
def test_a_row_that_points_nowhere_is_found(data: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_keys = OFF")
        cursor.execute(
            "INSERT INTO community_roommember (room_id, user_id, visible_from_seq, last_read_seq, language, joined_at)"
            " VALUES (99, 99, 0, 0, '', '2026-01-01')"
        )
    file = written(data)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM community_roommember")
    with pytest.raises(CommandError, match="is damaged"):
        call_command("restore_test", str(file))


def test_who_was_erased_since_then_does_not_come_back(data: Path, make_user: Callable[..., User]) -> None:
    gone, stays = make_user("Gone"), make_user("Stays")
    file = night(media=data / "media", folder=data / "backups")
    code = gone.code
    delete_account(user=gone, by=gone)
    # The night after: the backup knows, also where the database is lost.
    keep(data / "backups")
    assert code in (data / "backups" / FILE).read_text(encoding="utf-8")
    assert judged(file) == {}
    assert list(User.objects.values_list("code", flat=True)) == [stays.code]


def test_erasing_again_takes_the_person_and_nobody_else(data: Path, make_user: Callable[..., User]) -> None:
    gone, stays = make_user("Gone"), make_user("Stays")
    keys = {"deleted accounts": {gone.code, "nobody"}}
    assert do_again(keys) == 1
    assert list(User.objects.values_list("code", flat=True)) == [stays.code]
    assert do_again(keys) == 0
    assert known(data)["deleted accounts"] == {gone.code}


def test_the_command_says_what_it_looked_at(
    data: Path, document: EditorialDocument, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(CommandError, match="There is no backup"):
        call_command("restore_test")
    night(media=data / "media", folder=data / "backups")
    call_command("restore_test")
    said = capsys.readouterr().out
    assert said.count("ok    ") == 4
    assert "would bring the site back" in said
    (data / "backups" / "media" / document.file.name).write_text("cut")
    with pytest.raises(CommandError, match="are missing beside it"):
        call_command("restore_test")


def test_what_is_no_backup_is_refused(data: Path) -> None:
    (data / "strange.tar").write_text("strange")
    with pytest.raises(CommandError, match="cannot be read as a backup"):
        call_command("restore_test", str(data / "strange.tar"))
