"""Permissions of the library: conditions with their refusals, joined to the names of verbs."""

from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.queries.offices import is_administrator
from accounts.rules import LEAVE_TO_OFFICE, kept_from_visitors, sees, signed_in
from community.rules import LOG
from core.people import has_open_account
from core.permissions import Case, Condition, Door, name_deeds, permit
from library.models import Adoption, Practice, PracticeReview
from library.queries.adoptions import adoptions_visible_to, may_try_for
from library.queries.desk import reviews_visible_to
from library.queries.interests import has_interest, judges
from library.queries.pages import documents_visible_to, pages_visible_to
from library.queries.practices import (
    practices_near_to,
    practices_visible_to,
    stored_visible_to,
    writes,
)
from twinning.models import State
from twinning.queries.people import leads, place_at, speaks_for, works_at
from twinning.queries.visible import acts_for_verified
from twinning.rules.reasons import MINE, place_cases, standing_cases, unverified_case

LIBRARY: Final = Door(_("To the library"), "library:library")
DESK: Final = Door(_("To the desk of practices"), "library:desk")
OTHER_MODERATOR: Final = _("Another moderator decides about it; nothing is lost.")


def _page(thing: Any) -> str:
    practice = _of_practice(thing)
    return reverse("library:practice", args=[practice.code]) if practice.live else reverse("library:library")


def _of_practice(thing: Any) -> Practice:
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


def _tends(user: Any, practice: Practice) -> bool:
    """Its authors; where none of them is left, or they ask for help, the leaders of their institution."""
    return writes(user, practice) or (practice.institution is not None and leads(user, practice.institution))


tends = Condition(
    _tends,
    _("Only the authors, or a leader of their institution, can do this."),
    _("Ask the author to name you as one of the authors."),
    "not_author",
    PAGE,
)
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
permit("library.edit", signed_in, tends, not_in_review, not_down)
permit("library.submit", signed_in, tends, not_in_review, not_down, of_an_institution, institution_verified)
permit("library.recall", signed_in, tends)
permit("library.delete", signed_in, tends, not_in_review, never_public)


# The desk: reviews and what follows publishing.
officer = Condition(
    lambda user, _thing: judges(user),
    _("Only moderators decide about practices."),
    LEAVE_TO_OFFICE,
    "not_moderator",
)


no_interest = Condition(
    lambda user, thing: not has_interest(user, _of_practice(thing)),
    _("You have a part in this practice: you wrote it, work at its school or answer for that school."),
    OTHER_MODERATOR,
    "own_part",
    DESK,
)
was_public = Condition(
    lambda _user, practice: practice.edition > 0,
    _("This practice was never published, so there is nothing to take down."),
    _("As long as it is a draft, its authors alone work on it."),
    "never_published",
    DESK,
)

permit(
    "library.see_review",
    signed_in,
    officer,
    sees(reviews_visible_to, code="own_part", why=no_interest.why, next_step=OTHER_MODERATOR, door=DESK),
)
permit("library.review", signed_in, officer, no_interest)
permit("library.take_down", signed_in, officer, no_interest, was_public)
permit("library.restore", signed_in, officer, no_interest, was_public)
permit(
    "library.see_timeline",
    signed_in,
    Condition(
        lambda user, practice: _tends(user, practice) or judges(user),
        _("How a practice goes through its review is told to its authors."),
        _("Everything that is published stands in the library."),
        "not_author",
        LIBRARY,
    ),
)


def _acts_elsewhere(user: Any, practice: Practice) -> bool:
    return bool(may_try_for(user, practice))


def _tells_for(user: Any, adoption: Adoption) -> bool:
    school = adoption.institution
    return speaks_for(user, school) and (adoption.by_id == user.pk or leads(user, school))


published = Condition(
    lambda _user, practice: practice.live,
    _("This practice is not published."),
    _("As soon as it is published, it stands in the library."),
    "unpublished",
    LIBRARY,
)
of_a_verified_institution = Condition(
    lambda user, _practice: acts_for_verified(user),
    _("Only verified staff of verified institutions can tell that they tried a practice."),
    _("The leader of your institution, or a coordinator of your country, verifies you; we will tell you."),
    "not_verified",
    MINE,
    standing_cases,
)
of_another_institution = Condition(
    _acts_elsewhere,
    _("Your institution has a part in this practice. What others say of it counts."),
    _("What other schools tell stands on its page."),
    "own_practice",
    PAGE,
)
tells_for = Condition(
    _tells_for,
    _("Only the person who wrote this, or a leader of their institution, can change it."),
    _("Ask that person, or the leader."),
    "not_author",
    PAGE,
)
not_hidden = Condition(
    lambda _user, adoption: adoption.state != Adoption.State.HIDDEN,
    _("A moderator has hidden this, so it cannot be changed."),
    _("The ground stands among the deeds that concern you; there you can ask for a second look."),
    "hidden_trial",
    LOG,
)

permit(
    "library.see_adoption",
    sees(
        adoptions_visible_to,
        code="trial_hidden",
        why=_("What this school told of its trial is not shown at present."),
        next_step=_("What other schools tell stands on the page of the practice."),
        door=PAGE,
    ),
)
permit(
    "library.adopt",
    signed_in,
    sees(practices_visible_to, **draft),
    published,
    of_a_verified_institution,
    of_another_institution,
)
permit("library.change_adoption", signed_in, tells_for, not_hidden)
apart = Condition(
    lambda user, adoption: (
        place_at(user, adoption.institution) is None
        and adoption.by_id != user.pk
        and not has_interest(user, adoption.practice)
    ),
    _("You have a part in this: it is yours, of your school, or about your practice."),
    OTHER_MODERATOR,
    "own_part",
    DESK,
)
permit("library.hide_adoption", signed_in, officer, apart)
permit("library.evaluate", signed_in, officer, published, no_interest)
permit("library.translate", signed_in, sees(practices_visible_to, **draft), published, of_a_verified_institution)

# Editorial pages.
permit(
    "library.edit_pages",
    Condition(
        lambda user, _page: has_open_account(user) and is_administrator(user),
        _("Only administrators edit the pages of the site."),
        _("If something is wrong on a page, write to an administrator."),
        "not_administrator",
        cases=[kept_from_visitors],
    ),
)
permit(
    "library.see_page",
    sees(
        pages_visible_to,
        code="page_kept",
        why=_("This page is not published, or it is kept for some people."),
        next_step=_("Everything that is published stands in the library."),
        door=LIBRARY,
    ),
)
permit(
    "library.see_document",
    sees(
        documents_visible_to,
        code="page_kept",
        why=_("This document is kept for some people."),
        next_step=_("Everything that is published stands in the library."),
        door=LIBRARY,
    ),
)

# What each deed is called where it is refused.
name_deeds(
    {
        "library.adopt": _("Tell of a trial of your own"),
        "library.change_adoption": _("Change what was told of a trial"),
        "library.delete": _("Delete the practice"),
        "library.edit": _("Change the practice"),
        "library.edit_pages": _("Edit the pages of the site"),
        "library.evaluate": _("Enter an evaluation from outside"),
        "library.hide_adoption": _("Hide what a school tells"),
        "library.recall": _("Recall the practice to draft"),
        "library.restore": _("Show the practice again"),
        "library.review": _("Judge the practice"),
        "library.submit": _("Submit the practice"),
        "library.take_down": _("Take the practice down"),
        "library.translate": _("Translate the practice"),
        "library.write": _("Write a practice"),
    }
)
