"""An editor of pages without an office looks for titles of practices that are not public, at every door that lists any."""

import html
import urllib.parse

import pytest

from tests.attacks.hands import Hand, session_of
from tests.server import Server

EDITOR = """
from django.contrib.auth.models import Group
from accounts.models import User
from accounts.queries.site_rules import RULES_VERSION
person = User.objects.create_user("{address}", None, name="Editor", is_demo=True, rules_version=RULES_VERSION)
person.groups.add(Group.objects.get(name="{group}"))
"""
DOORS = (
    "",
    "snippets/choose/library/practice/",
    "snippets/choose/library/practice/results/",
    "snippets/choose/library/practice/results/?q={word}",
    "snippets/choose/library/practice/results/?locale=ky",
    "snippets/choose/library/practice/results/?locale=ru",
    "snippets/choose/library/practice/chosen/{pk}/",
    "snippets/choose/library/practice/chosen-multiple/?id={pk}",
    "snippets/library/practice/",
    "snippets/library/practice/list/results/",
    "snippets/library/practice/edit/{pk}/",
    "snippets/library/practice/inspect/{pk}/",
    "snippets/library/practice/history/{pk}/",
    "snippets/library/practice/usage/{pk}/",
    "snippets/library/practice/delete/{pk}/",
    "snippets/library/practice/preview/{pk}/",
    "bulk/library/practice/delete/?id={pk}",
    "localize/submit/snippet/library/practice/{pk}/",
    "localize/api/snippets/library/practice/",
    "localize/api/snippets/library/practice/{pk}/",
    "localize/reports/translations/",
    "reports/site-history/",
    "reports/site-history/?export=csv",
    "reports/workflow/",
    "reports/workflow/?export=csv",
    "reports/workflow_tasks/",
    "reports/locked/",
    "api/main/pages/",
)


@pytest.mark.parametrize("group", ["Editors", "Moderators"])
def test_no_door_tells_the_title_of_what_is_not_public(site: Server, group: str) -> None:
    site.run(EDITOR.format(group=group, address=f"editor-{group.lower()}@example.org"))
    hand = Hand(site, session_of(site, f"editor-{group.lower()}@example.org"))
    hidden = site.rows("SELECT id, title FROM library_practice WHERE NOT live AND title <> ''")
    public = {title for (title,) in site.rows("SELECT title FROM library_practice WHERE live")}
    titles = {title for _pk, title in hidden} - public
    assert len(titles) >= 4
    opened = 0
    for number, (pk, title) in enumerate(hidden[:3]):
        # Lists are the same for each of them.
        for door in DOORS if number == 0 else [one for one in DOORS if "{" in one]:
            answer = hand.get("/admin/" + door.format(pk=pk, word=urllib.parse.quote(title)))
            assert answer.status < 500, door
            opened += answer.status == 200
            # What one asked for stands in the field for it.
            told = html.unescape(answer.text).replace(f"q={title}", "").replace(f'value="{title}"', "")
            assert [one for one in titles if one in told] == [], door
    assert opened > 6


def test_what_is_public_is_offered(site: Server) -> None:
    site.run(EDITOR.format(group="Editors", address="editor-more@example.org"))
    hand = Hand(site, session_of(site, "editor-more@example.org"))
    pages = [hand.get(f"/admin/snippets/choose/library/practice/results/?locale={code}") for code in ("ky", "ru", "en")]
    page = html.unescape(" ".join(one.text for one in pages))
    public = [title for (title,) in site.rows("SELECT title FROM library_practice WHERE live")]
    assert sum(title in page for title in public) >= 10
