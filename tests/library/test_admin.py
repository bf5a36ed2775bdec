"""Who gets into the editors' admin, in which language, and what is kept out of it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from wagtail.models import Page

from accounts.models import User
from accounts.queries.offices import edits_pages, is_officer, offices_of
from library.models import ArticlePage
from library.queries.editors_work import editors_work
from library.queries.page_languages import families
from tests.library.conftest import home, planted

pytestmark = pytest.mark.django_db
Make = Callable[..., Any]


def editor_of(make_user: Make) -> User:
    person: User = make_user()
    person.groups.add(Group.objects.get(name="Editors"))
    return person


def test_a_member_does_not_get_in(signed_in: Make, make_user: Make) -> None:
    answer = signed_in(make_user()).get("/admin/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/account-login/?next=/admin/")


def test_somebody_in_the_group_of_editors_gets_in_with_a_second_factor_only(
    signed_in: Make, make_user: Make, settings: Any
) -> None:
    person = editor_of(make_user)
    assert signed_in(person).get("/admin/").status_code == 200
    settings.DEMO = False
    answer = signed_in(person).get("/admin/")
    assert (answer.status_code, "2fa" in answer.headers["Location"]) == (302, True)
    assert signed_in(person).get("/en/accounts/home/").status_code == 200
    assert signed_in(make_user()).get("/admin/").headers["Location"] == "/account-login/?next=/admin/"


@pytest.mark.parametrize(
    ("language", "shown", "words"),
    [("ky", "ru", "Панель управления"), ("ru", "ru", "Панель"), ("en", "en", "Dashboard")],
)
def test_it_speaks_russian_to_whoever_reads_kyrgyz(
    admin: User, signed_in: Make, language: str, shown: str, words: str
) -> None:
    admin.language = language
    admin.save()
    text = signed_in(admin).get("/admin/", headers={"Accept-Language": "ky"}).content.decode()
    assert f'lang="{shown}"' in text
    assert words in text


@pytest.mark.parametrize("path", ["/admin/users/new/", "/admin/users/delete/{}/"])
def test_people_are_neither_made_nor_deleted_there(admin: User, signed_in: Make, make_user: Make, path: str) -> None:
    person = make_user()
    client: Client = signed_in(admin)
    for ask in (client.get, client.post):
        answer = ask(path.format(person.pk), headers={"Accept-Language": "en"})
        assert answer.status_code == 403
        assert "Accounts are neither made nor deleted here." in answer.content.decode()
    assert User.objects.filter(pk=person.pk).exists()


def test_only_the_groups_of_a_person_are_kept_there(admin: User, signed_in: Make, make_user: Make) -> None:
    person = make_user("Aida")
    before = (person.email, person.password)
    sent = {
        "groups": [Group.objects.get(name="Editors").pk],
        "email": "thief@example.org",
        "password1": "stolen-words",
        "password2": "stolen-words",
        "is_superuser": "on",
        "name": "Thief",
    }
    client = signed_in(admin)
    assert client.get(f"/admin/users/edit/{person.pk}/").status_code == 200
    assert client.post(f"/admin/users/edit/{person.pk}/", sent).status_code == 302
    person.refresh_from_db()
    assert (person.email, person.password, person.name, person.is_superuser) == (*before, "Aida", False)
    assert [group.name for group in person.groups.all()] == ["Editors"]


def test_the_report_says_what_wants_work(admin: User, signed_in: Make, make_article: Make) -> None:
    make_article("Көл", slug="kol")
    planted("help", "ru").unpublish()
    states = {family.title: [cell.state for cell in family.cells] for family in families()}
    assert states["Жардам"] == ["published", "draft", "published"]
    assert states["Көл"] == ["published", "missing", "missing"]
    assert states["Купуялык"] == ["published"] * 3
    text = signed_in(admin).get("/admin/reports/page-languages/").content.decode()
    assert "Жардам" in text
    assert "missing" in text


def test_the_report_is_for_administrators(signed_in: Make, make_user: Make) -> None:
    assert signed_in(editor_of(make_user)).get("/admin/reports/page-languages/").status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_the_report_costs_the_same(count: int, make_article: Make, django_assert_num_queries: Any) -> None:
    for number in range(count):
        make_article(slug=f"a{number}")
    families()
    with django_assert_num_queries(2):
        families()


def test_a_translation_begins_as_a_draft_and_says_when_it_is_done_by_half(
    admin: User, signed_in: Make, make_article: Make, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    page = make_article("Көл", slug="kol", lead="Ысык-Көл")
    with django_capture_on_commit_callbacks(execute=True):
        answer = signed_in(admin).post(
            f"/admin/localize/submit/page/{page.pk}/", {"locales": [home("ru").locale.pk], "include_subtree": ""}
        )
    assert answer.status_code == 302
    draft = ArticlePage.objects.get(locale=home("ru").locale)
    assert draft.live is False
    assert "Перевода этой страницы пока нет" in client.get("/ru/articles/kol/").content.decode()
    draft.save_revision().publish()
    states = {family.title: [cell.state for cell in family.cells] for family in families()}
    assert states["Көл"] == ["published", "partial", "missing"]


def test_previews_may_be_framed_by_the_admin_and_pages_by_nobody(admin: User, signed_in: Make, client: Client) -> None:
    page: Page = planted("about", "en")
    editor = signed_in(admin)
    page.save_revision()
    shown = editor.get(f"/admin/pages/{page.pk}/revisions/{page.latest_revision.pk}/view/")
    assert shown.status_code == 200
    assert "frame-ancestors 'self'" in shown.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in client.get("/en/about/").headers["Content-Security-Policy"]


CHOOSERS = [
    "choose-page/chosen-multiple/",
    "images/chooser/chosen-multiple/",
    "documents/chooser/chosen-multiple/",
    "snippets/choose/library/practice/chosen-multiple/",
    "bulk/image/delete/wagtailimages/image/",
    "bulk/wagtailcore/page/publish/",
]


@pytest.mark.parametrize("door", CHOOSERS)
@pytest.mark.parametrize("nonsense", ["x", "-1", "1.5", "9" * 30, "१", "1 OR 1", ""])
def test_ids_that_are_none_break_no_chooser(admin: User, signed_in: Make, door: str, nonsense: str) -> None:
    client: Client = signed_in(admin)
    client.raise_request_exception = False
    assert client.get(f"/admin/{door}", {"id": nonsense}).status_code in {400, 404}
    assert client.get(f"/admin/{door}", {"id": ["1", nonsense]}).status_code in {400, 404}


@pytest.mark.parametrize("door", CHOOSERS[:4])
def test_ids_that_are_some_are_chosen(admin: User, signed_in: Make, door: str) -> None:
    client: Client = signed_in(admin)
    page = Page.objects.filter(depth=2).order_by("pk").values_list("pk", flat=True)[0]
    assert client.get(f"/admin/{door}", {"id": [str(page)]}).status_code == 200


def test_the_root_is_no_page_to_choose(admin: User, signed_in: Make) -> None:
    client: Client = signed_in(admin)
    root = Page.objects.get(depth=1).pk
    assert client.get("/admin/choose-page/chosen-multiple/", {"id": root}).status_code == 400
    assert client.get("/admin/choose-page/chosen-multiple/", {"id": "all"}).status_code == 400


MENU = '<a href="/admin/">'


def test_the_link_stands_in_the_menu_of_those_who_may(admin: User, signed_in: Make, make_user: Make) -> None:
    for person, sees in ((editor_of(make_user), True), (admin, True), (make_user(), False)):
        page = signed_in(person).get("/en/accounts/settings/").content.decode()
        assert (MENU in page) is sees
        assert (signed_in(person).get("/admin/").status_code == 200) is sees


def test_who_edits_costs_the_frame_nothing_more(make_user: Make, django_assert_num_queries: Any) -> None:
    person = User.objects.get(pk=editor_of(make_user).pk)
    with django_assert_num_queries(1):
        assert edits_pages(person)
        assert offices_of(person) == {}
        assert not is_officer(person)


def test_it_bears_our_colours_and_our_mark(admin: User, signed_in: Make) -> None:
    answer = signed_in(admin).get("/admin/")
    page = answer.content.decode()
    assert "css/editors.css" in page
    assert "img/favicon.svg" in page
    assert "style-src 'self'" in answer.headers["Content-Security-Policy"]


def test_the_start_page_says_what_waits(admin: User, signed_in: Make, make_article: Make) -> None:
    admin.language = "en"
    admin.save()
    client: Client = signed_in(admin)
    before = editors_work(admin)
    draft, changed = make_article("A draft", language="en"), make_article("A changed one", language="en")
    draft.unpublish()
    changed.title = "Another title"
    changed.save_revision()
    work = editors_work(admin)
    assert (work.drafts.count, work.changed.count) == (before.drafts.count + 1, before.changed.count + 1)
    page = " ".join(client.get("/admin/").content.decode().split())
    assert "What waits here" in page
    assert f'<a href="/admin/pages/{draft.pk}/edit/">A draft</a>' in page
    assert f'<a href="/admin/pages/{changed.pk}/edit/">Another title</a>' in page
    wanting = sum(cell.wants_work for family in families() for cell in family.cells)
    assert wanting == work.translations
    assert f"{wanting} translation" in page
    assert "Write an article" in page


def test_an_editor_is_told_of_no_page_that_they_may_not_change(
    signed_in: Make, make_user: Make, make_article: Make
) -> None:
    make_article("A draft", language="en").unpublish()
    person = make_user(language="en")
    person.groups.add(Group.objects.create(name="Lookers"))
    person.groups.get().permissions.add(Permission.objects.get(codename="access_admin"))
    work = editors_work(person)
    assert (work.drafts.count, work.changed.count, work.translations) == (0, 0, 0)
    page = signed_in(person).get("/admin/").content.decode()
    assert "Nothing waits" in page
    assert "A draft" not in page
    assert "Write an article" not in page


@pytest.mark.parametrize("count", [1, 7])
def test_the_start_page_costs_the_same(
    count: int, admin: User, make_article: Make, django_assert_num_queries: Any
) -> None:
    for n in range(count):
        make_article(f"Draft {n}", language="en").unpublish()
    person = User.objects.get(pk=admin.pk)
    edits_pages(person)
    with django_assert_num_queries(6):
        assert len(editors_work(person).drafts.pages) == min(count, 5)
