"""Test data: a person of every role and one of each thing, for the tests that walk over all permissions and addresses."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any, Final
from uuid import uuid4

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from accounts.actions.steps.mail_settings import stored_mail_settings
from accounts.models import Office, OfficeKind, Standing, User
from accounts.policy import RULES_VERSION
from accounts.queries.mail_settings import unsubscribe_token
from accounts.queries.sign_in_links import token_of as sign_in_token
from community.actions.appeals import appeal
from community.actions.blocks import block
from community.actions.forum.boards import add_person, board_of_room, make_board
from community.actions.forum.hiding import hide_post, release_post
from community.actions.forum.posting import open_topic, write_post
from community.actions.messages import send_message
from community.actions.reports import answer_report, report
from community.actions.rooms import close_room, open_room
from community.actions.steps.notices import notify
from core.models import Deed, Term
from core.text import fold
from demo.models import DemoMail
from library.actions.claiming import claim_review
from library.actions.deciding import publish_practice
from library.actions.practice_files import describe_files
from library.actions.submitting import submit_practice
from library.actions.taking_down import take_down
from library.models import Adoption, ArticleIndex, ArticlePage, EditorialDocument, LibraryPage, PracticeReview
from tests import practices
from tests.library.shelf_world import published
from twinning.models import (
    Agreement,
    ClassLanguage,
    Institution,
    InstitutionHoliday,
    InstitutionName,
    Invitation,
    LessonTime,
    Partnership,
    Party,
    PlanItem,
    Proposal,
    RegisterImport,
    RegisterRow,
    Role,
    RulesConsent,
    SchoolClass,
    Staff,
    State,
    TwinSpace,
    WaitingFacts,
    Wish,
    WishPoint,
)
from twinning.queries.invitations import token_of
from twinning.texts.agreements import fingerprint, snapshot_of

# The first is nobody at all. `stranger` and `partner` lead verified institutions of another country.
ROLES: Final = (
    "visitor",
    "member",
    "waiting",
    "teacher",
    "deputy",
    "leader",
    "partner",
    "stranger",
    "moderator",
    "coordinator",
    "far_coordinator",
    "own_coordinator",
    "administrator",
)
PASSWORD: Final = "koepueroe-demo"


@dataclass(frozen=True, slots=True)
class World:
    """`people` by role, `things` by name; a person is also a thing, by their role. `sessions` are signed in."""

    people: dict[str, Any]
    things: dict[str, Any]
    sessions: dict[str, str]


def plant() -> World:
    people: dict[str, Any] = {"visitor": AnonymousUser()}
    people |= {role: _person(role) for role in (*ROLES[1:], "asker")}
    for role, office, country in (
        ("moderator", OfficeKind.MODERATOR, ""),
        ("coordinator", OfficeKind.COORDINATOR, "KG"),
        ("far_coordinator", OfficeKind.COORDINATOR, "FI"),
        ("own_coordinator", OfficeKind.COORDINATOR, "KG"),
        ("administrator", OfficeKind.ADMINISTRATOR, ""),
    ):
        Office.objects.create(user=people[role], office=office, country=country)
    people["administrator"].is_superuser = True  # as give_office mirrors it, for Wagtail
    people["administrator"].save()
    things: dict[str, Any] = {**people, **_institutions()}
    _staff(people, things)
    _wishes(people, things)
    _letters(people, things)
    _partnerships(people, things)
    _talk(people, things)
    _desk(people, things)
    _decisions(people, things)
    _forum(people, things)
    _editorial(things)
    _library(people, things)
    _practices(people, things)
    _reviews(people, things)
    return World(people, things, {role: _signed_in(people[role]) for role in ROLES[1:]})


def _person(role: str) -> User:
    user = User.objects.create_user(
        f"{role}@example.org", PASSWORD, name=role.capitalize(), language="en", rules_version=RULES_VERSION
    )
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    return user


def _signed_in(user: User) -> str:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def _institutions() -> dict[str, Institution]:
    return {
        "school": _institution("Ala-Too", State.VERIFIED, "KG"),
        "claimed": _institution("Claimed", State.CLAIMED, "KG"),
        "listed": _institution("Listed", State.LISTED, "KG"),
        "suspended": _institution("Suspended", State.SUSPENDED, "KG"),
        "hidden": _institution("Hidden", State.LISTED, "KG", hidden=True),
        "friend": _institution("Kool", State.VERIFIED, "EE"),
        "other": _institution("Schule", State.VERIFIED, "DE"),
        "far": _institution("Koulu", State.SUSPENDED, "FI"),
    }


def _institution(name: str, state: str, country: str, **more: Any) -> Institution:
    zones = {"KG": "Asia/Bishkek", "EE": "Europe/Tallinn", "DE": "Europe/Berlin", "FI": "Europe/Helsinki"}
    kind = Term.objects.get(scheme="kind", code="school")
    found = Institution.objects.create(
        kind=kind, country=country, state=state, latin_name=name, time_zone=zones[country], place=name, **more
    )
    InstitutionName.objects.create(institution=found, text=name, folded=fold(name), official=True)
    if state == State.VERIFIED:
        RulesConsent.objects.create(institution=found, version="2026-1", name=name)
    return found


def _staff(people: dict[str, Any], things: dict[str, Any]) -> None:
    for role, place, duty, state in (
        ("waiting", "claimed", Role.LEADER, Staff.State.ASKED),
        ("teacher", "school", Role.TEACHER, Staff.State.VERIFIED),
        ("deputy", "school", Role.DEPUTY, Staff.State.VERIFIED),
        ("leader", "school", Role.LEADER, Staff.State.VERIFIED),
        ("own_coordinator", "school", Role.TEACHER, Staff.State.VERIFIED),
        ("asker", "school", Role.TEACHER, Staff.State.ASKED),
        ("partner", "friend", Role.LEADER, Staff.State.VERIFIED),
        ("stranger", "other", Role.LEADER, Staff.State.VERIFIED),
    ):
        row = Staff.objects.create(user=people[role], institution=things[place], role=duty, state=state)
        things[f"{role}_place"] = row
        if role == "waiting":
            things["waiting_facts"] = WaitingFacts.objects.create(place=row, said={"place": ["Claimed", "Elsewhere"]})
        if state == Staff.State.VERIFIED:
            Standing.objects.create(user=people[role], may_write=True, why="verified")


def _wishes(people: dict[str, Any], things: dict[str, Any]) -> None:
    for place in ("school", "claimed", "friend", "other"):
        # Where nobody is verified yet, what is prepared is read by its writer alone.
        writer = people["waiting"] if place == "claimed" else None
        group = SchoolClass.objects.create(
            institution=things[place], name="7 B", age_from=12, age_to=13, size=26, by=writer
        )
        ClassLanguage.objects.create(school_class=group, language="en", level="B1")
        for weekday in range(1, 6):
            LessonTime.objects.create(school_class=group, weekday=weekday, starts=time(8), ends=time(12, 30))
        things[f"{place}_class"] = group
        for state in ("draft",) if place == "claimed" else ("draft", "open", "closed"):
            things[f"{place}_{state}_wish"] = _wish(group, state)
    things["busy_wish"] = _wish(things["school_class"], "open")
    things["friend_busy_wish"] = _wish(things["friend_class"], "open")


def _wish(group: SchoolClass, state: str) -> Wish:
    wish = Wish.objects.create(
        institution=group.institution,
        school_class=group,
        title="Living water",
        starts=date(2027, 1, 1),
        state=state,
        language="en",
        by=group.by,
    )
    for scheme, code in (("work", "letters"), ("theme", "water")):
        term = Term.objects.get(scheme=scheme, code=code)
        WishPoint.objects.create(wish=wish, criterion=scheme, side="seek", term=term)
    return wish


def _letters(people: dict[str, Any], things: dict[str, Any]) -> None:
    things["received"] = _proposal(things["friend_open_wish"], things["school_open_wish"], people["partner"])
    things["sent"] = _proposal(things["busy_wish"], things["friend_busy_wish"], people["leader"])
    things["accepted"] = _proposal(
        things["school_closed_wish"], things["friend_closed_wish"], people["leader"], state="accepted"
    )
    for kind, name in ((Invitation.Kind.COLLEAGUE, "invitation"), (Invitation.Kind.PARTNER, "partner_invitation")):
        things[name] = Invitation.objects.create(
            kind=kind,
            institution=things["school"],
            email="new@example.org",
            language="en",
            by=people["leader"],
            expires_at=timezone.now() + timedelta(days=14),
        )
    things["token"] = token_of(things["invitation"])


def _proposal(ours: Wish, theirs: Wish, by: User, **more: Any) -> Proposal:
    return Proposal.objects.create(
        sender=ours.institution,
        receiver=theirs.institution,
        from_wish=ours,
        to_wish=theirs,
        school_class=ours.school_class,
        title="Living water",
        work="letters",
        starts=date(2027, 1, 1),
        ends=date(2027, 6, 1),
        language="en",
        by=by,
        expires_at=timezone.now() + timedelta(days=14),
        **more,
    )


def _partnerships(people: dict[str, Any], things: dict[str, Any]) -> None:
    for name, proposal, more in (
        ("partnership", things["accepted"], {}),
        ("ended", None, {"state": "ended", "end_reason": "done", "ended_at": timezone.now()}),
    ):
        found = Partnership.objects.create(proposal=proposal, starts=date(2027, 1, 1), ends=date(2027, 6, 1), **more)
        for place in ("school", "friend"):
            Party.objects.create(partnership=found, institution=things[place], school_class=things[f"{place}_class"])
        members = [people[role] for role in ("teacher", "deputy", "leader", "partner")]
        room = open_room(title=name, members=members, by=people["leader"])
        TwinSpace.objects.create(partnership=found, title=name, language="en", room=room)
        things[name], things[f"{name}_room"] = found, room
        things[f"{name}_item"] = PlanItem.objects.create(partnership=found, title="First letters")
        snapshot = snapshot_of(found, Agreement.Stage.TRIAL)
        things[f"{name}_agreement"] = Agreement.objects.create(
            partnership=found, stage=Agreement.Stage.TRIAL, snapshot=snapshot, sha256=fingerprint(snapshot)
        )


def _talk(people: dict[str, Any], things: dict[str, Any]) -> None:
    room = things["partnership_room"]
    for role in ("teacher", "partner"):
        send_message(room=room, by=people[role], text="Hello", client_id=f"first-{role}", language="en")
        things[f"{role}_message"] = room.messages.get(author=people[role])
    close_room(room=things["ended_room"], by=people["leader"])
    message = things["partner_message"]
    things["report"] = report(object_type="message", code=message.code, by=people["leader"], reason=_reason())
    things["answered"] = report(
        object_type="person", code=people["partner"].code, by=people["leader"], reason=_reason()
    )
    answer_report(report=things["answered"], by=people["moderator"], verdict="kept", answer="It keeps the rules.")
    officers = open_room(
        title="Officers", members=[people["moderator"], people["administrator"]], by=people["moderator"]
    )
    things["officers_room"] = officers
    things["moderator_report"] = report(
        object_type="person", code=people["moderator"].code, by=people["administrator"], reason=_reason()
    )
    block(by=people["teacher"], whom=people["partner"])
    for role in ROLES[1:]:
        things[f"{role}_notice"] = notify(user=people[role], key="community.report_kept", dedupe=f"everyone-{role}")


def _reason() -> str:
    return str(Term.objects.filter(scheme="report").order_by("pk").values_list("code", flat=True)[0])


def _desk(people: dict[str, Any], things: dict[str, Any]) -> None:
    for name, country in (("register", "KG"), ("far_register", "FI")):
        mapping = {"header": ["name", "id"], "columns": {"name": 0, "identifier": 1}, "guessed": True}
        things[name] = RegisterImport.objects.create(
            country=country, source=name, file=name, file_name="r.csv", mapping=mapping, state="checked", total=1
        )
    things["suspect"] = RegisterRow.objects.create(
        register=things["register"],
        number=2,
        verdict="suspect",
        problem="near",
        name="Hidden",
        institution=things["hidden"],
        suspect_of=things["listed"],
    )
    things["free_days"] = InstitutionHoliday.objects.create(
        institution=things["school"], starts=date(2027, 3, 21), ends=date(2027, 3, 22), title="Nooruz"
    )
    things["office"] = Office.objects.get(user=people["far_coordinator"])
    things["mail"] = DemoMail.objects.create(to="new@example.org", subject="Welcome", text="Hello")


def _decisions(people: dict[str, Any], things: dict[str, Any]) -> None:
    """A warning that the teacher has appealed against, one of the deputy that could be, and a first person abroad."""
    for role in ("teacher", "deputy"):
        found = report(object_type="person", code=people[role].code, by=people["partner"], reason=_reason())
        answer_report(report=found, by=people["moderator"], verdict="warned", answer="Mind the rules.")
        things[f"{role}_warned"] = found
        things[f"{role}_warning"] = Deed.objects.get(deed="community.warned", object_id=found.code)
    things["appeal"] = appeal(deed=things["teacher_warning"], by=people["teacher"], words="I did mind them.")
    people["judge"] = _person("judge")
    Office.objects.create(user=people["judge"], office=OfficeKind.MODERATOR)
    things["sign_in_link"] = sign_in_token(people["asker"])  # who asks for nothing here: a log-in ends a link
    things["mail_link"] = unsubscribe_token(stored_mail_settings(people["member"]), "talk")
    things["abroad"] = _institution("Escola", State.CLAIMED, "DE")
    things["abroad_place"] = Staff.objects.create(
        user=people["asker"], institution=things["abroad"], role=Role.LEADER, state=Staff.State.ASKED
    )


def _forum(people: dict[str, Any], things: dict[str, Any]) -> None:
    """A topic on each kind of board; first posts were released by the moderator, but for the stranger's."""
    names = {"ky": "Такта", "ru": "Доска", "en": "Board"}
    for name, audience in (("public", "public"), ("members", "members"), ("group", "group"), ("far_group", "group")):
        things[f"{name}_board"] = make_board(by=people["moderator"], names=names, abouts={}, audience=audience, order=1)
    add_person(board=things["group_board"], by=people["moderator"], email="coordinator@example.org")
    add_person(board=things["far_group_board"], by=people["moderator"], email="far_coordinator@example.org")
    things["room_board"] = board_of_room(room=things["partnership_room"], by=people["leader"])
    for name, board, role in (
        ("public", "public_board", "teacher"),
        ("members", "members_board", "coordinator"),
        ("group", "group_board", "coordinator"),
        ("room", "room_board", "leader"),
        ("held", "public_board", "stranger"),
    ):
        words = {"title": "Wind", "source": f"Words of {name}", "language": "en", "client_id": f"everyone-{name}"}
        topic = open_topic(board=things[board], by=people[role], **words)
        things[f"{name}_topic"], things[f"{name}_post"] = topic, topic.posts.get()
    things["public_post"] = release_post(post=things["public_post"], by=people["moderator"])
    reply = write_post(
        topic=things["public_topic"], by=people["partner"], source="Rude", language="en", client_id="everyone-rude"
    )
    things["hidden_post"] = release_post(post=reply, by=people["moderator"])
    hide_post(post=things["hidden_post"], by=people["moderator"], reason="It is rude.")


def _editorial(things: dict[str, Any]) -> None:
    """A page and a document for everybody, and one of each that nobody but members or editors may read."""
    index = ArticleIndex.objects.get(locale__language_code="en")
    for slug, restriction in (("open", ""), ("inner", "groups")):
        page = index.add_child(instance=ArticlePage(title=slug, slug=f"{slug}-article", locale=index.locale))
        shelf = Collection.get_first_root_node().add_child(name=slug)
        document = EditorialDocument.objects.create(title=slug, file=ContentFile(b"%PDF", "plan.pdf"), collection=shelf)
        if restriction:
            PageViewRestriction.objects.create(page=page, restriction_type=restriction)
            CollectionViewRestriction.objects.create(collection=shelf, restriction_type=restriction)
        things |= {f"{slug}_page": page, f"{slug}_document": document, f"{slug}_name": document.filename}
    things["draft_page"] = index.add_child(
        instance=ArticlePage(title="draft", slug="draft-article", locale=index.locale, live=False)
    )


def _library(people: dict[str, Any], things: dict[str, Any]) -> None:
    """A practice of the school that its partner has tried, and another one nobody else may read."""
    said = {"institution": things["school"], "owner": people["teacher"]}
    things["river"] = published(title="River", **said)
    things["river_draft"] = published(title="Draft", state="draft", edition=0, **said)
    things["river_short"] = things["river"].short_code
    things["library_collection"] = str(uuid4())
    for page in LibraryPage.objects.all():
        value = {"title": "Rivers", "lead": "", "practices": [things["river"].pk]}
        page.rows = [{"type": "practices", "id": things["library_collection"], "value": value}, *page.rows.raw_data]
        page.save()
    for name, place, state in (("river_trial", "friend", "shown"), ("hidden_trial", "other", "hidden")):
        by = people["partner" if place == "friend" else "stranger"]
        things[name] = Adoption.objects.create(
            practice=things["river"], institution=things[place], by=by, language="en", outcome="Good", state=state
        )


def _practices(people: dict[str, Any], things: dict[str, Any]) -> None:
    """Of the teacher's school: a draft, one in review, a published one, each with a picture; and a stranger's draft."""
    teacher, school = people["teacher"], things["school"]
    for name in ("draft", "submitted", "published"):
        practice = practices.draft(by=teacher, institution=school, title=f"A {name} practice of ours")
        added = practices.add(
            practice, by=teacher, content=practices.picture(colour=(len(name), 9, 9)), name="river.jpg"
        )
        described = {added.code: {"alt": "The river", "holder": "Teacher", "licence": "cc-by"}}
        now = practices.again(practice).version
        describe_files(practice=practice, by=teacher, version=now, said=described)
        things[f"{name}_file"] = added.stored
        things[f"{name}_practice"] = practices.again(practice)
    submit = things["submitted_practice"]
    submit_practice(practice=submit, by=teacher, version=submit.version)
    things["submitted_practice"] = practices.again(submit)
    things["published_practice"] = practices.publish(things["published_practice"])
    things["foreign_practice"] = practices.draft(by=people["stranger"], institution=things["other"])


def _reviews(people: dict[str, Any], things: dict[str, Any]) -> None:
    """The round of the teacher's practice, one of a stranger's, and one that was published and taken down."""
    things["review"] = PracticeReview.objects.get(practice=things["submitted_practice"])
    for name in ("foreign_submitted", "down"):
        title = f"Practice {name} of another school"
        practice = practices.submitted(by=people["stranger"], institution=things["other"], title=title)
        things[f"{name}_practice"] = practice
        things[f"{name}_review"] = PracticeReview.objects.get(practice=practice)
    claim_review(review=things["down_review"], by=people["moderator"])
    publish_practice(review=things["down_review"], by=people["moderator"])
    down = practices.again(things["down_practice"])
    take_down(practice=down, by=people["moderator"], reason="child", words="A child can be recognised.")
    things["down_practice"] = practices.again(down)
