"""Why two wishes cannot be joined now, what to do instead and the door to it: on the page, and in a verb's refusal."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.errors import Conflict, Text
from twinning.models import Wish
from twinning.queries.wish_obstacles import Hindered, Obstacle, obstacle_between, obstacle_of

# Of the other side: nothing can be done about it.
OTHERS: Final[Mapping[Hindered, Text]] = {
    Hindered.SAME_INSTITUTION: _("Both wishes are of the same institution."),
    Hindered.THEIR_INSTITUTION: _("The partner is not verified at present, or nobody there can act for it."),
    Hindered.THEIR_WISH_FULL: _("All places of the partner’s wish are taken."),
    Hindered.THEIR_WISH_CLOSED: _("The partner’s wish is no longer open."),
    Hindered.BLOCKED: _("People of these two institutions do not want to write to each other."),
}
# Of one's own wish: what is wrong, and what to do on its page.
OWN_WISH: Final[Mapping[Hindered, tuple[Text, Text]]] = {
    Hindered.OUR_WISH_FULL: (
        _("All places of your wish are taken."),
        _("Work with the partners it has, or say in the wish that you want more."),
    ),
    Hindered.OUR_WISH_DRAFT: (
        _("Your wish is not open."),
        _("It is still a draft. Open it, then you can write."),
    ),
    Hindered.OUR_WISH_CLOSED: (
        _("Your wish is not open."),
        _("It was closed. Open it again, then you can write."),
    ),
}


@dataclass(frozen=True, slots=True)
class Hindrance:
    """What hinders, what to do instead and the door to it."""

    text: Text
    next_step: Text
    url: str
    action: Text

    def __str__(self) -> str:
        return str(self.text)

    def error(self) -> Conflict:
        return Conflict(self.text, next_step=self.next_step, url=self.url, action=self.action)


def obstacle(ours: Wish, theirs: Wish) -> Hindrance | None:
    """Why these two wishes cannot be joined now, said to `ours`; None where they can. At most seven queries."""
    found = obstacle_between(ours, theirs)
    return _told(ours, found) if found else None


def not_open(ours: Wish) -> Hindrance | None:
    """Why one's own wish meets nobody."""
    hindered = obstacle_of(ours)
    return _told(ours, Obstacle(hindered)) if hindered else None


def _told(ours: Wish, found: Obstacle) -> Hindrance:
    if found.hindered in OWN_WISH:
        text, next_step = OWN_WISH[found.hindered]
        return Hindrance(text, next_step, reverse("twinning:wish", args=[ours.code]), _("To the wish"))
    if found.hindered in OTHERS:
        url = reverse("twinning:suggestions", args=[ours.code])
        return Hindrance(OTHERS[found.hindered], _("See who else fits your wish."), url, _("Who fits"))
    if found.hindered == Hindered.OUR_INSTITUTION:
        text = _("Your institution is not verified, or nobody there can act for it.")
        return Hindrance(text, _("Its page says what it waits for."), reverse("twinning:my"), _("My institution"))
    url = reverse("twinning:space", args=[found.partnership])
    text = _("These two wishes have led to a partnership already.")
    return Hindrance(text, _("Write to each other there."), url, _("To the twin space"))
