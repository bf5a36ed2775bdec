"""What an agreement says: frozen in three languages when it is drawn up, so that later texts change nothing."""

import hashlib
import json
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.queries.zones import city_of
from core.language.formats import country_name, format_date
from core.language.places import place_name
from core.locales import legible
from core.terms import label
from twinning.models import Agreement, Partnership, Party, Signature
from twinning.queries.names import shown_name
from twinning.queries.partnerships import milestone_title
from twinning.queries.people import leads, places_of, speaks_for

FORM: Final = "2026-1"
LANGUAGES: Final = tuple(code for code, _name in settings.LANGUAGES)


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
    names = {language: shown_name(school, language).text for language in LANGUAGES}
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


def agreements_to_sign(user: Any) -> QuerySet[Agreement]:
    """Drawn up, not in force, and a party that this person leads and speaks for has not signed."""
    led = [p.institution_id for p in places_of(user) if speaks_for(user, p.institution) and p.role != "teacher"]
    own = Party.objects.filter(institution__in=led, until=None)
    signed = Signature.objects.filter(agreement=OuterRef("pk"), party__in=own)
    return (
        Agreement.objects.filter(~Exists(signed), in_force_at=None, partnership__parties__in=own)
        .exclude(partnership__state=Partnership.State.ENDED)
        .select_related("partnership__space")
        .distinct()
    )


def unsigned_party(user: Any, agreement: Agreement) -> Party | None:
    """The party that this person leads and that has not signed yet."""
    signed = {signature.party_id for signature in agreement.signatures.all()}
    parties = agreement.partnership.parties.filter(until=None).select_related("institution")
    led = [one for one in parties if leads(user, one.institution) and speaks_for(user, one.institution)]
    return next((party for party in led if party.pk not in signed), None)


def page_of(agreement: Agreement, language: str) -> dict[str, Any]:
    """All that the page and the PDF print, as plain data in one of the three languages."""
    snapshot = agreement.snapshot
    signatures = {signature.party_id: signature for signature in agreement.signatures.all()}
    zone = snapshot["parties"][0]["zone"]
    with override(language):
        return {
            **snapshot["texts"][language],
            "title": snapshot["title"],
            "title_lang": snapshot["language"],
            "language": language,
            "parties": [_printed(one, signatures.get(one["id"]), language, zone=zone) for one in snapshot["parties"]],
            "in_force": _day(agreement.in_force_at, zone) if agreement.in_force_at else "",
            "zone": _said_zone(zone, language),
            "signed": bool(signatures),
            "code": agreement.code,
            "sha256": agreement.sha256,
            "fingerprint": " ".join(agreement.sha256[start : start + 8] for start in range(0, 64, 8)),
            "labels": _labels(),
        }


def _labels() -> dict[str, str]:
    """What the paper prints besides: on the screen the page says it."""
    return {
        "site": _("Köpürö"),
        "document": _("Agreement"),
        "draft": _("Not signed by all yet"),
        "in_force": _("In force since"),
        "plan": _("Plan"),
        "due": _("due:"),
        "signatures": _("Signatures"),
        "unsigned": _("not signed yet"),
        "signed_at": _("signed on"),
        "how": _(
            "Signed on Köpürö by people whose place at their institution was verified. The fingerprint at the foot of"
            " the page belongs to this very text; the agreement is the same in Kyrgyz, Russian and English."
        ),
        "unmarked": _(
            "This file holds letters that our fonts lack. They may be missing here, and it is not marked as accessible;"
            " the page on the site shows everything."
        ),
    }


def in_latin(page: dict[str, Any]) -> dict[str, Any]:
    """The same page with Latin forms where there are some, for letters that the fonts of the paper lack."""
    parties = [
        {
            **party,
            "name": party["latin"] or party["name"],
            "signed": party["signed_latin"] or party["signed"],
            "signed_as": "",
        }
        for party in page["parties"]
    ]
    return {**page, "parties": parties}


def _printed(party: dict[str, Any], signature: Signature | None, language: str, *, zone: str) -> dict[str, Any]:
    group = party["class"]
    if group is None:
        about = ""
    else:
        low, high = group["ages"]
        ages = str(low) if low == high else f"{low}–{high}"
        about = _("Class %(name)s, age %(ages)s, pupils: %(size)s") % {**group, "ages": ages}
    return {
        "name": legible(party["names"][language], asked=party["latin"]),
        "latin": party["latin"],
        # An agreement drawn up before has the town as it was typed alone.
        "place": party.get("places", {}).get(language) or place_name(party["place"], party["country"]),
        "country": country_name(party["country"]),
        "about": about,
        **_signed(signature),
        "signed_at": _day(signature.at, zone) if signature else "",
    }


def _signed(signature: Signature | None) -> dict[str, str]:
    """`signed_as`: as it was signed, where the reader of this page sees it in other letters."""
    if signature is None:
        return {"signed": "", "signed_latin": "", "signed_as": ""}
    shown = legible(signature.name, asked=signature.latin_name)
    latin = signature.latin_name if shown == signature.name else ""
    return {"signed": shown, "signed_latin": latin, "signed_as": "" if shown == signature.name else signature.name}


def _day(moment: datetime, zone: str) -> str:
    """By the first party's clock for all: what was signed in one minute bears one date, whoever reads it."""
    return format_date(moment.astimezone(ZoneInfo(zone)).date())


def _said_zone(zone: str, language: str) -> str:
    return _("All dates of signing are by one clock. Time zone: %(place)s.") % {"place": city_of(zone, language)}
