from django.urls import path

from twinning.views import (
    agreements,
    classes,
    consents,
    desk,
    directory,
    institution,
    institution_editing,
    institution_verification,
    invitations,
    joining,
    joining_by_invitation,
    people,
    person_verification,
    plans,
    proposal_writing,
    proposals,
    registers,
    spaces,
    suggestions,
    wish_steps,
    wishes,
)

app_name = "twinning"

place_urls = [
    path("institutions/", directory.directory, name="directory"),
    path("institutions/<slug:code>/", institution.institution, name="institution"),
    path("institutions/<slug:code>/join/", joining.join, name="join"),
    path("institutions/<slug:code>/edit/", institution_editing.edit, name="edit"),
    path("institutions/<slug:code>/free-days/", institution_editing.free_days, name="free_days"),
    path(
        "institutions/<slug:code>/free-days/<int:number>/",
        institution_editing.remove_free_days,
        name="remove_free_days",
    ),
    path("institutions/<slug:code>/people/", people.people, name="people"),
    path("institutions/<slug:code>/people/<slug:place>/", people.person, name="person"),
    path("join/", joining.find_school, name="find_school"),
    path("join/new/", joining.add, name="add_school"),
    path("my/", institution.my, name="my"),
    path("my/leave/<slug:code>/", joining.leave_place, name="leave"),
]

desk_urls = [
    path("desk/", desk.desk, name="desk"),
    path("desk/institutions/", institution_verification.institutions, name="desk_institutions"),
    path("desk/institutions/<slug:code>/", institution_verification.institution, name="decide_institution"),
    path("desk/people/", person_verification.people, name="desk_people"),
    path("desk/people/<slug:code>/", person_verification.person, name="decide_person"),
    path("desk/registers/", registers.registers, name="registers"),
    path("desk/registers/new/", registers.new_register, name="new_register"),
    path("desk/registers/suspects/", registers.suspects, name="suspects"),
    path("desk/registers/<slug:code>/", registers.register, name="register"),
    path("desk/registers/<slug:code>/check/", registers.check_register, name="check_register"),
    path("desk/registers/<slug:code>/import/", registers.import_register, name="import_register"),
    path("desk/registers/<slug:code>/rows/<int:row>/", registers.decide, name="decide"),
]

wish_urls = [
    path("partners/", wishes.wishes, name="wishes"),
    path("partners/new/", wishes.new_wish, name="new_wish"),
    path("partners/all/", wishes.all_wishes, name="all_wishes"),
    path("partners/<slug:code>/", suggestions.suggestions, name="suggestions"),
    path("partners/<slug:code>/not-now/", suggestions.not_now, name="not_now"),
    path("partners/<slug:code>/back/", suggestions.back, name="bring_back"),
    path("partners/<slug:code>/relax/", suggestions.relax_wish, name="relax"),
    path("partners/<slug:code>/wish/", wishes.wish, name="wish"),
    path("partners/<slug:code>/wish/open/", wishes.open_wish, name="open_wish"),
    path("partners/<slug:code>/wish/close/", wishes.close_wish, name="close_wish"),
    path("partners/<slug:code>/wish/delete/", wishes.delete_draft, name="delete_draft"),
    path("partners/<slug:code>/wish/<int:step>/", wish_steps.wish_step, name="wish_step"),
]

class_urls = [
    path("my/classes/", classes.classes, name="classes"),
    path("my/classes/new/", classes.new_class, name="new_class"),
    path("my/classes/<slug:code>/", classes.school_class, name="class"),
    path("my/classes/<slug:code>/archive/", classes.archive_class, name="archive_class"),
]

consent_urls = [
    path("rules/", consents.rules, name="rules"),
    path("my/rules/<slug:code>/", consents.sign, name="sign_rules"),
]

invitation_urls = [
    path("my/invitations/", invitations.invitations, name="invitations"),
    path("my/invitations/colleague/<slug:code>/", invitations.invite_colleague, name="invite_colleague"),
    path("my/invitations/partner/<slug:code>/", invitations.invite_partner, name="invite_partner"),
    path("my/invitations/to/<slug:code>/", invitations.invite_to, name="invite_to"),
    path("my/invitations/<slug:code>/withdraw/", invitations.withdraw, name="withdraw_invitation"),
    path("invitation/<str:token>/", joining_by_invitation.invitation, name="invitation"),
]

letter_urls = [
    path("partners/<slug:code>/<slug:other>/propose/", proposal_writing.propose, name="propose"),
    path("proposals/", proposals.proposals, name="proposals"),
    path("proposals/<slug:code>/", proposals.proposal, name="proposal"),
    path("proposals/<slug:code>/changes/", proposal_writing.counter, name="counter"),
    path("proposals/<slug:code>/read/", proposals.read, name="proposal_read"),
    path("proposals/<slug:code>/accept/", proposals.accept, name="proposal_accept"),
    path("proposals/<slug:code>/decline/", proposals.decline, name="proposal_decline"),
    path("proposals/<slug:code>/withdraw/", proposals.withdraw, name="proposal_withdraw"),
]

space_urls = [
    path("spaces/", spaces.spaces, name="spaces"),
    path("spaces/<slug:code>/", spaces.space, name="space"),
    path("spaces/<slug:code>/topic/", spaces.open_topic, name="space_topic"),
    path("spaces/<slug:code>/bring/", spaces.bring, name="space_bring"),
    path("spaces/<slug:code>/end/", spaces.end, name="space_end"),
    path("spaces/<slug:code>/plan/", plans.plan, name="plan"),
    path("spaces/<slug:code>/plan/<slug:item>/", plans.edit, name="plan_edit"),
    path("spaces/<slug:code>/plan/<slug:item>/done/", plans.done, name="plan_done"),
    path("spaces/<slug:code>/plan/<slug:item>/reopen/", plans.reopen, name="plan_reopen"),
    path("spaces/<slug:code>/plan/<slug:item>/drop/", plans.drop, name="plan_drop"),
    path("spaces/<slug:code>/agreement/", agreements.agreement, name="agreement"),
    path("spaces/<slug:code>/agreement/draw-up/", agreements.draw_up, name="draw_up"),
    path("agreements/<slug:code>/<slug:language>.pdf", agreements.pdf, name="agreement_pdf"),
]

urlpatterns = [
    *place_urls,
    *desk_urls,
    *wish_urls,
    *letter_urls,
    *space_urls,
    *class_urls,
    *consent_urls,
    *invitation_urls,
]
