"""Who may read, write, submit and delete a practice."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.rules import sees, signed_in
from community.rules.shared import LOG
from core.permissions import Case, Condition, Door, permit
from library.models import Practice
from library.queries.practices import practices_near_to, practices_visible_to, stored_visible_to
from library.rules.shared import LIBRARY, PAGE, TIMELINE, draft, tending
from twinning.models import State
from twinning.queries.people import works_at
from twinning.rules.reasons import MINE, place_cases, unverified_case

not_in_review = Condition(
    lambda _user, practice: practice.state != Practice.State.SUBMITTED,
    _("A moderator is reading this practice, so it cannot be changed now."),
    _("Recall it to draft, change it and submit it again."),
    "in_review",
    TIMELINE,
)
not_down = Condition(
    lambda _user, practice: practice.state != Practice.State.TAKEN_DOWN,
    _("This practice was taken down. It can be read here, but not changed."),
    _("The ground stands among the deeds that concern you; there you can ask for a second look."),
    "taken_down",
    LOG,
)
never_public = Condition(
    lambda _user, practice: practice.edition == 0,
    _("This practice has been published, so it cannot be deleted here."),
    _("Ask a moderator to take it down."),
    "was_published",
    TIMELINE,
)
of_an_institution = Condition(
    lambda user, practice: practice.institution is not None and works_at(user, practice.institution),
    _("Only verified staff of an institution can submit a practice. Your draft stays here."),
    _("The leader of the institution, or a coordinator where there is none yet, verifies you; we will tell you."),
    "not_staff",
    MINE,
    [
        Case(
            lambda _user, practice: practice.institution is None,
            "no_institution",
            _("The practice does not say yet at which institution it was made."),
            _("Choose the institution in the first step; then you can submit it."),
            Door(_("Choose the institution"), lambda _user, found: reverse("library:write", args=[found.code, 1])),
        ),
        *place_cases(),
    ],
)
institution_verified = Condition(
    lambda _user, practice: practice.institution is not None and practice.institution.state == State.VERIFIED,
    _("Your institution is not verified yet. Until then you can write, but not submit."),
    _("A coordinator of your country looks at it, usually within three working days; we will tell you."),
    "institution_unverified",
    MINE,
    unverified_case(lambda practice: practice.institution),
)

permit("library.see", sees(practices_visible_to, **draft))
permit(
    "library.see_newest",
    signed_in,
    sees(
        practices_near_to,
        Case(lambda _user, practice: not practice.live, draft["code"], draft["why"], draft["next_step"], LIBRARY),
        code="newest_words",
        why=_("What was changed since this was published is read by its authors and their institution alone."),
        next_step=_("The published text can be read by everybody."),
        door=PAGE,
    ),
)
permit("library.see_file", sees(stored_visible_to, **draft))
permit("library.write", signed_in)
permit("library.edit", signed_in, tending, not_in_review, not_down)
permit("library.submit", signed_in, tending, not_in_review, not_down, of_an_institution, institution_verified)
permit("library.recall", signed_in, tending)
permit("library.delete", signed_in, tending, not_in_review, never_public)
