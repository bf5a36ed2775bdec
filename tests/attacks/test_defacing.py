"""A fresh account joins a listed school as its leader, writes over its page and takes the request back."""

import re

from tests.attacks.hands import Hand, session_of
from tests.server import Server
from tests.walking import joined

MARK = "Zugzwang7"
PEOPLE = """
from accounts.models import User
from accounts.queries.site_rules import RULES_VERSION
for name in ("defacer", "bystander"):
    user = User.objects.create_user(f"{name}@example.org", "a long sentence 7", name=name.capitalize(), language="en", rules_version=RULES_VERSION)
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
"""
LISTED = """
from twinning.models import Institution
school = Institution.objects.filter(state="listed", hidden=False, staff=None, merged_into=None).order_by("pk").first()
print(school.code)
"""
# Every cell of every table that holds the mark, wherever it lies.
REMAINS = """
from django.db import connection
with connection.cursor() as cursor:
    for table in connection.introspection.table_names(cursor):
        cursor.execute(f'SELECT * FROM "{{table}}"')
        for row in cursor.fetchall():
            if {mark!r} in " ".join(str(cell) for cell in row):
                print(table)
"""


def public_pages(code: str) -> list[str]:
    page = f"/en/institutions/{code}/"
    searches = [f"/{language}/search/?q={MARK}" for language in ("ky", "ru", "en")]
    directory = [f"/en/institutions/?q={MARK}", "/en/institutions/", "/en/institutions/?view=map", "/en/"]
    return [page, f"/ky{page[3:]}", *searches, f"/en/search/suggest/?q={MARK[:5]}", *directory, "/api/openapi.json"]


def shown_by(hand: Hand, pages: list[str]) -> list[str]:
    """The pages that say more of it than the question that was asked of them."""
    link = f"{MARK}.example"
    said = {page: hand.get(page).text for page in pages}
    return [page for page, text in said.items() if link in text or (MARK in text and "q=" not in page)]


def filled(page: str) -> dict[str, str]:
    """The form of the facts, as it stands there; of things to tick the first."""
    page = joined(page)
    known = dict(re.findall(r'<input type="(?:hidden|text|url)" name="([^"]+)"(?: value="([^"]*)")?', page))
    kind = re.search(r'name="kind".*?<option value="(\d+)" selected', page, re.DOTALL)
    zone = re.search(r'name="time_zone".*?<option value="([^"]+)"', page, re.DOTALL)
    assert zone is not None
    official = re.search(r'name="official" value="(\w+)"[^>]*checked', page)
    return {
        **known,
        "kind": kind[1] if kind else "",
        "time_zone": zone[1],
        "official": official[1] if official else "und",
        "school_days": "1",
    }


def test_a_listed_school_is_not_defaced(site: Server, visitor: Hand) -> None:
    site.run(PEOPLE)
    code = site.run(LISTED).splitlines()[-1]
    pages = public_pages(code)
    before = visitor.get(pages[0])
    assert before.status == 200
    hand = Hand(site, session_of(site, "defacer@example.org"))
    bystander = Hand(site, session_of(site, "bystander@example.org"))
    joined = hand.post(f"/en/institutions/{code}/join/", {"role": "leader", "words": f"{MARK} says so"})
    form = hand.get(f"/en/institutions/{code}/edit/")
    assert (joined.status, form.status) == (302, 200)
    written = dict.fromkeys(("name_ky", "name_ru", "name_en", "place", "region"), f"{MARK} мектеби")
    fields = {**filled(form.text), **written, "latin_name": MARK, "website": f"https://{MARK}.example.org/"}
    done = hand.post(f"/en/institutions/{code}/edit/", fields)
    days = {"starts": "2030-01-01", "ends": "2030-01-02", "title": MARK}
    free = hand.post(f"/en/institutions/{code}/free-days/", days)
    assert (done.status, free.status) == (302, 302), done.text[:3000]
    assert MARK in hand.get(f"/en/institutions/{code}/edit/").text
    site.run("from search.actions.duties.indexing import index_waiting; index_waiting()")
    assert (shown_by(visitor, pages), shown_by(bystander, pages)) == ([], [])
    assert visitor.get(pages[0]).text.count("From a register") == before.text.count("From a register") > 0
    place = re.search(r"/en/my/leave/(\w+)/", hand.get("/en/my/").text)
    assert place is not None
    assert hand.post(f"/en/my/leave/{place[1]}/", {}).status == 302
    assert (shown_by(visitor, pages), shown_by(bystander, pages)) == ([], [])
    assert site.run(REMAINS.format(mark=MARK)) == ""
