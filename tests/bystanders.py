"""Test data with at least one row of every table, and texts full of what may be somebody's name."""

from datetime import timedelta
from typing import Any, Final

from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.db import models
from django.utils import timezone
from wagtail.models import Locale, Page

from accounts.models import KnownNetwork, Office, OfficeKind, User, WaitingMail
from community.actions.forum.drafts import keep_draft
from community.actions.forum.editing import edit_post
from community.actions.forum.posting import write_post
from community.actions.forum.reading import follow_board, react
from community.models import Digest, Mention, Post
from core.models import Brake, KeptEntry, Mark, Term, WorkerBeat
from core.today_numbers import recount_waiting, today_changed
from library.models import EditorialImage, EditorialRendition, Evaluation, GuidelinePage, Practice
from search.actions.duties.indexing import rebuild_index
from search.models import ElasticChange
from tests.practices import picture
from tests.table_rows import own_models
from tests.world_of_everyone import World, plant
from twinning.models import (
    Agreement,
    Decision,
    Institution,
    InstitutionLanguage,
    NameWord,
    RegisterIdentifier,
    RegisterOutcome,
    ShownList,
    ShownMatch,
    Signature,
)

# What words of people may contain. Each is also somebody's name.
NAMES: Final = ("the", "а", "школа", "Мира", "Ann Lee")
WORDS: Final = "Dear Ann Lee, the школа а Мира THE ANN LEE."
# No words of people: keys, codes, addresses, and what the site itself says. `name` of a person is what is erased.
NO_WORDS: Final = {"User", "OutboxRow", "Term", "FindableChange", "LimitCount", "NoticeBox", "Notice", "SearchEntry"}
SPOKEN: Final = {"title", "name", "alt", "caption", "subject", "role", "holder", "place", "latin_name", "file_name"}


def plant_bystanders() -> World:
    """tests.world_of_everyone's world with what it lacks, so that no table is empty; a second administrator keeps the house."""
    world = plant()
    _offices(world)
    _forum(world)
    _schools(world)
    _editors(world)
    _machines(world)
    rebuild_index(say=lambda *_words: None)
    _numbers()
    _speak()
    return world


def _offices(world: World) -> None:
    boss = User.objects.create_user("boss@example.org", name="Boss")
    Office.objects.create(user=boss, office=OfficeKind.ADMINISTRATOR)
    for role in ("moderator", "coordinator"):
        person = world.people[role]
        person.groups.add(Group.objects.get_or_create(name="Editors")[0])
        person.user_permissions.add(Permission.objects.order_by("pk")[0])


def _forum(world: World) -> None:
    """Everybody who may write says something, is named, thanks, follows, has begun a draft and changed their words."""
    topic, board = world.things["public_topic"], world.things["members_board"]
    for role in ("teacher", "deputy", "leader", "partner", "moderator", "coordinator", "administrator"):
        person = world.people[role]
        said = write_post(topic=topic, by=person, source="It is well said.", language="en", client_id=f"more-{role}")
        Post.objects.filter(pk=said.pk, state="out").update(released_at=timezone.now() - timedelta(hours=1))
        said.refresh_from_db()
        if said.state == "out":
            edit_post(post=said, by=person, version=1, source="It is very well said.", language="en")
        if person != topic.author:
            react(post=topic.posts.get(seq=1), by=person, kind="thanks")
        react_to = Post.objects.filter(topic=topic, state="out").exclude(author=person).last()
        if react_to is not None:
            Mention.objects.get_or_create(post=react_to, user=person)
        follow_board(board=board, by=person, follows=True)
        keep_draft(place=topic, by=person, source="What I began")
        Digest.objects.create(user=person, day=timezone.localdate())


def _schools(world: World) -> None:
    for name, role, wish, other in (
        ("school", "leader", "school_open_wish", "friend_open_wish"),
        ("friend", "partner", "friend_open_wish", "school_open_wish"),
    ):
        school: Institution = world.things[name]
        school.levels.set(Term.objects.filter(scheme="level")[:2])
        school.themes.set(Term.objects.filter(scheme="theme")[:2])
        InstitutionLanguage.objects.create(institution=school, language="en", level="B1")
        RegisterIdentifier.objects.create(institution=school, source="register", value=name)
        NameWord.objects.create(name=school.names.get(official=True), word=name)
        shown = ShownList.objects.create(wish=world.things[wish], to=world.people[role], considered=1, engine="scan")
        ShownMatch.objects.create(shown=shown, other=world.things[other], rank=1, score=0.5, strength="good")
        Decision.objects.create(wish=world.things[wish], other=world.things[other], kind="later", by=world.people[role])
        agreement: Agreement = world.things["partnership_agreement"]
        party = agreement.partnership.parties.get(institution=school)
        Signature.objects.create(agreement=agreement, party=party, by=world.people[role], name=role)


def _editors(world: World) -> None:
    practice = world.things["river"]
    fits = Practice.fits.through._base_manager
    fits.create(practice_id=practice.pk, term_id=Term.objects.order_by("pk")[0].pk)
    Evaluation.objects.create(
        practice=practice,
        evaluator="University",
        url="https://example.org/",
        words="It works.",
        language="en",
        by=world.people["moderator"],
    )
    image = EditorialImage.objects.create(title="River", file=ContentFile(picture(), "river.jpg"), holder="Teacher")
    EditorialRendition.objects.create(image=image, filter_spec="original", file="river.jpg", width=1, height=1)
    english = Locale.objects.get(language_code="en")
    home = Page.objects.filter(locale=english, depth=2).first()
    if not GuidelinePage.objects.exists() and home is not None:
        home.add_child(instance=GuidelinePage(title="Guideline", slug="a-guideline", locale=english, live=False))
    # As pages that were published by Wagtail have it, for the search.
    Page.objects.filter(last_published_at=None).update(last_published_at=timezone.now())


def _numbers() -> None:
    """Everybody was counted, and something has changed for everybody since."""
    today_changed(User.objects.all())
    recount_waiting()
    today_changed(User.objects.all())


def _machines(world: World) -> None:
    Brake.objects.create(key="one", count=3, at=timezone.now())
    WaitingMail.objects.create(said={"mail": {"to": ["somebody@example.org"]}, "parts": []})
    for role in ("teacher", "leader", "partner"):
        KnownNetwork.objects.create(user=world.people[role], network=role, at=timezone.now())
    RegisterOutcome.objects.create(register=world.things["register"], number=1, verdict="new")
    Mark.objects.get_or_create(name="test")
    WorkerBeat.objects.create(worker="one", at=timezone.now())
    ElasticChange.objects.create(entry=1)
    KeptEntry.objects.create(
        browser="b",
        account=world.people["leader"].code,
        path="/",
        data={},
        expires_at=timezone.now() + timedelta(hours=1),
    )
    KeptEntry.objects.create(
        browser="c",
        account="somebody",
        path="/",
        data={},
        expires_at=timezone.now() + timedelta(hours=1),
    )


def _speak() -> None:
    """Whatever people have written now says all those names."""
    for model in own_models():
        if model.__name__ in NO_WORDS:
            continue
        for field in model._meta.concrete_fields:
            if _is_words(model, field):
                rows = model._base_manager.exclude(**{field.name: ""})
                rows.update(**{field.name: WORDS[: field.max_length]})
    for practice in Practice.objects.exclude(latest_revision=None):
        # The row of one that nobody reads yet and its revision say the same.
        content = practice.latest_revision.content if practice.live else practice.serializable_data()
        practice.latest_revision.content = {**content, "summary": WORDS, "context": WORDS}
        practice.latest_revision.save(update_fields=["content"])


def _is_words(model: type[models.Model], field: Any) -> bool:
    if field.is_relation or field.unique or field.choices or field.model is not model:
        return False
    if isinstance(field, models.TextField):
        return True
    return type(field) is models.CharField and field.name in SPOKEN and field.max_length >= len(WORDS)
