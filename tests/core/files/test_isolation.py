"""A child with limits: what it gives, what it refuses, and what happens when a file takes it down."""

import io
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.utils.translation import override

from core.errors import Conflict, Invalid
from core.files.isolation import BASE, TooHeavy, in_our_words, path_of, run_isolated, said_by
from core.server import data_folder_lock
from tests.core import works


def test_gives_what_the_work_gives(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"%PDF-1.7")
    assert run_isolated(works.measure, path) == works.Found(8, b"%PDF")
    assert run_isolated(works.eat, 8) == 8 << 20


@pytest.mark.parametrize(
    ("work", "args", "why"),
    [
        (works.eat, (800,), "memory"),
        (works.kill_itself, (), "memory"),
        (works.sleep, (30,), "time"),
        (works.turn, (), "time"),
        (works.crash, (), "crash"),
        (works.leave, (), "crash"),
        (works.fail, ("Aida",), "crash"),
        (works.flood, (), "crash"),
    ],
)
def test_what_goes_wrong_ends_the_child_alone(work: object, args: tuple[object, ...], why: str) -> None:
    with pytest.raises(TooHeavy) as ended:
        run_isolated(work, *args, memory_mb=400, seconds=1 if why == "time" else 20)
    assert (ended.value.why, ended.value.status) == (why, 400)
    assert children() == []


def test_the_log_says_where_it_failed_and_not_with_what(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(TooHeavy):
        run_isolated(works.fail, "Aida")
    assert "works.fail" in caplog.text
    assert "RuntimeError" in caplog.text
    assert "works.py:" in caplog.text
    assert "Aida" not in caplog.text


def test_each_end_has_its_sentence_in_three_languages() -> None:
    said = set()
    for why in ("memory", "time", "crash"):
        for language in ("ky", "ru", "en"):
            with override(language):
                said.add(str(TooHeavy(why).text))
    assert len(said) == 9


def test_refusals_of_the_child_come_in_the_language_of_the_reader() -> None:
    with override("ru"):
        with pytest.raises(Invalid) as lazy:
            run_isolated(works.refuse, "lazy")
        with pytest.raises(Invalid) as values:
            run_isolated(works.refuse, "values")
        with pytest.raises(Conflict) as plural:
            run_isolated(works.refuse, "plural")
        assert (str(lazy.value.text), lazy.value.field) == ("Этот файл пуст. Выберите другой.", "file")
        assert (str(values.value), str(values.value.next_step)) == (
            "Название слишком длинное: не больше 5 знаков.",
            "x",
        )
        assert "3" in str(plural.value.text)
        assert not str(plural.value.text).isascii()
    with pytest.raises(Invalid) as plain:
        run_isolated(works.refuse, "plain")
    assert (str(plain.value.text), plain.value.field) == ("plain", "")


def test_what_went_wrong_is_kept_and_said_later_to_any_reader() -> None:
    kept = []
    with override("ky"):
        for work, args in ((works.refuse, ("values",)), (works.crash, ()), (works.refuse, ("other",))):
            with pytest.raises(Invalid) as refused:
                run_isolated(work, *args)
            kept.append(json.loads(json.dumps(said_by(refused.value))))
    with override("ru"):
        assert in_our_words(kept[0]) == "Название слишком длинное: не больше 5 знаков."
        assert in_our_words(kept[1]).startswith("Этот файл не читается")
    assert in_our_words(kept[1]).startswith("This file cannot be read")
    assert in_our_words(kept[2]) == "plain"


def test_a_child_that_was_taken_over_makes_its_parent_call_nothing() -> None:
    mark = Path("/tmp/koepueroe-was-here")
    mark.unlink(missing_ok=True)
    with pytest.raises(TooHeavy):
        run_isolated(works.evil)
    assert not mark.exists()


def test_the_child_inherits_neither_secrets_nor_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KOEPUEROE_SECRET_KEY", "secret")
    with tempfile.TemporaryFile() as opened:
        os.set_inheritable(opened.fileno(), True)
        found = run_isolated(works.surroundings)
    assert [name for name in found["environment"] if name.startswith(("KOEPUEROE", "DJANGO"))] == []
    # Its three, the wire, and the folder that is being listed.
    assert (len(found["files"]), found["django"]) == (5, False)


def test_the_lock_of_the_data_folder_outlives_a_child(tmp_path: Path) -> None:
    assert data_folder_lock.take(tmp_path) is True
    run_isolated(works.eat, 1)
    second = f"from core.server import data_folder_lock; from pathlib import Path; print(data_folder_lock.take(Path({str(tmp_path)!r})))"
    done = subprocess.run([sys.executable, "-c", second], cwd=BASE, capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_the_child_goes_with_its_parent(tmp_path: Path) -> None:
    path = tmp_path / "pid"
    code = f"from core.files.isolation import run_isolated; from tests.core.works import say_who; from pathlib import Path; run_isolated(say_who, Path({str(path)!r}), seconds=60)"
    parent = subprocess.Popen([sys.executable, "-c", code], cwd=BASE)
    try:
        wait_for(lambda: path.exists() and path.read_text() != "")
        child = int(path.read_text())
        os.kill(parent.pid, signal.SIGKILL)
        parent.wait()
        wait_for(lambda: gone(child))
    finally:
        parent.kill()
        parent.wait()


def test_eight_threads_work_apart_at_once() -> None:
    done: list[int] = []
    threads = [threading.Thread(target=lambda n=n: done.append(run_isolated(works.eat, n))) for n in range(1, 9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done) == [n << 20 for n in range(1, 9)]


def test_uploads_lie_on_the_disk_or_are_laid_there() -> None:
    small, large = SimpleUploadedFile("a", b"abc"), TemporaryUploadedFile("a", "", 3, None)
    large.write(b"abc")
    large.seek(0)
    for file in (small, large, io.BytesIO(b"abc")):
        with path_of(file) as path:
            assert path.read_bytes() == b"abc"
        assert file.read() == b"abc"
    with path_of(small) as path:
        pass
    assert not path.exists()


def children() -> list[str]:
    path = Path(f"/proc/self/task/{threading.get_native_id()}/children")
    return path.read_text().split() if path.exists() else []


def gone(pid: int) -> bool:
    try:
        return "Z" in Path(f"/proc/{pid}/stat").read_text().split()[2]
    except OSError:
        return True


def wait_for(what: object) -> None:
    deadline = time.monotonic() + 20
    while not what():
        assert time.monotonic() < deadline
        time.sleep(0.05)
