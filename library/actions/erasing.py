"""Forgetting a person: drafts nobody else has seen go, everything else stays without the name."""

from typing import Any

from wagtail.models import ModelLogEntry, Revision

from core.findable import changed
from library.actions.shelf import forget_files
from library.models import Practice, PracticeAuthor, PracticeFile, PracticeReview
from library.queries.practices import own_practices


def erase_practices(user: Any) -> None:
    """Runs inside the transaction of the erasure, before the person's row goes."""
    for practice in list(own_practices(user)):
        if _nobody_else_knows(practice, user):
            forget_files(practice)
            practice.delete()
        else:
            _forget_in(practice, user)
    named = Practice.objects.filter(live=True, authors__user=user).values_list("code", flat=True)
    changed("practices", *named)
    PracticeAuthor.objects.filter(user=user).update(name="", role="")
    ModelLogEntry.objects.filter(user=user).update(user=None)


def _nobody_else_knows(practice: Practice, user: Any) -> bool:
    others = PracticeAuthor.objects.filter(practice=practice, user__isnull=False).exclude(user=user)
    return not practice.edition and practice.submitted_at is None and not others.exists()


def _forget_in(practice: Practice, user: Any) -> None:
    """In older texts too: a revision and a snapshot hold names that no foreign key clears."""
    if user.name:
        PracticeFile.objects.filter(practice=practice, holder=user.name).update(holder="")
    for revision in Revision.objects.for_instance(practice):
        _forget_in_content(revision.content, user)
        revision.save(update_fields=["content"])
    for review in PracticeReview.objects.filter(practice=practice):
        _forget_people(review.snapshot, user)
        review.save(update_fields=["snapshot"])


def _forget_in_content(content: dict[str, Any], user: Any) -> None:
    if content.get("owner") == user.pk:
        content["owner"] = None
    _forget_people(content, user)


def _forget_people(content: dict[str, Any], user: Any) -> None:
    for author in content.get("authors", ()):
        if author.get("user") == user.pk:
            author.update(user=None, name="", role="")
    for file in content.get("files", ()):
        if user.name and file.get("holder") == user.name:
            file["holder"] = ""
