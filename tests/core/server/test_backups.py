"""make backup and make restore, as commands in processes of their own, on a real database file."""

import io
import os
import shutil
import sqlite3
import subprocess
import sys
import tarfile
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from config.env import BASE
from core.server.backups import BackupError, unpack

# The mark of the database has pytest-django migrate it for the fixture below.
pytestmark = [pytest.mark.only("sqlite"), pytest.mark.django_db]


@pytest.fixture(scope="session")
def migrated(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The tests' own migrated database as a file: quicker than to migrate anew."""
    path = tmp_path_factory.mktemp("migrated") / "db.sqlite3"
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(path)])
    return path


@pytest.fixture
def data(migrated: Path, tmp_path: Path) -> Path:
    """A data folder with one deed and one media file."""
    shutil.copyfile(migrated, tmp_path / "db.sqlite3")
    (tmp_path / "media" / "images").mkdir(parents=True)
    (tmp_path / "media" / "images" / "ат.txt").write_text("first", encoding="utf-8")
    note(tmp_path, "first")
    return tmp_path


def note(data: Path, text: str) -> None:
    with closing(sqlite3.connect(data / "db.sqlite3")) as line:
        line.execute("INSERT INTO core_mark (name, at) VALUES (?, '2026-01-01')", [text])
        line.commit()


def notes(data: Path) -> list[str]:
    with closing(sqlite3.connect(data / "db.sqlite3")) as line:
        return [name for (name,) in line.execute("SELECT name FROM core_mark ORDER BY id")]


def state(data: Path) -> tuple[list[str], str]:
    return notes(data), (data / "media" / "images" / "ат.txt").read_text(encoding="utf-8")


def manage(data: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.small",
        "KOEPUEROE_DATA": str(data),
        "KOEPUEROE_DEMO": "yes",
        "KOEPUEROE_DATABASE_URL": "",
        "KOEPUEROE_REDIS_URL": "",
    }
    command = [sys.executable, "manage.py", *words]
    return subprocess.run(command, cwd=BASE, env=environment, capture_output=True, text=True, check=False, timeout=60)


def written(data: Path) -> Path:
    done = manage(data, "backup")
    assert done.returncode == 0, done.stderr
    (target,) = (data / "backups").glob("*.tar")
    return target


def test_what_was_backed_up_comes_back(data: Path) -> None:
    backup = written(data)
    before = state(data)
    note(data, "second")
    (data / "media" / "images" / "ат.txt").write_text("second", encoding="utf-8")
    after = state(data)
    done = manage(data, "restore", str(backup))
    assert done.returncode == 0, done.stderr
    assert state(data) == before
    (aside,) = data.glob("before-restore-*")
    assert state(aside) == after


def test_a_backup_is_for_its_owner_alone(data: Path) -> None:
    assert written(data).stat().st_mode & 0o777 == 0o600


def test_nothing_is_restored_under_a_running_site(data: Path) -> None:
    backup = written(data)
    program = f"from core.server import data_folder_lock; from pathlib import Path; print(data_folder_lock.take(Path({str(data)!r})), flush=True); input()"
    command = [sys.executable, "-c", program]
    with subprocess.Popen(command, cwd=BASE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "True\n"
        note(data, "second")
        done = manage(data, "restore", str(backup))
        assert (done.returncode, "The site is running" in done.stderr) == (1, True)
        assert notes(data)[-1] == "second"
        holder.kill()
    # The lock went with the process, kill -9 or not.
    assert manage(data, "restore", str(backup)).returncode == 0


def packed(path: Path, files: dict[str, bytes]) -> Path:
    with tarfile.open(path, "w") as archive:
        for name, content in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return path


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({"readme": b"x"}, "does not belong"),
        ({"media/../../evil": b"x"}, "does not belong"),
        ({"/etc/evil": b"x"}, "does not belong"),
        ({"media/a": b"x"}, "holds no db.sqlite3"),
        ({"db.sqlite3": b"no database" * 100}, "is damaged"),
    ],
)
def test_a_strange_archive_is_refused(tmp_path: Path, files: dict[str, bytes], sentence: str) -> None:
    (tmp_path / "into").mkdir()
    with pytest.raises(BackupError, match=sentence):
        unpack(packed(tmp_path / "strange.tar", files), tmp_path / "into")
    assert not (tmp_path.parent / "evil").exists()


def test_a_link_in_an_archive_is_refused(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "strange.tar", "w") as archive:
        entry = tarfile.TarInfo("media/passwd")
        entry.type, entry.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(entry)
    (tmp_path / "into").mkdir()
    with pytest.raises(BackupError, match="does not belong"):
        unpack(tmp_path / "strange.tar", tmp_path / "into")


def test_what_is_no_backup_changes_nothing(data: Path, tmp_path: Path) -> None:
    before = state(data)
    strange = packed(tmp_path / "strange.tar", {"readme": b"x"})
    for file, sentence in ((strange, "does not belong"), (BASE / "LICENSE", "cannot be read"), ("", "Name a backup")):
        done = manage(data, "restore", str(file))
        assert (done.returncode, sentence in done.stderr) == (1, True), done.stderr
    assert state(data) == before


def test_a_backup_of_a_newer_release_is_refused(data: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(data / "db.sqlite3")) as line:
        line.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('core', '9999_later', '2030-01-01')")
        line.commit()
    later = packed(tmp_path / "later.tar", {"db.sqlite3": (data / "db.sqlite3").read_bytes()})
    (tmp_path / "into").mkdir()
    with pytest.raises(BackupError, match=r"newer release \(core.9999_later\)"):
        unpack(later, tmp_path / "into")
