"""A site that began as a demo: it serves real people only when those of the demo are gone."""

from collections.abc import Callable, Iterator
from io import StringIO
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.cache import cache
from django.core.management import call_command
from django.db import transaction
from django.forms import model_to_dict

from accounts.models import User
from community.actions.forum.posting import write_post
from community.actions.messages import send_message
from community.models import Message, Post, Room, RoomMember, Topic
from core.server.demo_removal import remove_demo
from core.server.startup_checks import demo_left
from core.terms import forget_terms
from demo.models import DemoMail
from library.models import Adoption, LibraryPage, Practice
from twinning.models import Institution, Partnership, Proposal, Role, Staff, Wish


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("demo", verbosity=0)
        yield
        transaction.set_rollback(True)
    cache.clear()
    forget_terms()


@pytest.fixture
def planted(world: None, db: None) -> None:
    """The world, and a savepoint for what a test does to it."""


def leave() -> str:
    said = StringIO()
    call_command("remove_demo", stdout=said)
    return said.getvalue()


@pytest.mark.usefixtures("planted")
def test_the_demo_goes_and_real_registers_stay() -> None:
    DemoMail.objects.create(to="a", subject="s", text="t")
    assert "22 people of the demo are gone" in leave()
    assert not demo_left()
    for model in (User, Practice, Adoption, Wish, Proposal, Partnership, Staff, Message, Room, Topic, DemoMail):
        assert model.objects.count() == 0, model
    assert set(Institution.objects.values_list("is_demo", "state")) == {(False, "listed")}
    assert Institution.objects.count() == 180
    assert "Nothing of the demo is left" in leave()


def collections(page: LibraryPage) -> list[str]:
    return [block.value["title"] for block in page.rows if block.block_type == "practices"]


@pytest.mark.usefixtures("planted")
def test_its_emptied_collections_go_from_page_and_history() -> None:
    pages = list(LibraryPage.objects.all())
    assert [len(collections(page)) for page in pages] == [1, 1, 1]
    others = [[block.block_type for block in page.rows][1:] for page in pages]
    leave()
    for page, kept in zip(LibraryPage.objects.all(), others, strict=True):
        assert (collections(page), [block.block_type for block in page.rows]) == ([], kept)
        assert [collections(one.as_object()) for one in page.revisions.all()] == [[]] * page.revisions.count()


@pytest.mark.usefixtures("planted")
def test_collections_of_somebody_real_stay(make_user: Callable[..., User]) -> None:
    """The demo's own with another title, and one with the demo's practices alone."""
    curator = make_user("Curator", email="curator@real.example", is_superuser=True)
    page = LibraryPage.objects.get(locale__language_code="en")
    row = page.rows.get_prep_value()[0]
    own = {**row, "id": str(uuid4()), "value": {**row["value"], "title": "Our own"}}
    changed = {**row, "value": {**row["value"], "title": "Better said"}}
    page.rows = [own, changed, *page.rows.get_prep_value()[1:]]
    page.save_revision(user=curator).publish(user=curator)
    leave()
    page.refresh_from_db()
    assert collections(page) == ["Our own", "Better said"]
    assert collections(page.latest_revision.as_object()) == ["Our own", "Better said"]


@pytest.mark.usefixtures("planted")
def test_every_row_of_a_real_person_stands_as_it_was(
    make_user: Callable[..., User], make_institution: Callable[..., Institution], make_staff: Callable[..., Staff]
) -> None:
    """One who joined a demo school and writes in its room and among its topics, beside one who has nothing to do with it."""
    aida = make_user("Aida", email="aida@real.example", may_write=True)
    own = make_institution("Own school")
    make_staff(aida, own)
    joined = Institution.objects.filter(is_demo=True, state="verified").order_by("pk")[0]
    make_staff(aida, joined, role=Role.TEACHER)
    room = Room.objects.filter(closed_at=None).order_by("pk")[0]
    RoomMember.objects.create(room=room, user=aida)
    send_message(room=room, by=aida, text="A real word", client_id="real-message-of-aida", language="en")
    topic = Topic.objects.filter(board__audience="public", locked_at=None)[0]
    write_post(topic=topic, by=aida, source="A real post", language="en", client_id="real-post-of-aida-00")
    wish = Wish.objects.create(institution=joined, by=aida, title="A real wish")
    before = rows_of(aida)
    assert {"Staff", "Message", "Post", "Wish", "RoomMember"} <= {name for name, _pk in before}
    assert "people of the demo are gone" in leave()
    after = rows_of(aida)
    assert {key: after.get(key) for key in before} == before
    assert set(User.objects.all()) == {aida}
    assert Institution.objects.filter(pk__in=[own.pk, joined.pk]).count() == 2
    assert Wish.objects.get() == wish
    # The words of others around them stand without a name.
    assert set(Post.objects.filter(topic=topic).values_list("author", flat=True)) == {aida.pk, None}
    assert set(Message.objects.filter(room=room).values_list("author", flat=True)) == {aida.pk, None}
    assert Topic.objects.get() == topic


def rows_of(user: User) -> dict[tuple[str, Any], Any]:
    """Every row of every model that names this person, field by field."""
    found = {("User", user.pk): model_to_dict(user)}
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if field.related_model is User:
                for row in model._base_manager.filter(**{field.name: user}):
                    found[model.__name__, row.pk] = model_to_dict(row)
    return found


@pytest.mark.usefixtures("planted")
def test_a_fault_in_the_middle_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    before = {model: model.objects.count() for model in (User, Practice, Institution, Topic)}

    def broken() -> None:
        raise RuntimeError

    monkeypatch.setattr("core.server.demo_removal._forget_mails", broken)
    with pytest.raises(RuntimeError):
        remove_demo(say=str)
    assert {model: model.objects.count() for model in before} == before
