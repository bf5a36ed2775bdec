"""An agreement as its page and its PDF print it."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.showing.time_zones import city_of
from core.language.formats import country_name, format_date
from core.language.kyrgyz_places import place_name
from core.locales import legible
from twinning.models import Agreement, Signature


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
    """Labels that the PDF prints and the template of the page says itself."""
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
        # Older snapshots hold the town only as it was typed.
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
    """In the first party's time zone for every reader, so that signatures of one moment bear one date."""
    return format_date(moment.astimezone(ZoneInfo(zone)).date())


def _said_zone(zone: str, language: str) -> str:
    return _("All dates of signing are by one clock. Time zone: %(place)s.") % {"place": city_of(zone, language)}
