"""Adoptions of a practice and the evidence that follows. All translations of a practice count as one."""

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.queries.offices import is_moderator
from core.people import is_signed_in
from library.judging.evidence_ladder import Ladder, Trial, ladder_of
from library.models import Adoption, Evaluation, Practice, PracticeAuthor
from library.queries.practices import practices_visible_to
from twinning.models import Institution, Staff, State
from twinning.queries.people import places_of


def adoptions_public() -> QuerySet[Adoption]:
    """What everybody reads: of a published practice, by an institution that is verified now.

    A condition on the joined row, not "practice in published ones": SQLite would list all of these each time (0.4 s
    with 30,000 texts).
    """
    return Adoption.objects.filter(
        state=Adoption.State.SHOWN,
        institution__state=State.VERIFIED,
        institution__merged_into=None,
        practice__live=True,
    )


def adoptions_visible_to(user: Any) -> QuerySet[Adoption]:
    """Public ones; those of one's own institution in every state; for moderators all of what they may see."""
    if not is_signed_in(user):
        return adoptions_public()
    own = [place.institution_id for place in places_of(user) if place.state == Staff.State.VERIFIED]
    seen = Q(pk__in=adoptions_public().values("pk")) | Q(institution__in=own)
    if is_moderator(user):
        seen |= Q(practice__in=practices_visible_to(user))
    return Adoption.objects.filter(seen)


def adoptions_of(practice: Practice) -> QuerySet[Adoption]:
    """The public ones of all its languages, the newest first."""
    rows = adoptions_public().filter(practice__translation_key=practice.translation_key)
    return rows.select_related("institution", "by").order_by("-created_at", "-pk")


def adoption_by(practice: Practice, institution: Institution) -> Adoption | None:
    """What this institution said of it, in whatever language and state."""
    rows = Adoption.objects.filter(practice__translation_key=practice.translation_key, institution=institution)
    return rows.select_related("practice", "institution").order_by("pk").first()


def told_by(practice: Practice, schools: list[Institution], code: str = "") -> Adoption | None:
    """What the chosen institution, or the only one, has told already; what it took back does not count."""
    school = next((s for s in schools if s.code == code), schools[0] if len(schools) == 1 else None)
    found = adoption_by(practice, school) if school is not None else None
    return found if found is not None and found.state != Adoption.State.WITHDRAWN else None


def may_try_for(user: Any, practice: Practice) -> list[Institution]:
    """The verified institutions of this person that had no part in making the practice."""
    own = [
        place.institution
        for place in places_of(user)
        if place.state == Staff.State.VERIFIED and place.institution.state == State.VERIFIED
    ]
    makers = makers_of([practice.translation_key])[practice.translation_key] if own else set()
    return [institution for institution in own if institution.pk not in makers]


def makers_of(keys: Collection[UUID]) -> dict[UUID, set[int]]:
    """The institutions of the authors, by translation key. Two queries."""
    found: dict[UUID, set[int]] = {key: set() for key in keys}
    rows = Practice.objects.filter(translation_key__in=keys).values_list("translation_key", "institution_id")
    authors = PracticeAuthor.objects.filter(practice__translation_key__in=keys)
    for key, institution in [*rows, *authors.values_list("practice__translation_key", "institution_id")]:
        if institution is not None:
            found[key].add(institution)
    return found


def trials_of(keys: Collection[UUID] | None) -> dict[UUID, list[Trial]]:
    """What others say, by translation key (None: of all practices), each institution once."""
    rows = adoptions_public()
    if keys is not None:
        rows = rows.filter(practice__translation_key__in=keys)
    told = rows.order_by("pk").values_list(
        "practice__translation_key", "institution_id", "worked", "institution__country"
    )
    said = list(told)
    makers = makers_of({key for key, *_rest in said})
    found: dict[UUID, dict[int, Trial]] = {}
    for key, institution, worked, country in said:
        if institution not in makers[key]:
            found.setdefault(key, {})[institution] = Trial(worked, country, institution)
    return {key: list(trials.values()) for key, trials in found.items()}


def evaluated_among(keys: Collection[UUID] | None) -> set[UUID]:
    """By translation key (None: of all practices)."""
    rows = Evaluation.objects.all() if keys is None else Evaluation.objects.filter(practice__translation_key__in=keys)
    return set(rows.values_list("practice__translation_key", flat=True))


def ladder_for(practice: Practice, trials: Iterable[Trial], *, evaluated: bool) -> Ladder:
    """With what `trials_of` and `evaluated_among` say, asked once for all rows of a list."""
    home = practice.institution.country if practice.institution else ""
    return ladder_of(claimed=practice.evidence, home=home, trials=trials, evaluated=evaluated)
