"""Who imports registers of a country, sees them and decides about their rows: the coordinators of that country."""

from django.utils.translation import gettext_lazy as _

from accounts.queries.offices import is_coordinator
from accounts.rules import LEAVE_TO_OFFICE, sees, signed_in
from core.permissions import HOME, Condition, permit
from twinning.queries.visibility import registers_visible_to
from twinning.rules.shared import coordinates

coordinates_country = Condition(
    is_coordinator,
    coordinates.why,
    coordinates.next_step,
    coordinates.code,
)
coordinates_register = Condition(
    lambda user, register: is_coordinator(user, register.country),
    coordinates.why,
    coordinates.next_step,
    coordinates.code,
)

permit("twinning.import_register", signed_in, coordinates_country)
permit(
    "twinning.see_register",
    signed_in,
    sees(
        registers_visible_to,
        code="not_coordinator",
        why=_("Only the coordinator of this country can do this."),
        next_step=LEAVE_TO_OFFICE,
        door=HOME,
    ),
)
permit("twinning.decide_register", signed_in, coordinates_register)
