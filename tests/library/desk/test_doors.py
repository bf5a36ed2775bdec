"""Editors of pages hold no office: no door of Wagtail's admin tells them the title of a practice that is not public."""

import itertools
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse
from wagtail.models import Page, Revision, Task, TaskState, Workflow, WorkflowState

from accounts.models import User
from library.models import LibraryPage, Practice, PracticeReview

HIDDEN = "Zyzzyva"
SHOWN = "Quagga"
Make = Callable[..., Any]


@pytest.fixture
def hidden(make_practice: Make, submit: Make) -> list[Practice]:
    """A draft, and one that waits."""
    draft = make_practice(f"{HIDDEN} draft")
    waiting: PracticeReview = submit(make_practice(f"{HIDDEN} waiting"))
    return [draft, Practice.objects.get(pk=waiting.practice_id)]


@pytest.fixture
def shown(make_practice: Make) -> Practice:
    practice = make_practice(f"{SHOWN} public")
    Practice.objects.filter(pk=practice.pk).update(live=True, state=Practice.State.PUBLISHED, edition=1)
    return Practice.objects.get(pk=practice.pk)


@pytest.fixture(params=["Editors", "Moderators"])
def editor(request: pytest.FixtureRequest, make_user: Make) -> User:
    """Of one of Wagtail's own groups."""
    person: User = make_user("Editor", language="en")
    person.groups.add(Group.objects.get(name=request.param))
    return person


def names(resolver: Any = None, before: str = "") -> Iterator[tuple[str, Any]]:
    for one in (resolver or get_resolver()).url_patterns:
        if hasattr(one, "url_patterns"):
            yield from names(one, before + (f"{one.namespace}:" if one.namespace else ""))
        elif one.name:
            yield before + one.name, one


def values(practices: list[Practice]) -> dict[str, list[Any]]:
    """What could stand in an address, by the name of the argument."""
    page = Page.objects.filter(depth=2)[0]
    revisions = [row.pk for row in Revision.objects.for_instance(practices[0])]
    keys = [practice.pk for practice in practices]
    states = list(WorkflowState.objects.values_list("pk", flat=True))
    kind = ContentType.objects.get_for_model(Practice)
    return {
        "pk": keys,
        "object_id": keys,
        "page_id": [page.pk],
        "parent_page_id": [page.pk],
        "app_label": ["library"],
        "model_name": ["practice"],
        "content_type_app_name": ["library"],
        "content_type_model_name": ["practice"],
        "content_type_id": [kind.pk],
        "action": ["delete"],
        "action_type": ["delete"],
        "task_id": list(Task.objects.values_list("pk", flat=True)),
        "task_state_id": list(TaskState.objects.values_list("pk", flat=True)),
        "workflow_state_id": states,
        "revision_id": revisions,
        "revision_id_a": ["live", *revisions],
        "revision_id_b": ["latest", *revisions],
        "locale_id": [practices[0].locale_id],
        "translation_source_id": [1],
    }


def addresses(practices: list[Practice]) -> Iterator[str]:
    known = values(practices)
    known["workflow_id"] = list(Workflow.objects.values_list("pk", flat=True))
    for name, pattern in names():
        arguments = list(pattern.pattern.converters) or list(pattern.pattern.regex.groupindex)
        choices = [known.get(argument, practices_or(argument, practices)) for argument in arguments]
        for chosen in itertools.islice(itertools.product(*choices), 12):
            try:
                yield reverse(name, kwargs=dict(zip(arguments, chosen, strict=True)))
            except NoReverseMatch:
                continue


def practices_or(argument: str, practices: list[Practice]) -> list[Any]:
    return [practice.pk for practice in practices] if argument.endswith(("id", "pk")) else ["practice"]


def queries(practices: list[Practice]) -> list[str]:
    ids = "&".join(f"id={practice.pk}" for practice in practices)
    return ["", f"?q={HIDDEN}", f"?{ids}", "?export=csv"]


def read(client: Client, address: str) -> str:
    answer = client.get(address, HTTP_X_REQUESTED_WITH="XMLHttpRequest" if "choose" in address else "")
    if answer.status_code != 200:
        return ""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content.decode(errors="replace").replace(f"q={HIDDEN}", "").replace(f'value="{HIDDEN}"', "")


@pytest.mark.django_db
def test_no_door_of_the_admin_tells_a_hidden_title(
    editor: User, signed_in: Make, hidden: list[Practice], shown: Practice
) -> None:
    client = signed_in(editor)
    client.raise_request_exception = False
    seen, told = 0, []
    for address in dict.fromkeys(addresses(hidden)):
        if not address.startswith("/admin/") or "logout" in address or "sprite" in address or "jsi18n" in address:
            continue
        for query in queries(hidden):
            text = read(client, address + query)
            seen += bool(text)
            # What one asked for stands in the field for it.
            if re.search(rf"{HIDDEN} (draft|waiting)", text):
                told.append(address + query)
    assert seen > 100
    assert told == []


@pytest.mark.django_db
def test_what_is_public_can_be_chosen(editor: User, signed_in: Make, hidden: list[Practice], shown: Practice) -> None:
    client = signed_in(editor)
    listed = client.get("/admin/snippets/choose/library/practice/").content.decode()
    assert (SHOWN in listed, HIDDEN in listed) == (True, False)
    chosen = client.get(f"/admin/snippets/choose/library/practice/chosen/{shown.pk}/")
    assert SHOWN in chosen.content.decode()
    assert client.get(f"/admin/snippets/choose/library/practice/chosen/{hidden[0].pk}/").status_code == 404


@pytest.mark.django_db
def test_the_form_of_a_page_keeps_quiet_about_what_is_public_no_more(
    editor: User, signed_in: Make, shown: Practice
) -> None:
    page = LibraryPage.objects.filter(locale__language_code="en").get()
    page.rows = [("practices", {"title": "T", "lead": "", "practices": [shown]})]
    page.save_revision()
    client = signed_in(editor)
    assert SHOWN in client.get(f"/admin/pages/{page.pk}/edit/").content.decode()
    Practice.objects.filter(pk=shown.pk).update(live=False, state=Practice.State.TAKEN_DOWN)
    told = client.get(f"/admin/pages/{page.pk}/edit/")
    assert told.status_code == 200
    assert SHOWN not in told.content.decode()
    assert "A practice that is not public now" in told.content.decode()


@pytest.mark.django_db
def test_administrators_meet_the_closed_doors_too(admin: User, signed_in: Make, hidden: list[Practice]) -> None:
    for door in ("failwhale/", f"localize/submit/snippet/library/practice/{hidden[0].pk}/", "localize/api/snippets/"):
        assert signed_in(admin).get(f"/admin/{door}").status_code == 404
    assert signed_in(admin).get("/admin/bulk/library/practice/delete/").status_code == 404
