"""Permissions of talk: conditions with their refusals, joined to the names of verbs. Import registers them."""

from django.utils.translation import gettext_lazy as _

from community.rules import appeals, blocks, notices, reports, rooms  # noqa: F401 - importing registers the permissions
from community.rules.forum import boards, drafts, posts, topics  # noqa: F401 - as above
from core.permissions import name_deeds

# What each deed is called where it is refused.
name_deeds(
    {
        "community.answer_appeal": _("Answer an appeal"),
        "community.answer_report": _("Answer a report"),
        "community.appeal": _("Appeal against a decision"),
        "community.block": _("Block somebody"),
        "community.bring_in": _("Bring somebody into the room"),
        "community.close_room": _("Close the room"),
        "community.delete_post": _("Delete a post"),
        "community.edit_boards": _("Change the boards"),
        "community.edit_post": _("Change a post"),
        "community.follow": _("Follow"),
        "community.keep_draft": _("Keep a draft"),
        "community.keep_unsent": _("Keep a draft"),
        "community.leave_board": _("Leave the board"),
        "community.leave_room": _("Leave the room"),
        "community.let_in": _("Let somebody into the board"),
        "community.look_at_held": _("Decide about a first post"),
        "community.moderate_post": _("Moderate a post"),
        "community.moderate_topic": _("Moderate a topic"),
        "community.open_group_board": _("Open a board for the room"),
        "community.open_room": _("Open a room"),
        "community.open_topic": _("Open a topic"),
        "community.react": _("Answer a post with a sign"),
        "community.read_notice": _("Read a notice"),
        "community.read_notices": _("Read the notices"),
        "community.read_topic": _("Mark as read"),
        "community.reply": _("Reply in the topic"),
        "community.report": _("Report something"),
        "community.solve": _("Mark the answer"),
        "community.speak": _("Write in the room"),
        "community.take_back": _("Take a message back"),
        "community.unlock_topic": _("Unlock the topic"),
    }
)
