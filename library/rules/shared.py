"""What the rules of this room share: ways out of a refusal, and conditions on a practice."""

from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.rules import LEAVE_TO_OFFICE
from core.permissions import Condition, Door
from library.models import Adoption, Practice, PracticeReview
from library.queries.conflicts_of_interest import has_interest, judges
from library.queries.practices import writes
from twinning.queries.people import leads

LIBRARY: Final = Door(_("To the library"), "library:library")
DESK: Final = Door(_("Practices to judge"), "library:desk")
OTHER_MODERATOR: Final = _("Another moderator decides about it; nothing is lost.")


def _page(thing: Any) -> str:
    practice = practice_of(thing)
    return reverse("library:practice", args=[practice.code]) if practice.live else reverse("library:library")


def practice_of(thing: Any) -> Practice:
    practice: Practice = thing.practice if isinstance(thing, PracticeReview | Adoption) else thing
    return practice


PAGE: Final = Door(_("To the practice"), lambda _user, thing: _page(thing))
TIMELINE: Final = Door(
    _("Where the practice stands"), lambda _user, practice: reverse("library:timeline", args=[practice.code])
)
draft: Final[dict[str, Any]] = {
    "code": "unpublished",
    "why": _("What is not published is read by its authors and their institution alone."),
    "next_step": _("Everything that is published stands in the library."),
    "door": LIBRARY,
}


def tends(user: Any, practice: Practice) -> bool:
    """Its authors; where none of them is left, or they ask for help, the leaders of their institution."""
    return writes(user, practice) or (practice.institution is not None and leads(user, practice.institution))


tending = Condition(
    tends,
    _("Only the authors, or a leader of their institution, can do this."),
    _("Ask the author to name you as one of the authors."),
    "not_author",
    PAGE,
)
officer = Condition(
    lambda user, _thing: judges(user),
    _("Only moderators decide about practices."),
    LEAVE_TO_OFFICE,
    "not_moderator",
)


no_interest = Condition(
    lambda user, thing: not has_interest(user, practice_of(thing)),
    _("You have a part in this practice: you wrote it, work at its school or answer for that school."),
    OTHER_MODERATOR,
    "own_part",
    DESK,
)
published = Condition(
    lambda _user, practice: practice.live,
    _("This practice is not published."),
    _("As soon as it is published, it stands in the library."),
    "unpublished",
    LIBRARY,
)
