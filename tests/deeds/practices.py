"""A practice on its way through review."""

from collections.abc import Callable
from typing import Any, Final

from library.actions.claiming import claim_review, release_review
from library.actions.deciding import publish_practice, return_practice
from library.actions.submitting import recall_practice, submit_practice
from library.actions.taking_down import restore, take_down
from library.actions.writing import delete_practice, save_step
from library.judging.practice_facts import Author
from library.models import PracticeReview
from tests import practices
from tests.deeds.doing import Act, Case, person
from tests.world_of_everyone import World


def _review(w: World, name: str = "review") -> PracticeReview:
    return PracticeReview.objects.get(pk=w.things[name].pk)


def _claimed(w: World) -> PracticeReview:
    claim_review(review=_review(w), by=person(w, "moderator"))
    return _review(w)


def _reviewed(verb: Callable[..., object], **said: Any) -> Case:
    def prepare(w: World) -> Act:
        review = _claimed(w)
        return lambda: verb(review=review, by=person(w, "moderator"), **said)

    return prepare


def _returned(w: World) -> Any:
    said = {"reason": "quality", "words": "Say more.", "language": "en"}
    return_practice(review=_claimed(w), by=person(w, "moderator"), **said)
    return practices.again(w.things["submitted_practice"])


def _submitted(w: World) -> Act:
    practice = practices.again(w.things["draft_practice"])
    return lambda: submit_practice(practice=practice, by=person(w, "leader"), version=practice.version)


def _submitted_again(w: World) -> Act:
    practice = _returned(w)
    return lambda: submit_practice(practice=practice, by=person(w, "leader"), version=practice.version)


def _recalled(w: World) -> Act:
    practice = practices.again(w.things["submitted_practice"])
    return lambda: recall_practice(practice=practice, by=person(w, "leader"))


def _returned_deleted(w: World) -> Act:
    practice = _returned(w)
    return lambda: delete_practice(practice=practice, by=person(w, "teacher"))


def _co_author(w: World) -> Act:
    practice = _returned(w)
    authors = [Author("Teacher", user=w.people["teacher"]), Author("Deputy", user=w.people["deputy"])]
    return lambda: save_step(
        practice=practice, by=person(w, "teacher"), version=practice.version, step=4, facts={"authors": authors}
    )


def _taken_down(w: World) -> Act:
    practice = practices.again(w.things["published_practice"])
    return lambda: take_down(
        practice=practice, by=person(w, "moderator"), reason="child", words="A child can be recognised."
    )


def _restored(w: World) -> Act:
    _taken_down(w)()
    practice = practices.again(w.things["published_practice"])
    return lambda: restore(practice=practice, by=person(w, "moderator"), words="It may stay.")


PRACTICES: Final[dict[str, Case]] = {
    "a practice is submitted": _submitted,
    "a practice is submitted again": _submitted_again,
    "a practice is recalled": _recalled,
    "a practice is claimed": lambda w: lambda: claim_review(review=_review(w), by=person(w, "moderator")),
    "it is let go": _reviewed(release_review),
    "it is sent back": _reviewed(return_practice, reason="quality", words="Say more.", language="en"),
    "it is published": _reviewed(publish_practice),
    "what was sent back is deleted": _returned_deleted,
    "what was sent back has an author more": _co_author,
    "a practice is taken down": _taken_down,
    "a practice is shown again": _restored,
}
