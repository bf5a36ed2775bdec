"""How an institution looks in a list."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from core.language.formats import country_name, format_list, language_name
from twinning.models import Institution, State
from twinning.showing.institution_names import shown_name


def institution_row(institution: Institution, kinds: dict[int, str]) -> dict[str, Any]:
    """For components/institution_row.html. `kinds`: label by key of the term."""
    name = shown_name(institution)
    languages = language_list(institution)
    listed = institution.state == State.LISTED
    return {
        "name": name.text,
        "lang": name.lang,
        "url": reverse("twinning:institution", args=[institution.code]),
        "place": institution.shown_place,
        "country": country_name(institution.country),
        "text": _("From a register; nobody has claimed it yet.") if listed else "",
        "tags": [state_tag(institution)],
        "facts": [fact for fact in (kinds.get(institution.kind_id, ""), languages) if fact],
    }


def language_list(institution: Institution) -> str:
    return format_list(
        f"{language_name(spoken.language)} {cefr(spoken.level)}".strip() for spoken in institution.languages.all()
    )


def state_tag(institution: Institution) -> dict[str, Any]:
    labels = {
        State.VERIFIED: (_("verified"), "green", "check"),
        State.LISTED: (_("from a register"), "line", ""),
        State.CLAIMED: (_("waits for verification"), "gold", "clock"),
        State.SUSPENDED: (_("suspended"), "red", "triangle-alert"),
    }
    label, tone, icon = labels[State(institution.state)]
    return {"label": label, "tone": tone, "icon": icon}


def cefr(level: str) -> str:
    return f"({_('native')})" if level == "native" else level
