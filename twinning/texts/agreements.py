"""What an agreement says: frozen in three languages when it is drawn up, so that later texts change nothing."""

import hashlib
import json
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import override

from core.language.formats import format_date
from core.language.kyrgyz_places import place_name
from core.locales import site_languages
from core.terms import label
from twinning.models import Partnership, Party
from twinning.queries.institution_names import name_in
from twinning.texts.milestones import milestone_title

FORM: Final = "2026-1"
LANGUAGES: Final = site_languages()


def snapshot_of(partnership: Partnership, stage: str) -> dict[str, Any]:
    """The agreement as data and as text in each language. Nothing in it depends on the reader or the moment."""
    parties = list(partnership.parties.filter(until=None).select_related("institution", "school_class"))
    return {
        "form": FORM,
        "stage": stage,
        "partnership": partnership.code,
        "title": partnership.space.title,
        "language": partnership.space.language,
        "starts": partnership.starts.isoformat(),
        "ends": partnership.ends.isoformat(),
        "parties": [_party(party) for party in parties],
        "texts": {language: _text(partnership, language) for language in LANGUAGES},
    }


def fingerprint(snapshot: dict[str, Any]) -> str:
    """SHA-256 of the canonical JSON: sorted keys, no spaces, UTF-8."""
    text = json.dumps(snapshot, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _party(party: Party) -> dict[str, Any]:
    school, group = party.institution, party.school_class
    names = {language: name_in(school, language).text for language in LANGUAGES}
    return {
        "id": party.pk,
        "institution": school.code,
        "names": names,
        "latin": school.latin_name,
        "place": school.place,
        "places": {language: place_name(school.place, school.country, language) for language in LANGUAGES},
        "country": school.country,
        "zone": school.time_zone,
        "class": {"name": group.name, "ages": [group.age_from, group.age_to], "size": group.size} if group else None,
    }


def _text(partnership: Partnership, language: str) -> dict[str, Any]:
    with override(language):
        proposal = partnership.proposal
        return {
            "heading": _("Trial agreement"),
            "lead": _("The institutions named here have agreed to work together as partners."),
            "articles": [
                *_together(partnership, label("work", proposal.work) if proposal else ""),
                *_how(),
            ],
            "plan": [
                {
                    "title": milestone_title(item),
                    "lang": "" if item.term else item.language,
                    "due": format_date(item.due) if item.due else "",
                }
                for item in partnership.plan.all()
            ],
        }


def _together(partnership: Partnership, work: str) -> list[dict[str, str]]:
    what = _("The name of the project is “%(title)s”.") % {"title": partnership.space.title}
    if work:
        what += " " + _("Kind of work: %(work)s.") % {"work": work}
    days = {"starts": format_date(partnership.starts), "ends": format_date(partnership.ends)}
    return [
        {"title": _("What we do together"), "text": what},
        {"title": _("How long"), "text": _("First day: %(starts)s. Last day: %(ends)s.") % days},
    ]


def _how() -> list[dict[str, str]]:
    return [
        {
            "title": _("Safety of children"),
            "text": _(
                "Both sides keep the rules of safe work that they have signed. Names, pictures and voices of children"
                " are shown only with the consent of their parents."
            ),
        },
        {
            "title": _("How we work"),
            "text": _(
                "Each side answers within seven days, says in good time when something changes, and sees to it that"
                " a colleague can stand in. Neither side owes the other money."
            ),
        },
        {
            "title": _("What comes of it"),
            "text": _("What is made together both sides may use in teaching, naming the other side."),
        },
        {
            "title": _("Trial and end"),
            "text": _(
                "This is a trial. At its end both sides write down what they have learned and decide whether to go on"
                " with a memorandum. Each side may end the work earlier by giving a reason."
            ),
        },
    ]
