"""Who works where: places, institutions, invitations, wishes, offices, accounts, registers."""

from collections.abc import Callable
from typing import Final

from allauth.account.models import EmailAddress
from allauth.account.signals import email_confirmed
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.actions.erasing import delete_account
from accounts.actions.offices import end_office, give_office
from accounts.actions.settings import change_settings
from accounts.actions.sign_in_links import prove_address
from accounts.models import Office, OfficeKind, User
from tests.deeds.doing import Act, Case, does, fresh, person, recount_all
from tests.world_of_everyone import World
from twinning.actions.consents import sign_rules
from twinning.actions.duties.importing_registers import work_through
from twinning.actions.duties.reading_registers import read_register
from twinning.actions.institution_verification import (
    refuse_institution,
    suspend,
    verify_institution,
    verify_with_people,
)
from twinning.actions.institutions import NewInstitution, add_institution
from twinning.actions.invitations import invite_colleague, invite_partner, withdraw_invitation
from twinning.actions.joining_by_invitation import accept_invitation
from twinning.actions.merging import merge
from twinning.actions.people import ask_to_join, change_role, hand_over, leave
from twinning.actions.person_verification import refuse_person, verify_person
from twinning.actions.register_suspects import decide_suspect
from twinning.actions.registers import check_register, run_import, upload_register
from twinning.actions.wishes import close_wish, create_wish, delete_draft, open_wish
from twinning.models import Invitation, RegisterRow, RulesConsent


def _new_institution(w: World) -> Act:
    facts = NewInstitution(
        name="Jany mektep",
        language="ky",
        kind=w.things["school"].kind,
        country="KG",
        place="Naryn",
        time_zone="Asia/Bishkek",
    )
    return lambda: add_institution(facts=facts, role="leader", by=person(w, "member"))


def _asked_again(w: World) -> Act:
    refuse_person(place=fresh(w, "asker_place"), reason="unknown", words="", by=person(w, "leader"))
    return lambda: ask_to_join(institution=fresh(w, "school"), role="teacher", by=person(w, "asker"))


def _back_again(w: World) -> Act:
    suspend(institution=fresh(w, "other"), ground="Out", by=person(w, "administrator"))
    return lambda: verify_institution(institution=fresh(w, "other"), ground="In", by=person(w, "administrator"))


def _with_people(w: World) -> Act:
    return lambda: verify_with_people(
        institution=fresh(w, "claimed"), people=[fresh(w, "waiting_place")], ground="Met", by=person(w, "coordinator")
    )


def _invitation(w: World, role: str = "member") -> Invitation:
    email = w.people[role].email
    return invite_colleague(
        institution=fresh(w, "school"), email=email, role="teacher", language="en", by=person(w, "leader")
    )


def _invited(w: World) -> Act:
    return lambda: _invitation(w)


def _invited_abroad(w: World) -> Act:
    return lambda: invite_partner(
        institution=fresh(w, "school"), email="member@example.org", language="en", by=person(w, "leader")
    )


def _uninvited(w: World) -> Act:
    invitation = _invitation(w)
    return lambda: withdraw_invitation(invitation=invitation, by=person(w, "leader"))


def _accepted(by: str) -> Case:
    def prepare(w: World) -> Act:
        invitation = _invitation(w)
        return lambda: accept_invitation(invitation=invitation, by=person(w, by))

    return prepare


def _unsigned(w: World) -> Act:
    RulesConsent.objects.filter(institution=w.things["school"]).delete()
    recount_all()
    return lambda: sign_rules(institution=fresh(w, "school"), by=person(w, "leader"), name="Leader")


def _draft(verb: Callable[..., object]) -> Case:
    def prepare(w: World) -> Act:
        return lambda: verb(wish=fresh(w, "school_draft_wish"), by=person(w, "deputy"))

    return prepare


def _begun_wish(w: World) -> Act:
    return lambda: create_wish(institution=fresh(w, "school"), by=person(w, "deputy"), language="en")


def _last_coordinator(verb: Callable[[World], object]) -> Case:
    """Where a country has none, the administrators decide about its first people."""

    def prepare(w: World) -> Act:
        give_office(user=person(w, "member"), office="coordinator", country="DE", by=person(w, "administrator"))
        return lambda: verb(w)

    return prepare


def _end_offices(w: World) -> None:
    for office in Office.objects.filter(user=w.people["member"]):
        end_office(office=office, by=person(w, "administrator"))


def _unproved(w: World) -> EmailAddress:
    EmailAddress.objects.filter(user=w.people["member"]).update(verified=False)
    recount_all()
    return EmailAddress.objects.get(user=w.people["member"])


def _proved(w: World) -> Act:
    _invitation(w)
    _unproved(w)
    return lambda: prove_address(user=person(w, "member"), by=person(w, "member"))


def _confirmed(w: World) -> Act:
    address = _unproved(w)

    def act() -> None:
        address.verified = True
        address.save()
        email_confirmed.send(EmailAddress, request=None, email_address=address)

    return act


def _gone(role: str) -> Case:
    def prepare(w: World) -> Act:
        User.objects.create_user("boss@example.org", name="Boss")
        Office.objects.create(user=User.objects.get(email="boss@example.org"), office=OfficeKind.ADMINISTRATOR)
        recount_all()

        def act() -> None:
            key, user = w.people[role].pk, person(w, role)
            delete_account(user=user, by=user)
            user.pk = key

        return act

    return prepare


def _suspect(decision: str) -> Case:
    def prepare(w: World) -> Act:
        row = RegisterRow.objects.get(pk=w.things["suspect"].pk)
        return lambda: decide_suspect(row=row, by=person(w, "coordinator"), decision=decision)

    return prepare


def _imported(w: World) -> Act:
    """Two schools that may be one."""
    text = "school_name,longitude,latitude,education_level,country_iso3_code,id\n" + "".join(
        f"Naryn mektebi No {number},75.9911,41.4287{number},Primary,KGZ,{number}\n" for number in (1, 2)
    )

    def act() -> None:
        by = person(w, "coordinator")
        file = SimpleUploadedFile("schools.csv", text.encode())
        register = upload_register(by=by, country="KG", source="giga", credit="Giga", file=file)
        read_register(register=register)
        check_register(register=register, by=by)
        work_through(register=register)
        run_import(register=register, by=by)
        work_through(register=register)

    return act


PEOPLE: Final[dict[str, Case]] = {
    "somebody asks to join": does(ask_to_join, "member", institution="the school", role="teacher"),
    "somebody asks to lead": does(ask_to_join, "member", institution="the school", role="leader"),
    "somebody asks where nobody is": does(ask_to_join, "member", institution="the listed", role="leader"),
    "somebody asks again": _asked_again,
    "an institution is added": _new_institution,
    "a colleague is verified": does(verify_person, "leader", place="the asker_place", ground="Met"),
    "a colleague is refused": does(refuse_person, "leader", place="the asker_place", reason="unknown", words=""),
    "a first person is verified": does(verify_person, "coordinator", place="the waiting_place", ground="Met"),
    "a first person abroad is verified": does(verify_person, "administrator", place="the abroad_place", ground="Met"),
    "an institution is verified": does(verify_institution, "coordinator", institution="the claimed", ground="Met"),
    "with its people": _with_people,
    "it is refused": does(refuse_institution, "coordinator", institution="the claimed", reason="unknown", words=""),
    "it is suspended": does(suspend, "coordinator", institution="the school", ground="Out"),
    "it comes back": _back_again,
    "two are one": does(merge, "coordinator", keep="the school", gone="the claimed", ground="One"),
    "who asked goes": does(leave, "asker", place="the asker_place"),
    "who was the first goes": does(leave, "waiting", place="the waiting_place"),
    "a teacher goes": does(leave, "teacher", place="the teacher_place"),
    "the leader goes": does(leave, "partner", place="the partner_place"),
    "a deputy becomes a teacher": does(change_role, "leader", place="the deputy_place", role="teacher"),
    "a teacher becomes a deputy": does(change_role, "leader", place="the teacher_place", role="deputy"),
    "another leads": does(hand_over, "leader", institution="the school", to="the teacher_place"),
    "a person is invited": _invited,
    "a partner is invited": _invited_abroad,
    "an invitation is taken back": _uninvited,
    "it is accepted by the person": _accepted("member"),
    "it is accepted by another": _accepted("stranger"),
    "rules are signed": _unsigned,
    "a wish is begun": _begun_wish,
    "a wish is opened": _draft(open_wish),
    "a draft is deleted": _draft(delete_draft),
    "a wish is closed": does(close_wish, "leader", wish="the school_draft_wish"),
    "an office is given": lambda w: (
        lambda: give_office(user=person(w, "member"), office="moderator", by=person(w, "administrator"))
    ),
    "an administrator more": lambda w: (
        lambda: give_office(user=person(w, "member"), office="administrator", by=person(w, "administrator"))
    ),
    "a country gets a coordinator": lambda w: (
        lambda: give_office(user=person(w, "member"), office="coordinator", country="DE", by=person(w, "administrator"))
    ),
    "a country loses its coordinator": _last_coordinator(_end_offices),
    "its coordinator deletes the account": _last_coordinator(lambda w: _gone("member")(w)()),
    "a name is taken away": does(change_settings, "leader", user="the leader", name=""),
    "an address is proved": _proved,
    "an address is confirmed": _confirmed,
    **{f"{role} deletes the account": _gone(role) for role in ("leader", "teacher", "asker", "waiting", "stranger")},
    **{f"{role} deletes the account": _gone(role) for role in ("moderator", "coordinator", "administrator", "partner")},
    "a suspect is another": _suspect("keep"),
    "a suspect is the same": _suspect("same"),
    "a register is imported": _imported,
}
