"""Who may what in the library."""

from django.utils.translation import gettext_lazy as _

from accounts.queries.offices import is_administrator
from core.permissions import Condition, permit
from library.queries.pages import documents_visible_to, pages_visible_to

permit(
    "library.edit_pages",
    Condition(
        lambda user, _page: bool(user and user.is_authenticated and user.is_active) and is_administrator(user),
        _("Only administrators edit the pages of the site."),
        _("If something is wrong on a page, write to an administrator."),
    ),
)
permit(
    "library.see_page",
    Condition(lambda user, page: pages_visible_to(user).filter(pk=page.pk).exists(), _("There is no such page.")),
)
permit(
    "library.see_document",
    Condition(
        lambda user, document: documents_visible_to(user).filter(pk=document.pk).exists(),
        _("There is no such document."),
    ),
)
