"""Sample data for /styleguide/: what the components look like when they are full. No row of any table is read."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.kit.hours_strip import Strip, strip
from core.kit.worldmap import EURASIA_BOX, WORLD_BOX, Place, World, world
from core.language.formats import format_duration

Sample = dict[str, Any]
HERE = "#"


def colours() -> list[tuple[str, str]]:
    return [
        ("paper", pgettext("colour", "page")),
        ("sheet", pgettext("colour", "cards, fields")),
        ("sunk", pgettext("colour", "wells, hover")),
        ("ink", pgettext("colour", "text")),
        ("ink-2", pgettext("colour", "second text")),
        ("line", pgettext("colour", "fine lines")),
        ("line-2", pgettext("colour", "field borders")),
        ("blue", pgettext("colour", "action, links, ours")),
        ("blue-tint", pgettext("colour", "blue ground")),
        ("blue-mid", pgettext("colour", "chart, only ours")),
        ("red", pgettext("colour", "error, return")),
        ("red-tint", pgettext("colour", "error ground")),
        ("gold", pgettext("colour", "graphics, theirs")),
        ("gold-tint", pgettext("colour", "ground of remarks")),
        ("gold-ink", pgettext("colour", "text of remarks")),
        ("green", pgettext("colour", "passed, saved")),
        ("green-tint", pgettext("colour", "passed ground")),
        ("night", pgettext("colour", "deep panel")),
        ("weave", pgettext("colour", "land on night")),
        ("arc", pgettext("colour", "bridge on night")),
        ("felt", pgettext("colour", "ornament band")),
    ]


def tag(label: str, tone: str = "", icon: str = "") -> Sample:
    return {"label": label, "tone": tone, "icon": icon}


def action(label: str, kind: str = "", **more: Any) -> Sample:
    return {"label": label, "url": HERE, "kind": kind, **more}


def labels() -> list[Sample]:
    return [
        tag(_("school, grades 1 to 9")),
        tag(_("Estonia"), "blue"),
        tag(_("verified"), "green", "shield-check"),
        tag(_("one remark"), "gold", "triangle-alert"),
        tag(_("one error"), "red", "x"),
        tag(_("needs a reader"), "line"),
    ]


def hours() -> Strip:
    """Second shift in At-Bashy against a morning in Tartu, four hours behind."""
    return strip(
        ours=[(13 * 60, 17 * 60 + 30)],
        theirs=[(12 * 60 + 15, 18 * 60 + 45)],
        shift=-240,
        our_place=_("At-Bashy"),
        their_place=_("Tartu"),
        caption=_("Common lessons: 4 h 30 min every day."),
        detail=_("13:00 to 17:30 with us, 9:00 to 13:30 with them."),
    )


def no_hours() -> Strip:
    return strip(
        ours=[(13 * 60, 17 * 60 + 45)],
        theirs=[(5 * 60 + 30, 12 * 60 + 35)],
        shift=180,
        our_place=_("At-Bashy"),
        their_place=_("Obihiro"),
        caption=_("No common lessons."),
        detail=_("Their day ends at 12:35 by our clock, our first lesson begins at 13:00."),
    )


def match_cards() -> list[Sample]:
    strong = {
        "code": "strong",
        "name": "Tartu Emajõe Kool",
        "lang": "et",
        "url": HERE,
        "kind": _("school, grades 1 to 9"),
        "place": _("Tartu"),
        "country": _("Estonia"),
        "reply": _("answers 9 letters of 10"),
        "in_time": _("answers 9 letters of 10, usually within 2 days"),
        "strength": "strong",
        "our_foot": _("7 B, At-Bashy"),
        "their_foot": _("7.a, Tartu"),
        "why": _("They look for the theme “Water and rivers”, and you offer it"),
        "common": format_duration(270),
        "reasons_us": [
            _("Their morning is your second shift: 4 h 30 min of common lessons a day"),
            _("They look for the theme “Water and rivers”, and you offer it"),
            _("The ages fit: 12 to 13 years"),
        ],
        "reasons_them": [
            _("They asked for a school in the mountains: yours lies at 2,050 m"),
            _("They have led a project in English A2 before, as you would"),
        ],
        "gap": _("You have no Estonian. Two of your teachers know Russian, the rest has to be written in English."),
        "hours": hours(),
        "free_places": _("one free place"),
        "main": action(_("Write a proposal")),
    }
    good = {**strong, "code": "good", "strength": "good"}
    fair = {
        **strong,
        "code": "fair",
        "name": "Shirakaba Junior High School",
        "lang": "en",
        "place": _("Obihiro"),
        "country": _("Japan"),
        "reply": _("nobody has written to them yet"),
        "in_time": "",
        "kind": _("lower secondary school"),
        "strength": "fair",
        "their_foot": _("2-B, Obihiro"),
        "why": _("They look for an exchange of letters: hardly any internet is needed"),
        "common": no_hours().caption,
        "reasons_us": [_("They look for an exchange of letters: hardly any internet is needed")],
        "reasons_them": [_("Their first partner: any school in Central Asia is welcome")],
        "gap": None,
        "hours": no_hours(),
    }
    return [strong, good, fair]


def holding_back() -> list[Sample]:
    accept = action(_("Accept it"))
    return [
        {"gain": "+443", "text": _("institutions, if you also accept an exchange of photographs"), "action": accept},
        {"gain": "+118", "text": _("institutions, if English A2 is enough instead of B1"), "action": accept},
    ]


def pairs() -> list[Sample]:
    return [
        {"ours": _("At-Bashy"), "theirs": _("Tartu"), "when": _("today"), "iso": "2027-03-05"},
        {"ours": _("Kerben"), "theirs": _("Göttingen"), "when": _("yesterday"), "iso": "2027-03-04"},
        {"ours": _("Karakol"), "theirs": _("Obihiro"), "when": _("three days ago"), "iso": "2027-03-02"},
    ]


def world_map(*, small: bool = False) -> World:
    ours = [(75.8, 41.17), (71.75, 41.49), (78.39, 42.49), (72.8, 40.53), (74.59, 42.87)]
    kyrgyz = [Place(lon, lat, home=True) for lon, lat in ours]
    abroad = [
        Place(26.72, 58.38, _("Tartu")),
        Place(9.93, 51.53, _("Göttingen")),
        Place(143.2, 42.92, _("Obihiro")),
        Place(32.86, 39.93, _("Ankara")),
        Place(126.98, 37.57, _("Seoul")),
        Place(36.82, -1.29, _("Nairobi")),
        Place(-79.38, 43.65, _("Toronto")),
        Place(144.96, -37.81, _("Melbourne")),
        Place(-8.61, 41.15, _("Porto")),
    ]
    twins = [(kyrgyz[n % len(kyrgyz)], place) for n, place in enumerate(abroad[:5] if small else abroad)]
    label = _("Map of the world: schools of Kyrgyzstan and their twins")
    return world(label=label, pairs=twins, box=EURASIA_BOX if small else WORLD_BOX, home=_("Kyrgyzstan"))


def institutions() -> list[Sample]:
    tartu, _good, obihiro = match_cards()
    return [
        {
            **tartu,
            "text": _("Looks for a school in the mountains for a project about water, 12 to 13 years."),
            "tags": [tag(_("one free place"), "green")],
            "facts": [_("school, grades 1 to 9"), _("Estonian, English C1, Russian B2")],
        },
        {
            **obihiro,
            "text": _("Offers an exchange of letters and pictures of handicraft, 9 to 11 years."),
            "tags": [tag(_("listed, not yet verified"))],
            "facts": [_("lower secondary school"), _("Japanese, English B1")],
        },
    ]


def facets() -> Sample:
    def option(value: str, label: str, count: str, *, checked: bool = False) -> Sample:
        return {"value": value, "label": label, "count": count, "checked": checked}

    countries = [option("EE", _("Estonia"), "38", checked=True), option("DE", _("Germany"), "212")]
    kinds = [option("letters", _("exchange of letters"), "911"), option("live", _("joint live lessons"), "402")]
    return {
        "url": HERE,
        "chosen": 1,
        "clear_url": HERE,
        "submit": _("Show the institutions"),
        "groups": [
            {"name": "country", "label": _("Country"), "options": countries, "more": [option("JP", _("Japan"), "64")]},
            {"name": "kind", "label": _("Kind of work"), "options": kinds},
        ],
    }
