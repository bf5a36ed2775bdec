"""Plants the whole demo, or wipes it and plants it anew. Called by a command, so no permission is asked."""

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import override

from accounts.models import User
from community.models import Notice, NoticeBox
from core.errors import Conflict
from core.models import FindableChange, LimitCount, Mark, OutboxRow
from core.server.startup_checks import DEMO_MARK
from core.terms import forget_terms
from core.today_numbers import recount_waiting, today_changed
from demo.actions.duties.wiping import wipe
from demo.actions.steps.adoptions import plant_adoptions
from demo.actions.steps.backdating import ago
from demo.actions.steps.chats import plant_chats
from demo.actions.steps.forum import plant_forum
from demo.actions.steps.pages import plant_collection, plant_pages
from demo.actions.steps.people import let_mails_go, plant_people
from demo.actions.steps.practices import plant_practices
from demo.actions.steps.proposals import plant_proposals
from demo.actions.steps.registers import plant_registers
from demo.actions.steps.schools import plant_askers, plant_schools
from demo.actions.steps.wishes import plant_wishes
from demo.queries.demo_state import in_use, planted
from search.actions.duties.indexing import rebuild_index

NEWS = 4
FAR = 1_000_000  # beyond every number that a planted notice can have


def plant_world() -> None:
    """Raise Conflict where the demo is off, or where somebody works with this database."""
    _check_on()
    if in_use():
        raise Conflict("People use this database already: the demo is planted into an empty one only.")
    with transaction.atomic(), override("en"):
        _plant()
    _show()


def reset_world() -> None:
    """Take everything away and plant anew. Raise Conflict where the database does not carry the demo's mark."""
    _check_on()
    if not planted():
        raise Conflict("This database does not carry the demo mark: nothing was changed.")
    with transaction.atomic(), override("en"):
        wipe()
        _plant()
    _show()


def _show() -> None:
    """Make what was planted visible and searchable at once."""
    cache.clear()
    forget_terms()
    rebuild_index()


def _check_on() -> None:
    if not settings.DEMO:
        raise Conflict("The demo is off (KOEPUEROE_DEMO): nothing was changed.")


def _plant() -> None:
    Mark.objects.get_or_create(name=DEMO_MARK)
    people = plant_people()
    plant_registers(people["coordinator"])
    schools = plant_schools(people)
    wishes = plant_wishes(schools, people)
    rooms = plant_proposals(wishes, people)
    plant_chats(rooms, people)
    plant_forum(rooms, people)
    practices = plant_practices(schools, people)
    plant_adoptions(practices, schools, people)
    plant_askers(schools, people)
    plant_pages(people)
    plant_collection(practices, people)
    _settle()


def _settle() -> None:
    """Mark old notices as read, count what waits for each, drop queued events, reset the limits."""
    let_mails_go()
    for box in NoticeBox.objects.all():
        _in_order_of_time(box)
        old = Notice.objects.filter(user=box.user_id, created_at__lt=ago(NEWS)).order_by("-seq").first()
        box.read_seq = old.seq if old else 0
        box.save(update_fields=["read_seq"])
    today_changed(User.objects.all())
    recount_waiting()
    OutboxRow.objects.update(sent_at=timezone.now())
    FindableChange.objects.all().delete()  # everything is read at the end
    LimitCount.objects.all().delete()


def _in_order_of_time(box: NoticeBox) -> None:
    """Renumber the notices by date: they were created in the order of planting."""
    rows = list(Notice.objects.filter(user=box.user_id).order_by("created_at", "seq"))
    Notice.objects.filter(user=box.user_id).update(seq=F("seq") + FAR)
    for seq, row in enumerate(rows, start=1):
        row.seq = seq
    Notice.objects.bulk_update(rows, ["seq"])
