"""The world of the benchmark: both real registers, and schools with open wishes until there are 9,000; a long talk;
and the practices of benchmarks.practices."""

import gzip
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time, timedelta
from pathlib import Path
from typing import Any

from benchmarks.practices import plant_practices

DATA = Path(__file__).resolve().parent.parent / "tests" / "data"
ALL, WISHES, MESSAGES, TOPICS, POSTS = 9_000, 60, 200, 500, 50
ZONES = {"KG": "Asia/Bishkek", "EE": "Europe/Tallinn", "DE": "Europe/Berlin", "JP": "Asia/Tokyo"}


@dataclass(frozen=True, slots=True)
class Planted:
    leader: Any
    wish: Any
    partnership: Any
    topic: Any
    institutions: int
    practice: Any
    school: Any

    def pages(self, visitor: Any, leader: Any) -> Iterator[tuple[str, Any, str]]:
        yield "home", visitor, "/en/"
        yield "directory", visitor, "/en/institutions/"
        yield "directory, text", visitor, "/en/institutions/?q=primary+school"
        yield "directory, filter", visitor, "/en/institutions/?country=KE&state=listed"
        yield "Today", leader, "/en/accounts/home/"
        yield "library", visitor, "/ky/library/"
        yield "library, facets", visitor, "/ky/library/?kind=lesson&grade=5&grade=6&country=KG"
        yield "library, most tried, page 9", visitor, "/ky/library/?order=tried&page=9"
        yield "practice", visitor, f"/en/library/{self.practice.code}/"
        yield "suggestions", leader, f"/en/partners/{self.wish.code}/"
        yield "wish", leader, f"/en/partners/{self.wish.code}/wish/"
        yield f"twin space, {MESSAGES} messages", leader, f"/en/spaces/{self.partnership.code}/"
        yield "proposals", leader, "/en/proposals/"
        yield "my institution", leader, f"/en/institutions/{self.school.code}/"
        yield "rooms", leader, "/en/rooms/"
        yield "room", leader, f"/en/rooms/{self.partnership.space.room.code}/"
        yield "plan of a twin space", leader, f"/en/spaces/{self.partnership.code}/plan/"
        yield "notices", leader, "/en/notices/"
        yield "settings", leader, "/en/accounts/settings/"
        yield "library, signed in", leader, "/ky/library/"
        yield "practice, signed in", leader, f"/en/library/{self.practice.code}/"
        yield "search, signed in", leader, "/en/search/?q=school"
        yield "forum index", leader, "/en/forum/"
        yield f"topic with {POSTS} posts", leader, f"/en/forum/topic/{self.topic.code}/"


def plant() -> Planted:
    from twinning.models import Institution  # noqa: PLC0415 - Django is set up now

    _registers()
    chance = random.Random(5)
    missing = ALL - Institution.objects.count()
    schools = [_school(number, chance) for number in range(missing)]
    wishes = [_wish(school, chance) for school in schools[:WISHES]]
    leaders = [_leader(school, number) for number, school in enumerate(schools[:2])]
    partnership = _partnership(wishes[0], wishes[1], leaders)
    practice = plant_practices(schools, leaders[0])
    topic = _forum(leaders)
    return Planted(leaders[0], wishes[0], partnership, topic, Institution.objects.count(), practice, schools[0])


def _registers() -> None:
    from django.conf import settings  # noqa: PLC0415

    from benchmarks.registers import work  # noqa: PLC0415

    for country, name in (("KE", "KEN"), ("BA", "BIH")):
        path = Path(settings.DATA_ROOT) / f"{name}.csv"
        path.write_bytes(gzip.decompress((DATA / f"schools_{name}.csv.gz").read_bytes()))
        work(path, country)


def _school(number: int, chance: random.Random) -> Any:
    from core.models import Term  # noqa: PLC0415
    from twinning.actions.steps.institution_names import NameToWrite, write_names  # noqa: PLC0415
    from twinning.models import Institution, RulesConsent, State  # noqa: PLC0415

    country = chance.choice(sorted(ZONES)) if number > 1 else "KG" if number == 0 else "EE"
    found = Institution.objects.create(
        kind=Term.objects.get(scheme="kind", code="school"),
        country=country,
        place=f"Place {number}",
        latitude=chance.uniform(-60, 70),
        longitude=chance.uniform(-170, 170),
        time_zone=ZONES[country],
        latin_name=f"School {number}",
        state=State.VERIFIED,
        connectivity=chance.randint(1, 3),
    )
    write_names([NameToWrite(found, f"School {number}", official=True)])
    RulesConsent.objects.create(institution=found, version="2026-1", name="Leader")
    return found


def _leader(school: Any, number: int) -> Any:
    from accounts.models import User  # noqa: PLC0415
    from accounts.policy import RULES_VERSION  # noqa: PLC0415
    from twinning.actions.steps.standing import update_standings  # noqa: PLC0415
    from twinning.models import Staff  # noqa: PLC0415

    user = User.objects.create_user(
        f"leader{number}@example.org", None, name=f"Leader {number}", language="en", rules_version=RULES_VERSION
    )
    Staff.objects.create(user=user, institution=school, role="leader", state="verified")
    update_standings([user], by=user, why="verified")
    return user


def _wish(school: Any, chance: random.Random) -> Any:
    from django.utils import timezone  # noqa: PLC0415

    from core.models import Term  # noqa: PLC0415
    from twinning.models import ClassLanguage, LessonTime, SchoolClass, Wish, WishPoint  # noqa: PLC0415

    youngest, starts = chance.randint(10, 13), chance.choice([8, 9, 13])
    group = SchoolClass.objects.create(
        institution=school, name="7 B", age_from=youngest, age_to=youngest + 1, size=chance.randint(12, 30)
    )
    ClassLanguage.objects.create(school_class=group, language="en", level="B1")
    for day in range(1, 6):
        LessonTime.objects.create(school_class=group, weekday=day, starts=time(starts), ends=time(starts + 5))
    wish = Wish.objects.create(
        institution=school,
        school_class=group,
        title="Living water",
        starts=timezone.localdate() + timedelta(days=30),
        state="open",
        partners=3,
    )
    terms = [("work", "letters"), ("theme", "water")]
    for scheme, code in terms:
        WishPoint.objects.create(
            wish=wish, criterion=scheme, side="seek", term=Term.objects.get(scheme=scheme, code=code)
        )
    return wish


def _partnership(ours: Any, theirs: Any, leaders: list[Any]) -> Any:
    """With the verbs of the house, as two leaders would."""
    from django.utils import timezone  # noqa: PLC0415

    from community.actions.messages import send_message  # noqa: PLC0415
    from core.models import LimitCount  # noqa: PLC0415
    from twinning.actions.answering import accept_proposal  # noqa: PLC0415
    from twinning.actions.sending import send_proposal  # noqa: PLC0415

    starts = timezone.localdate() + timedelta(days=30)
    plan = [{"term": "meet", "title": "", "due": starts.isoformat()}]
    proposal = send_proposal(
        from_wish=ours,
        to_wish=theirs,
        by=leaders[0],
        title="Living water",
        work="letters",
        starts=starts,
        ends=starts + timedelta(days=120),
        plan=plan,
        phrases=[{"key": "greeting-day", "params": {}}],
        words="Hello",
        language="en",
    )
    partnership = accept_proposal(proposal=proposal, by=leaders[1])
    for number in range(MESSAGES):
        if number % 25 == 0:
            LimitCount.objects.all().delete()
        text = f"Message {number}: our class has measured the river and found it cold."
        send_message(
            room=partnership.space.room,
            by=leaders[number % 2],
            text=text,
            language="en",
            client_id=f"message-{number:05}",
        )
    return partnership


def _forum(leaders: list[Any]) -> Any:
    """Boards with many topics; one topic as long as a page, of posts as people write them."""
    from community.actions.forum.hiding import release_post  # noqa: PLC0415
    from community.models import Topic  # noqa: PLC0415

    moderator = _moderator()
    boards = _boards(moderator)
    for number in (0, 1):
        release_post(post=_topic(number, boards, leaders).posts.get(), by=moderator)
    topics = [_topic(number, boards, leaders) for number in range(2, TOPICS)]
    _fill(topics[-1], leaders)
    return Topic.objects.get(pk=topics[-1].pk)


def _moderator() -> Any:
    from accounts.models import Office, User  # noqa: PLC0415
    from accounts.policy import RULES_VERSION  # noqa: PLC0415

    found = User.objects.create_user(
        "moderator@example.org", None, name="Moderator", language="en", rules_version=RULES_VERSION
    )
    Office.objects.create(user=found, office="moderator")
    return found


def _boards(moderator: Any) -> list[Any]:
    from community.actions.forum.boards import make_board  # noqa: PLC0415

    def made(number: int) -> Any:
        names = dict.fromkeys(("ky", "ru", "en"), f"Board {number}")
        return make_board(by=moderator, names=names, abouts={}, audience="public", order=number)

    return [made(number) for number in range(8)]


def _topic(number: int, boards: list[Any], leaders: list[Any]) -> Any:
    from community.actions.forum.posting import open_topic  # noqa: PLC0415
    from core.models import LimitCount  # noqa: PLC0415

    LimitCount.objects.all().delete()
    words = {
        "title": f"Topic {number}",
        "source": "What do you do?",
        "language": "en",
        "client_id": f"topic-{number:06}",
    }
    return open_topic(board=boards[number % len(boards)], by=leaders[number % 2], **words)


def _fill(topic: Any, leaders: list[Any]) -> None:
    """With replies, of which some quote, and a word to each."""
    from community.actions.forum.posting import write_post  # noqa: PLC0415
    from community.actions.forum.reading import react  # noqa: PLC0415
    from core.models import LimitCount  # noqa: PLC0415

    last = topic.posts.get()
    for number in range(1, POSTS):
        LimitCount.objects.all().delete()
        quote = f"> #{last.code}\n> What do you do?\n\n" if number % 4 == 0 else ""
        text = "\n\n".join([
            f"{quote}Our class measured the river for the {number}th time:",
            f"- **{number} cm** at the bridge\n- cold, see https://example.org/{number}",
            "We write it down every morning and compare it with yours. " * 6,
        ])  # fmt: skip
        last = write_post(
            topic=topic, by=leaders[number % 2], source=text, language="en", client_id=f"post-{number:06}"
        )
        react(post=last, by=leaders[(number + 1) % 2], kind="useful")
