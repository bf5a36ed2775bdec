"""Registers what this app offers to the others: topics, notices, reports, menu, chores."""

from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from core.people import is_signed_in


class CommunityConfig(AppConfig):
    name = "community"

    def ready(self) -> None:
        from community import rules  # noqa: F401, PLC0415 - importing registers the permissions

        _offer_topics()
        _offer_notices()
        _offer_safety()
        _offer_places()
        _offer_appeals()
        _offer_days()
        _offer_forum()
        _hear_of_ended_sessions()


def _offer_topics() -> None:
    from community.queries.socket_topics import may_follow_notices, may_follow_room  # noqa: PLC0415 - models are loaded now
    from community.wire import NOTICES, ROOM  # noqa: PLC0415
    from core.registry import add_topic  # noqa: PLC0415

    add_topic(ROOM, may_follow_room)
    add_topic(NOTICES, may_follow_notices)


def _offer_notices() -> None:
    from accounts.models import Group  # noqa: PLC0415
    from community.texts.notices import Params, add_notice  # noqa: PLC0415
    from core.terms import label  # noqa: PLC0415

    def reason(params: Params) -> Params:
        return {"reason": label("report", params["reason"])}

    waits = _("A report waits for an answer: %(reason)s.")
    add_notice("community.report_waits", waits, show=reason, group=Group.DESK)
    add_notice("community.report_removed", _("What you reported was removed. Thank you."))
    add_notice("community.report_warned", _("The author of what you reported was warned. Thank you."))
    add_notice("community.report_kept", _("What you reported was looked at and stays. Read why."))
    add_notice("community.own_removed", _("A moderator removed something you wrote. Read why."))
    add_notice("community.room_mention", _("You are named in the room “%(title)s”."))
    add_notice("community.own_warned", _("A moderator asks you to mind the rules. Read why."))


def _offer_safety() -> None:
    from community.actions.steps.messages import remove_message  # noqa: PLC0415
    from community.models import Message  # noqa: PLC0415
    from community.queries import reported_messages, reported_people, reports  # noqa: PLC0415
    from core.permissions import allowed  # noqa: PLC0415
    from core.registry import DeskQueue, add_desk  # noqa: PLC0415

    def remove(code: str, by: Any) -> None:
        remove_message(message=Message.objects.select_related("room").get(code=code), by=by)

    reports.add_reportable(
        "message",
        reports.Reportable(
            _("a message"),
            reported_messages.find_message,
            reported_messages.author_of,
            reported_messages.words_of,
            remove,
            circle=reported_messages.room_of,
        ),
    )
    reports.add_reportable(
        "person",
        reports.Reportable(
            _("a person"), reported_people.find_person, reported_people.the_person, reported_people.name_of
        ),
    )
    add_desk(
        DeskQueue(
            _("Reports"),
            "community:reports",
            20,
            shown=lambda user: allowed(user, "community.see_report"),
            count=lambda user: reports.open_reports(user).count(),
            due=reports.first_due,
        )
    )


def _offer_places() -> None:
    from community.actions.duties.erasing import erase_talk  # noqa: PLC0415
    from community.queries.frame_numbers import entry_numbers  # noqa: PLC0415
    from community.queries.personal_data import talk_data  # noqa: PLC0415
    from core.registry import MenuEntry, add_menu, add_numbers, add_personal_data  # noqa: PLC0415

    add_personal_data("community", exporter=talk_data, eraser=erase_talk)
    add_menu(
        MenuEntry(
            _("Messages"),
            "community:rooms",
            20,
            is_signed_in,
            icon="message-square",
            group="work",
            dock=2,
            counts="messages",
            key="m",
        )
    )
    add_numbers(entry_numbers)
    add_menu(MenuEntry(_("Notices"), "community:notices", 10, is_signed_in, area="bell", icon="bell", key="n"))
    add_menu(MenuEntry(_("Blocked people"), "community:blocks", 20, shown=is_signed_in, area="settings"))


def _offer_appeals() -> None:
    from community.wiring import appeals  # noqa: PLC0415

    appeals.offer()


def _offer_days() -> None:
    from community.actions.duties.digests import send_due_digests  # noqa: PLC0415
    from community.actions.duties.today_numbers import correct_numbers, recount_soon, tell_today  # noqa: PLC0415
    from community.queries.numbering_check import heads_that_disagree  # noqa: PLC0415
    from community.showing.today import desk_today, talk_today  # noqa: PLC0415
    from core.registry import Chore, Proof, add_chore, add_proof, add_today  # noqa: PLC0415
    from core.today_numbers import listen  # noqa: PLC0415

    add_proof(Proof("numbers of rooms, topics and notices", heads_that_disagree))
    add_today(desk_today)
    add_today(talk_today)
    add_chore(Chore("digests", 300.0, send_due_digests))
    listen(ring=recount_soon, hear=tell_today)
    add_chore(Chore("numbers of Today", 60.0, correct_numbers))


def _offer_forum() -> None:
    from community.wiring.forum import offer  # noqa: PLC0415

    offer()


def _hear_of_ended_sessions() -> None:
    """Signals of Django and allauth, not our own: nobody calls us when a session of theirs ends."""
    from allauth.account.signals import password_changed, password_reset, password_set  # noqa: PLC0415
    from allauth.usersessions.models import UserSession  # noqa: PLC0415
    from django.contrib.auth.signals import user_logged_out  # noqa: PLC0415
    from django.db.models.signals import post_delete  # noqa: PLC0415

    from core.live.outbox import end_person, end_session  # noqa: PLC0415

    def logged_out(request: Any, **_rest: Any) -> None:
        if request is not None and request.session.session_key:
            end_session(request.session.session_key)

    def password(user: Any, **_rest: Any) -> None:
        end_person(user)

    def ended(instance: UserSession, **_rest: Any) -> None:
        end_session(instance.session_key)

    user_logged_out.connect(logged_out, weak=False, dispatch_uid="community.logged_out")
    post_delete.connect(ended, sender=UserSession, weak=False, dispatch_uid="community.session_ended")
    for signal in (password_changed, password_set, password_reset):
        signal.connect(password, weak=False, dispatch_uid="community.password")
