"""Registers the notice that a practice was adopted, and reports about adoptions."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from community.queries.reports import Reportable, add_reportable
from community.texts.notices import add_notice
from core.language.formats import iso_moment
from library.actions.adopting import hide_adoption, show_adoption
from library.models import Adoption
from library.queries.adoptions import adoptions_visible_to


def offer() -> None:
    add_notice("library.adopted", _("Another school tried your practice “%(title)s”: %(school)s"))
    how = Reportable(_("a report of a trial"), _find, lambda told: told.by, _words, _remove, _restore)
    add_reportable("adoption", how)


def _find(user: Any, code: str) -> Adoption | None:
    rows = adoptions_visible_to(user).select_related("practice", "institution", "by")
    return rows.filter(code=code, state=Adoption.State.SHOWN).first()


def _words(told: Adoption) -> dict[str, Any]:
    return {
        "text": "\n\n".join(filter(None, [told.outcome, told.changed])),
        "language": told.language,
        "at": iso_moment(told.changed_at),
        "practice": told.practice.code,
    }


def _remove(code: str, by: Any) -> None:
    hide_adoption(adoption=Adoption.objects.get(code=code), by=by, reason=str(_("It breaks the rules of the site.")))


def _restore(code: str, by: Any) -> None:
    show_adoption(adoption=Adoption.objects.get(code=code), by=by)
