"""Registers deeds of the log with their names, what can be appealed, and the desk queue of appeals."""

from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Group
from community.actions.steps.forum.hiding import put_up
from community.models import Post
from community.queries import appealed_decisions, appeals
from community.queries.reports import reportable
from community.texts.notices import add_notice
from core.audit_reading import add_deeds
from core.models import Deed
from core.people import is_signed_in
from core.permissions import allowed
from core.registry import DeskQueue, MenuEntry, add_desk, add_menu

# A name would put the person who judged under pressure; each decision can be appealed without it.
MODERATOR: Final = _("a moderator")


def offer() -> None:
    _offer_deeds()
    _offer_forum_deeds()
    _offer_notices()
    removed = appeals.Appealable(
        _("something was removed"), appealed_decisions.words_judged, _restore_removed, _verdict_page
    )
    warned = appeals.Appealable(_("a warning"), appealed_decisions.words_judged, _nothing_to_restore, _verdict_page)
    appeals.add_appealable("community.removed", removed)
    appeals.add_appealable("community.warned", warned)
    # After a report the answer to it is appealed against, and gives the ground.
    hidden = appeals.Appealable(
        _("a post in the forum was hidden"),
        appealed_decisions.post_judged,
        _show_post,
        when=lambda deed: bool(deed.ground),
    )
    appeals.add_appealable("community.hide_post", hidden)
    add_desk(
        DeskQueue(
            _("Appeals"),
            "community:appeals",
            25,
            shown=lambda user: allowed(user, "community.see_report"),
            count=lambda user: appeals.open_appeals(user).count(),
            due=appeals.first_due,
        )
    )
    add_menu(MenuEntry(_("Deeds that concern me"), "community:deeds", 10, shown=is_signed_in, area="settings"))


def _verdict_page(deed: Deed) -> str:
    return reverse("community:verdict", args=[deed.object_id])


def _restore_removed(deed: Deed, by: Any) -> bool:
    """What kept its words while it was away comes back. A message did not: they were wiped wherever they lay."""
    found = appealed_decisions.report_of(deed)
    how = reportable(found.object_type) if found else None
    if found is None or how is None or how.restore is None:
        return False
    how.restore(found.object_id, by)
    return True


def _nothing_to_restore(_deed: Deed, _by: Any) -> bool:
    """A warning is taken back by saying so."""
    return False


def _show_post(deed: Deed, by: Any) -> bool:
    post = Post.objects.select_related("topic__board", "author").filter(code=deed.object_id).first()
    if post is None or post.hidden_at is None:
        return False
    put_up(post=post, by=by)
    return True


def _offer_deeds() -> None:
    add_deeds(
        {
            "community.removed": _("Something written was removed after a report"),
            "community.warned": _("The author of something written was asked to mind the rules"),
            "community.kept": _("A report was looked at; nothing was wrong"),
            "community.see_reported": _("Something that was reported was looked at, with the messages around it"),
            "community.upheld": _("A decision was looked at again; it stands"),
            "community.overturned": _("A decision was looked at again and taken back"),
        },
        office=MODERATOR,
    )
    add_deeds(
        {
            "community.report": _("Something was reported"),
            "community.appeal": _("A second look at a decision was asked for"),
        }
    )


def _offer_forum_deeds() -> None:
    add_deeds(
        {
            "community.hide_post": _("A post in the forum was hidden"),
            "community.show_post": _("A hidden post in the forum was shown again"),
            "community.release_post": _("A first post in the forum was published"),
            "community.refuse_post": _("A first post in the forum was not published"),
            "community.move_topic": _("A topic was moved to another board"),
            "community.merge_topics": _("Two topics were joined"),
            "community.pin_topic": _("A topic was pinned"),
            "community.unpin_topic": _("A topic is pinned no longer"),
            "community.lock_topic": _("A topic was locked"),
            "community.unlock_topic": _("A topic was unlocked"),
        },
        office=MODERATOR,
    )
    add_deeds(
        {
            "community.solve": _("A post was marked as the answer"),
            "community.make_board": _("A board was made"),
            "community.edit_board": _("A board was changed"),
            "community.open_board": _("A board was opened"),
            "community.close_board": _("A board was closed"),
            "community.add_board_person": _("Somebody was let into a board"),
            "community.remove_board_person": _("Somebody was taken off a board"),
        }
    )


def _offer_notices() -> None:
    add_notice("community.looked", _("A moderator looked at something that was reported in “%(place)s”."))
    add_notice("community.appeal_waits", _("An appeal against a decision waits for an answer."), group=Group.DESK)
    add_notice("community.appeal_upheld", _("Your appeal was looked at; the decision stands. Read why."))
    add_notice("community.appeal_overturned", _("Your appeal was right: the decision was taken back. Read why."))
    add_notice(
        "community.decision_overturned",
        _("A decision of yours was looked at again and taken back. Read why."),
        group=Group.DESK,
    )
