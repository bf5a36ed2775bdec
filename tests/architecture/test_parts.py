"""No part is made by hand: what has a template in templates/components/ is drawn by it, and stands in the style guide."""

import re
from collections import Counter
from pathlib import Path
from typing import Final

import pytest

BASE: Final = Path(__file__).resolve().parents[2]
TEMPLATES: Final = BASE / "templates"
# How a part looks where somebody writes it out, and what draws it instead.
BY_HAND: Final = {
    "details": (re.compile(r"<details\b"), "{% fold %}, {% openrow %}, {% menu %}"),
    "head": (re.compile(r"<h1\b"), "{% pagehead %}"),
    "crumbs": (re.compile(r'class="crumb\b'), "{% crumbs %} of a {% pagehead %}"),
    "tabs": (re.compile(r'class="tabs\b'), "components/tabs.html"),
    "empty": (re.compile(r'class="empty\b'), "components/empty.html, {% nothing %}"),
    "note": (re.compile(r'class="note[ "]'), "components/note.html, {% note %}"),
    "pager": (re.compile(r'rel="(?:next|prev)"|class="pages\b'), "components/pagination.html"),
    "progress": (re.compile(r"<progress\b"), "components/progress.html"),
    "dialog": (re.compile(r"<dialog\b"), "components/dialog.html"),
    "toast": (re.compile(r'class="toast\b'), "components/toast.html"),
    "loading": (re.compile(r'class="loading\b'), "components/loading.html"),
    "file": (re.compile(r'type="file"'), "core.web.widgets.FilePick"),
    "day or time": (re.compile(r'type="(?:date|time|datetime-local|month|week)"'), "core.web.time_widgets"),
    "filters": (re.compile(r"\bpopover\b|class=\"facet"), "components/facets.html"),
    "counter": (re.compile(r"\bmaxlength="), "core.web.widgets.WholeField, or data-most"),
    "clocks": (re.compile(r'class="both-clocks\b'), "components/both_clocks.html"),
}
# Where one is written out all the same: (template, part): why.
MAY: Final = {
    ("shell/dock.html", "details"): "the sheet More of the frame: there is one",
    ("shell/keys.html", "dialog"): "what the keys do: nothing is sent and nothing can be undone",
    ("library/home_page.html", "head"): "the night panel of the home page is its head",
    ("library/sheet.html", "head"): "paper",
    ("accounts/my_data.html", "head"): "a file that people take with them, without the frame",
    ("mails/page.html", "head"): "a mail",
    ("community/mail/digest.html", "head"): "a mail",
    (
        "library/step_3.html",
        "progress",
    ): "static/js/file-upload.js shows it while a file is sent; it has no words of its own",
}
# Fields: each kind has its widget, and Django's own is not asked for.
FIELDS: Final = re.compile(
    r"\bforms\.(?:FileInput|ClearableFileInput|DateField|DateTimeField|SplitDateTimeField|DateInput|TimeInput"
    r"|SplitDateTimeWidget|SelectDateWidget|RadioSelect|CheckboxSelectMultiple)\b"
)
FIELDS_MAY: Final = {
    "core/web/widgets.py": "the widgets themselves",
    "core/web/time_widgets.py": "the widgets themselves",
    "core/kit/styleguide.py": "shows the field whose widget is BothTimes; no page asks for a day with a time yet",
    "library/forms/review.py": "Codes: reasons as the desk lays them out",
    "library/forms/wagtail_editors.py": "Wagtail's admin",
}


def by_hand(source: str) -> Counter[str]:
    shown = re.sub(r"{% comment.*?endcomment %}", "", source, flags=re.DOTALL)
    return Counter({part: len(found) for part, (look, _by) in BY_HAND.items() if (found := look.findall(shown))})


def found() -> dict[tuple[str, str], int]:
    pages = {str(path.relative_to(TEMPLATES)): path for path in sorted(TEMPLATES.rglob("*.html"))}
    return {
        (name, part): n
        for name, path in pages.items()
        if not name.startswith("components/")
        for part, n in by_hand(path.read_text(encoding="utf-8")).items()
    }


def test_no_template_writes_a_part_out() -> None:
    """Each exception is one, has a reason, and is still there."""
    assert found() == dict.fromkeys(MAY, 1)


def test_no_form_asks_for_a_field_of_django() -> None:
    code = [
        path
        for room in BASE.iterdir()
        for path in [*room.glob("forms/**/*.py"), *room.glob("kit/*.py"), *room.glob("web/*.py")]
    ]
    asked = {str(path.relative_to(BASE)) for path in code if FIELDS.search(path.read_text(encoding="utf-8"))}
    assert asked == set(FIELDS_MAY)


# What is no part of its own: a piece of another component, or of one room whose sheet it has.
PIECES: Final = {
    "a part of another": {
        *(
            "action_quiet",
            "actions",
            "avatar",
            "bank",
            "breadcrumb",
            "choice",
            "chips",
            "checks",
            "error_summary",
            "facet_option",
        ),
        *("fault_words", "field", "field_errors", "form", "languages", "match_mark", "page_head", "people", "queue"),
        *("small_arc", "suggested", "text_language", "theme_pick", "weight", "hours_table", "draft"),
    },
    "one page or one room": {"evidence_bars", "evidence_ladder", "fault", "footer", "reply", "search_form", "strength"},
}
"""Templates of templates/components/ that the style guide need not include by name."""


def test_the_style_guide_shows_every_part() -> None:
    guide = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES.glob("styleguide*.html"))
    shown = set(re.findall(r"components/(\w+)\.html", guide))
    tags = {"fold": "fold", "openrow": "open_row", "menu": "menu", "note": "note_section", "pagehead": "page_head"}
    shown |= {template for tag, template in tags.items() if f"{{% {tag} " in guide}
    code = (BASE / "core/web/widgets.py").read_text() + (BASE / "core/web/time_widgets.py").read_text()
    widgets = set(re.findall(r"components/(\w+)\.html", code))
    pieces = {name for names in PIECES.values() for name in names}
    every = {path.stem for path in (TEMPLATES / "components").glob("*.html")}
    assert sorted(every - shown - widgets - pieces) == []


@pytest.mark.parametrize(
    ("source", "parts"),
    [
        ("<details class='x'>", {"details": 1}),
        ('<section class="note note-gold">', {"note": 1}),
        ('<p class="note-sum notes">', {}),
        ('{% comment %}<h1>{% endcomment %}<input type="date">', {"day or time": 1}),
        ("<h1>A</h1><h1>B</h1>", {"head": 2}),
    ],
)
def test_the_reader_of_parts_finds(source: str, parts: dict[str, int]) -> None:
    assert by_hand(source) == parts
