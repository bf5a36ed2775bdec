"""A register between the upload and its columns: the worker reads it, the page says how far it is or what is wrong."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from accounts.models import OfficeKind, User
from core.errors import Conflict, Refused
from core.files import private_storage
from twinning.actions.duties.reading_registers import read_register
from twinning.actions.duties.tidying_registers import forget_old_files, give_up_lost
from twinning.actions.registers import check_register, map_columns, upload_register
from twinning.models import RegisterImport, RegisterOutcome
from twinning.showing.registers import problem_of

pytestmark = pytest.mark.django_db
GOOD = "school_name,longitude,latitude,id\nAlfa,18.1,44.1,1\n"
State = RegisterImport.State


@pytest.fixture(autouse=True)
def _on_disk(settings: Any, tmp_path: Path) -> None:
    settings.DATA_ROOT, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    }


@pytest.fixture
def coordinator(make_officer: Callable[..., User]) -> User:
    return make_officer(OfficeKind.COORDINATOR, "BA", language="ru")


def kept(by: User, content: bytes | str = GOOD) -> RegisterImport:
    file = SimpleUploadedFile("schools.csv", content.encode() if isinstance(content, str) else content)
    return upload_register(by=by, country="BA", source="giga", credit="", file=file)


def files() -> list[str]:
    try:
        return sorted(default_storage.listdir("private/registers")[1])
    except FileNotFoundError:
        return []


def test_the_upload_is_kept_and_read_by_the_worker(coordinator: User) -> None:
    register = kept(coordinator)
    assert (register.state, register.mapping, files()) == ("reading", {}, [register.code])
    read_register(register=RegisterImport.objects.get(pk=register.pk))
    register.refresh_from_db()
    assert (register.state, files()) == ("uploaded", [f"{register.code}.lines"])
    assert register.mapping == {
        "header": ["school_name", "longitude", "latitude", "id"],
        "columns": {"name": 0, "longitude": 1, "latitude": 2, "identifier": 3},
        "guessed": False,
        "preview": [["Alfa", "18.1", "44.1", "1"]],
    }
    read_register(register=register)
    assert files() == [f"{register.code}.lines"]


def test_what_is_wrong_is_said_in_the_language_of_the_reader(coordinator: User) -> None:
    register = kept(coordinator, "name,name\na,b\n")
    read_register(register=register)
    register.refresh_from_db()
    assert (register.state, register.file, files()) == ("failed", "", [])
    with override("ru"):
        assert problem_of(register) == "Столбец «name» встречается дважды. Переименуйте или удалите один из них."
    assert problem_of(register) == "The column “name” stands there twice. Rename or remove one of them."


def test_a_file_that_is_gone_is_said_to_be_so(coordinator: User) -> None:
    register = kept(coordinator)
    private_storage.throw_away(register.file)
    read_register(register=register)
    register.refresh_from_db()
    assert (register.state, problem_of(register)) == ("failed", "The file is no longer kept. Upload it again.")


def test_nobody_works_on_what_is_being_read_or_could_not_be(coordinator: User) -> None:
    register = kept(coordinator, "name,name\na,b\n")
    for state in (State.READING, State.FAILED):
        RegisterImport.objects.update(state=state)
        with pytest.raises(Conflict):
            check_register(register=register, by=coordinator)
        with pytest.raises(Conflict):
            map_columns(register=register, by=coordinator, columns={"name": 0})


def test_a_stranger_keeps_nothing(make_user: Callable[..., User]) -> None:
    with pytest.raises(Refused):
        kept(make_user())
    assert (files(), RegisterImport.objects.count()) == ([], 0)


def test_the_pages_on_the_way(coordinator: User, signed_in: Callable[[User], Client]) -> None:
    client = signed_in(coordinator)
    register = kept(coordinator, "name,name\na,b\n")
    url = reverse("twinning:register", args=[register.code])
    for headers in ({}, {"HX-Request": "true"}):
        page = client.get(url, headers=headers)
        assert (page.status_code, "Reading the file" in page.text, 'data-hx-trigger="every 2s"' in page.text) == (
            200,
            True,
            True,
        )
    read_register(register=register)
    assert client.get(url, headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"
    page = client.get(url)
    assert page.status_code == 200
    assert "The column “name” stands there twice." in page.text
    assert reverse("twinning:new_register") in page.text
    assert "<select" not in page.text.partition("<main")[2].partition("</main")[0]
    for name in ("check_register", "import_register"):
        assert client.post(reverse(f"twinning:{name}", args=[register.code]), {"name": "0"}).status_code in {400, 409}


def test_an_upload_at_the_desk_is_read_and_shows_its_columns(
    coordinator: User, signed_in: Callable[[User], Client]
) -> None:
    client = signed_in(coordinator)
    data = {"country": "BA", "source": "giga", "credit": "", "file": SimpleUploadedFile("s.csv", GOOD.encode())}
    sent = client.post(reverse("twinning:new_register"), data)
    assert sent.status_code == 302
    page = client.get(sent.headers["Location"])
    assert ("Alfa" in page.text, "<select" in page.text) == (True, True)
    wrong = client.post(
        reverse("twinning:new_register"), {**data, "credit": "Typed", "file": SimpleUploadedFile("s.csv", b"%PDF-1.7")}
    )
    assert (wrong.status_code, "Typed" in wrong.text, RegisterImport.objects.count()) == (400, True, 1)


def test_files_go_after_a_month_and_lost_ones_after_a_day(coordinator: User, monkeypatch: pytest.MonkeyPatch) -> None:
    from twinning.actions.duties import tidying_registers

    done, working = kept(coordinator), kept(coordinator)
    RegisterImport.objects.filter(pk=done.pk).update(state=State.DONE, finished_at=timezone.now() - timedelta(days=31))
    RegisterOutcome.objects.create(register=done, number=2, verdict="new")
    RegisterOutcome.objects.create(register=working, number=2, verdict="new")
    private_storage.keep("registers", "lost", ContentFile(b"x"))
    forget_old_files()
    assert files() == sorted([done.code, working.code, "lost"])
    assert [one.register for one in RegisterOutcome.objects.all()] == [working]
    monkeypatch.setattr(tidying_registers, "REGISTER_UNNAMED_KEPT", timedelta(seconds=-5))
    forget_old_files()
    assert files() == sorted([done.code, working.code])
    monkeypatch.setattr(tidying_registers, "REGISTER_KEPT", timedelta(seconds=-5))
    forget_old_files()
    assert files() == [working.code]


def test_a_register_whose_task_is_over_has_stopped(coordinator: User) -> None:
    lost, waiting, young = kept(coordinator), kept(coordinator), kept(coordinator)
    long_ago = timezone.now() - timedelta(minutes=11)
    RegisterImport.objects.exclude(pk=young.pk).update(state=State.RUNNING, started_at=long_ago)
    for register, status in ((lost, TaskResultStatus.FAILED), (waiting, TaskResultStatus.READY)):
        DBTaskResult.objects.create(
            status=status,
            args_kwargs={"args": [register.code], "kwargs": {}},
            task_path="twinning.tasks.work_through_register",
            backend_name="default",
            run_after=timezone.now(),
        )
    give_up_lost()
    states = dict(RegisterImport.objects.values_list("pk", "state"))
    assert states == {lost.pk: "failed", waiting.pk: "running", young.pk: "reading"}
