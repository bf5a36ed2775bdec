"""Registers the sentences of this room's deeds for the log, and which deeds can be appealed against."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from community.queries.appeals import Appealable, add_appealable
from community.wiring.appeals import MODERATOR
from core.audit_reading import add_deeds, add_things
from core.models import Deed
from library.actions.taking_down import DOWN
from library.models import Practice
from library.queries.reported_practices import seen_of
from library.wiring.reports import restore_reported


def offer() -> None:
    add_things("library.practice", _titles)
    _deeds_of_authors()
    _deeds_of_moderators()
    # After a report the answer to it is appealed against.
    down = Appealable(_("a practice was taken down"), _judged, _restore, _page, when=lambda deed: not _reported(deed))
    add_appealable(DOWN, down)


def _deeds_of_authors() -> None:
    add_deeds(
        {
            "library.create_practice": _("A practice was begun"),
            "library.delete_practice": _("A draft of a practice was deleted"),
            "library.submit_practice": _("A practice was submitted"),
            "library.recall_practice": _("A practice was recalled from review"),
            "library.add_file": _("A file was added to a practice"),
            "library.remove_file": _("A file was taken off a practice"),
            "library.begin_translation": _("A translation of a practice was begun"),
            "library.translation_given_up": _("A translation on which nobody worked was left to another person"),
            "library.mend_practice": _("A practice was changed"),
            "library.adopt": _("A school told that it tried a practice"),
            "library.change_adoption": _("What a school told of its trial was changed"),
            "library.withdraw_adoption": _("What a school told of its trial was taken back"),
        }
    )


def _deeds_of_moderators() -> None:
    add_deeds(
        {
            "library.claim_review": _("A moderator began to read a practice"),
            "library.release_review": _("A moderator laid a practice back into the queue"),
            "library.return_practice": _("A practice was sent back to its authors"),
            "library.publish_practice": _("A practice was published"),
            "library.approve_step": _("A practice passed one step of its review"),
            "library.take_down": _("A practice was taken down"),
            "library.restore": _("A practice is shown again"),
            "library.evaluate": _("An evaluation from outside was added to a practice"),
            "library.hide_adoption": _("What a school told of its trial was hidden"),
            "library.show_adoption": _("What a school told of its trial is shown again"),
        },
        office=MODERATOR,
    )


def _titles(codes: Sequence[str]) -> dict[str, str]:
    return dict(Practice.objects.filter(code__in=codes).values_list("code", "title"))


def _reported(deed: Deed) -> bool:
    return bool(deed.data.get("report"))


def _judged(deed: Deed) -> dict[str, Any]:
    practice = Practice.objects.filter(code=deed.object_id).select_related("locale").first()
    return seen_of(practice) if practice else {}


def _page(deed: Deed) -> str:
    return reverse("library:timeline", args=[deed.object_id])


def _restore(deed: Deed, by: Any) -> bool:
    practice = Practice.objects.filter(code=deed.object_id, state=Practice.State.TAKEN_DOWN).first()
    if practice is not None:
        restore_reported(practice.code, by)
    return practice is not None
