"""Visibility: querysets of the practices and files that a person may list, and so may open."""

from typing import Any

from django.db.models import F, Q, QuerySet

from accounts.queries.offices import is_administrator, is_moderator
from core.people import is_signed_in
from core.text import clean
from library.models import Practice, PracticeAuthor, StoredFile
from twinning.models import Staff
from twinning.queries.people import places_of

# What a moderator reads beside what is public; a draft, sent back or not, is its authors' own.
ON_THE_DESK = (Practice.State.SUBMITTED, Practice.State.TAKEN_DOWN)


def practices_published() -> QuerySet[Practice]:
    """What the library shows, the same for everybody."""
    return Practice.objects.filter(live=True)


def practices_visible_to(user: Any) -> QuerySet[Practice]:
    """Published ones for everybody; beside them those whose newest words the person may read."""
    if not is_signed_in(user):
        return practices_published()
    return Practice.objects.filter(Q(live=True) | _near(user))


def practices_near_to(user: Any) -> QuerySet[Practice]:
    """Practices whose newest text, published or not, this person may read.

    Own ones, those of the institutions whose verified staff they are, for moderators what lies on the desk.
    """
    if not is_signed_in(user):
        return Practice.objects.none()
    return Practice.objects.filter(_near(user))


def own_practices(user: Any) -> QuerySet[Practice]:
    """What the person wrote, newest first."""
    if not is_signed_in(user):
        return Practice.objects.none()
    rows = Practice.objects.filter(_own(user))
    return rows.select_related("locale", "kind", "institution").order_by("-changed_at", "-pk")


def writes(user: Any, practice: Practice) -> bool:
    """The owner, or an author who is named with their account."""
    if not is_signed_in(user):
        return False
    return practice.owner_id == user.pk or PracticeAuthor.objects.filter(practice=practice, user=user).exists()


def stored_visible_to(user: Any) -> QuerySet[StoredFile]:
    """Files that stand in a published text; all of them where the person may read the newest words."""
    public = Q(practice__live=True, uses__practice=F("practice"))
    if not is_signed_in(user):
        return StoredFile.objects.filter(public)
    return StoredFile.objects.filter(public | Q(practice__in=practices_near_to(user))).distinct()


def visible_source(by: Any, text: str) -> Practice | None:
    """The published practice that a code, a short code or an address names; None where the person sees none."""
    word = clean(text).rstrip("/").rpartition("/")[2]
    rows = practices_visible_to(by).filter(live=True)
    return rows.filter(code=word.lower()).first() or rows.filter(short_code=word.upper()).first()


def newest_words(practice: Practice) -> Practice:
    """The practice as its authors left it last: the row itself, or what its latest revision says."""
    newest: Practice = practice.get_latest_revision_as_object()
    return newest


def _own(user: Any) -> Q:
    return Q(owner=user) | Q(pk__in=PracticeAuthor.objects.filter(user=user).values("practice"))


def _near(user: Any) -> Q:
    if is_administrator(user):
        return Q(pk__isnull=False)
    near = _own(user)
    schools = [place.institution_id for place in places_of(user) if place.state == Staff.State.VERIFIED]
    if schools:
        near |= Q(institution__in=schools)
    if is_moderator(user):
        near |= Q(state__in=ON_THE_DESK)
    return near
