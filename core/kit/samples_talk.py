"""Sample data for /styleguide/: a twin space, its talk and its plan, the desk."""

from django.utils.translation import gettext as _

from core.kit.samples import HERE, Sample, action, tag
from core.web.widgets import Named, named


def bridge_header() -> Sample:
    return {
        "title": _("Living Water"),
        "crumbs": [(HERE, _("Twin spaces"))],
        "ours": {
            "time": "15:42",
            "iso": "2027-03-05T15:42+06:00",
            "zone": "Asia/Bishkek",
            "name": "Ак-Талаа №3 орто мектеби",
            "lang": "ky",
            "place": _("Baetov"),
            "country": _("Kyrgyzstan"),
            "now": _("the second shift lasts until 17:30"),
        },
        "theirs": {
            "time": "11:42",
            "iso": "2027-03-05T11:42+06:00",
            "zone": "Europe/Tallinn",
            "name": "Tartu Emajõe Kool",
            "lang": "et",
            "place": _("Tartu"),
            "country": _("Estonia"),
            "now": _("the fourth lesson has just begun"),
        },
        "hanging": {
            "kicker": _("Next milestone, in 17 days"),
            "title": _("Compare and ask why"),
            "lines": [_("Due on 5 December, led by Kadri Oja")],
            "actions": [action(_("Open the plan"), "gold"), action(_("Add to calendar"), "night", icon="calendar")],
        },
    }


def messages() -> list[Sample]:
    """One in each state."""
    them, us = {"side": "them", "place": _("Tartu")}, {"side": "us", "place": _("Baetov")}
    return [{**them, **_plain()}, {**us, **_translated()}, {**them, **_offered()}, {**us, **_waiting()}]


def _plain() -> Sample:
    """In another language, with what shows it in one's own."""
    return {
        "name": "Liina Tamm",
        "time": "10:51",
        "iso": "2027-03-05T10:51+06:00",
        "lang": "et",
        "lang_name": "Eesti",
        "text": "Meie lapsed mõõtsid eile Emajõge: läbipaistvus 1,1 meetrit, vesi 4 kraadi.",
        "translate": (HERE, _("Show in my language")),
    }


def _translated() -> Sample:
    """With its translation by machine."""
    return {
        "name": "Нурлан Беков",
        "time": "14:58",
        "iso": "2027-03-05T14:58+06:00",
        "lang": "ky",
        "lang_name": "Кыргызча",
        "text": "Рахмат! Биздики Ала-Буга суусу: 2 градус, түбү көрүнүп турат. Силердики эмне үчүн күрөң?",
        "translation": {
            "from_name": "Кыргызча",
            "lang": "en",
            "text": "Thank you! Ours is the Ala-Buga river: 2 degrees, the bottom can be seen. Why is yours brown?",
        },
    }


def _offered() -> Sample:
    """With a time for a lesson."""
    return {
        "name": "Kadri Oja",
        "time": "15:20",
        "iso": "2027-03-05T15:20+06:00",
        "lang": "en",
        "lang_name": "English",
        "text": "Peat! The Emajõgi runs through bogs. My 7.a wants to explain it live. Does next week suit you?",
        "time_offer": {
            "our_time": _("Thu 14:15"),
            "our_place": _("27 Nov, Baetov"),
            "their_time": _("Thu 10:15"),
            "their_place": _("27 Nov, Tartu"),
        },
        "offer_note": _("Both classes have a lesson then."),
        "actions": [action(_("Yes, this time"), "1"), action(_("Another time"))],
    }


def _waiting() -> Sample:
    """Not sent yet."""
    return {
        "name": "Айгүл Садырова",
        "time": "15:41",
        "iso": "2027-03-05T15:41+06:00",
        "lang": "ru",
        "lang_name": "Русский",
        "text": "Да, подходит! Я принесу три бутылки с водой из разных мест, дети их подпишут.",
        "state": "waiting",
        "waiting": _("Kept on this phone, not sent yet. Trying again in 8 seconds."),
    }


def milestones() -> list[Sample]:
    return [
        {"title": _("Get to know each other"), "detail": _("Done on 10 October"), "state": "done"},
        {
            "title": _("Compare and ask why"),
            "text": _("Live lesson on Thursday, then questions in pairs."),
            "detail": _("Due on 5 December, led by Kadri Oja"),
            "state": "now",
        },
        {"title": _("Water diary in two languages"), "detail": _("Due on 19 December"), "state": ""},
    ]


def people() -> list[Sample]:
    return [
        {"name": "Айгүл Садырова", "detail": _("Class teacher, Baetov. Kyrgyz, Russian, English A2"), "side": "us"},
        {"name": "Kadri Oja", "detail": _("Science, Tartu. Estonian, English C1"), "side": "them", "here": True},
    ]


def queue() -> list[Sample]:
    take = [action(_("Take this one"), post=True)]
    return [
        {
            "due": _("1 day"),
            "due_detail": _("late, since 17 November"),
            "due_state": "late",
            "title": "Кербен №7 мектеп-лицейи",
            "lang": "ky",
            "url": HERE,
            "meta": _("Kerben, Jalal-Abad. Added by its principal"),
            "tags": [tag(_("the check is clean"), "green", "check")],
            "actions": take,
        },
        {
            "due": _("5 hours"),
            "due_detail": _("today, 19:30"),
            "due_state": "soon",
            "title": "Liceum nad Wisłokiem",
            "lang": "pl",
            "url": HERE,
            "meta": _("Rzeszów, Poland. Asks to be verified"),
            "tags": [tag(_("one error"), "red", "x"), tag(_("one remark"), "gold", "triangle-alert")],
            "holder": _("taken by you"),
            "open": True,
        },
        {
            "due": _("3 days"),
            "due_detail": _("21 November, 9:15"),
            "title": "Ош №51 мектеби",
            "lang": "ky",
            "url": HERE,
            "meta": _("Osh. A teacher asks to join"),
            "tags": [tag(_("needs a reader"), "line")],
            "actions": take,
        },
    ]


def steps() -> list[Sample]:
    return [
        {
            "title": _("Describe your institution"),
            "text": _("Classes, languages, lesson hours. Ten minutes are enough."),
        },
        {"title": _("Choose with reasons"), "text": _("Each suggestion says openly why it fits and what is missing.")},
        {
            "title": _("Work together"),
            "text": _("A common plan, a room and two clocks. Each reads in the own language."),
        },
    ]


def counts() -> list[Sample]:
    return [
        {"number": "3\u202f018", "label": _("verified institutions")},
        {"number": "41", "label": _("countries on one platform")},
        {"number": "412", "label": _("twinned pairs")},
        {"number": "26", "label": _("new this week")},
    ]


def offer() -> Sample:
    return {
        "our_time": "14:15",
        "our_place": _("Thu 26 Nov, Baetov"),
        "their_time": "10:15",
        "their_place": _("Thu 26 Nov, Tartu"),
    }


def open_row() -> Sample:
    return {"title": "Tartu Emajõe Kool", "facts": [_("Estonia"), _("two classes"), _("answers within two days")]}


def to_choose() -> list[tuple[str, Named]]:
    return [
        ("a", named("Айгүл Сатыбалдиева", _("Deputy head"))),
        ("b", named("Нурлан Токтогулов", _("Teacher of physics"))),
    ]
