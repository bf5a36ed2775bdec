"""Who may edit and read editorial pages and documents."""

from django.utils.translation import gettext_lazy as _

from accounts.queries.offices import is_administrator
from accounts.rules import kept_from_visitors, sees
from core.people import has_open_account
from core.permissions import Condition, permit
from library.queries.pages import documents_visible_to, pages_visible_to
from library.rules.shared import LIBRARY

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
