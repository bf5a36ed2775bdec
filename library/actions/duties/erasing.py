"""Erases a person: drafts that nobody else has seen are deleted, in all other texts the name is removed."""

from copy import deepcopy
from typing import Any

from django.db.models import Q
from wagtail.models import ModelLogEntry, PageLogEntry, Revision

from core.findable import changed
from library.actions.steps.practice_files import forget_files
from library.models import Practice, PracticeAuthor, PracticeFile, PracticeReview, StoredFile


def erase_practices(user: Any) -> None:
    """Runs inside the transaction of the erasure, before the person's row goes."""
    for practice in _practices_with(user):
        if _nobody_else_knows(practice, user):
            forget_files(practice)
            practice.delete()
        else:
            _forget_in(practice, user)
    named = Practice.objects.filter(live=True, authors__user=user).values_list("code", flat=True)
    changed("practices", *named)
    PracticeAuthor.objects.filter(user=user).update(name="", role="")
    # Wagtail keeps these without a constraint, so nothing clears them.
    for log in (ModelLogEntry, PageLogEntry):
        log.objects.filter(user=user).update(user=None)


def _practices_with(user: Any) -> list[Practice]:
    """Where they are named now, or were: an author who is none any more stands in old texts."""
    wrote = Revision.objects.filter(user=user, content_type__model="practice", content_type__app_label="library")
    keys = [int(key) for key in wrote.values_list("object_id", flat=True)]
    mine = Q(owner=user) | Q(authors__user=user) | Q(stored__by=user) | Q(pk__in=keys)
    return list(Practice.objects.filter(mine).distinct().order_by("pk"))


def _nobody_else_knows(practice: Practice, user: Any) -> bool:
    """Never handed in, nobody else named with an account, and no word in it by anybody else, such as their leader's."""
    others = PracticeAuthor.objects.filter(practice=practice, user__isnull=False).exclude(user=user)
    written = Revision.objects.for_instance(practice).exclude(user=None).exclude(user=user)
    added = StoredFile.objects.filter(practice=practice).exclude(by=None).exclude(by=user)
    untold = not practice.edition and practice.submitted_at is None and practice.owner_id in {None, user.pk}
    return untold and not (others.exists() or written.exists() or added.exists())


def _forget_in(practice: Practice, user: Any) -> None:
    """In older texts too: a revision and a snapshot hold names that no foreign key clears.

    Who made a file is filled in with the name of who uploads it. On the files of others that name is their word.
    """
    own = dict(StoredFile.objects.filter(practice=practice, by=user).values_list("pk", "code"))
    if user.name:
        PracticeFile.objects.filter(practice=practice, stored__in=own, holder=user.name).update(holder="")
    for revision in Revision.objects.for_instance(practice):
        content = _without(user, revision.content, key="stored", files=set(own))
        if content != revision.content:
            Revision.objects.filter(pk=revision.pk).update(content=content)
    for review in PracticeReview.objects.filter(practice=practice):
        snapshot = _without(user, review.snapshot, key="code", files=set(own.values()))
        if snapshot != review.snapshot:
            PracticeReview.objects.filter(pk=review.pk).update(snapshot=snapshot)


def _without(user: Any, content: dict[str, Any], *, key: str, files: set[Any]) -> dict[str, Any]:
    """A text without the person; `key` tells a file in it from the next, `files` are those that they uploaded."""
    made = deepcopy(content)
    if made.get("owner") == user.pk:
        made["owner"] = None
    for author in made.get("authors", ()):
        if author.get("user") == user.pk:
            author.update(user=None, name="", role="")
    for file in made.get("files", ()):
        if user.name and file.get(key) in files and file.get("holder") == user.name:
            file["holder"] = ""
    return made
