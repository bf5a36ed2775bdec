"""Who signs the agreement of a partnership: leaders of its partners, while all of them are verified."""

from django.utils.translation import gettext_lazy as _

from accounts.rules import signed_in
from core.permissions import Case, Condition, permit
from twinning.models import State
from twinning.rules.partnerships import THIS_SPACE, not_ended, partner_leader, partner_leads_and_speaks
from twinning.rules.reasons import parties_of

all_verified = Condition(
    lambda _user, partnership: all(school.state == State.VERIFIED for school in parties_of(partnership)),
    _("One of the partners is not verified at present, so nothing can be signed."),
    _("Signing goes on as soon as a coordinator has verified it."),
    "partner_unverified",
    THIS_SPACE,
    [
        Case(
            lambda _user, partnership: any(school.state == State.SUSPENDED for school in parties_of(partnership)),
            "partner_suspended",
            _("One of the partners is suspended at present, so nothing can be signed."),
            _("Signing goes on as soon as a coordinator has verified it again."),
            THIS_SPACE,
        )
    ],
)

permit("twinning.sign_agreement", signed_in, partner_leader, not_ended, partner_leads_and_speaks, all_verified)
