"""The pages of writing: four forms, a page that saves itself, files given out to the right people."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from library.actions import practice_files, writing
from library.actions.claiming import claim_review
from library.actions.deciding import return_practice
from library.models import Practice
from tests import practices
from twinning.models import Institution

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def url(name: str, *args: Any) -> str:
    return reverse(f"library:{name}", args=args)


RIGHTS = {"author_0_name": "Aigul", "licence": "cc-by-sa", "consent": "on", "safety": "on"}


def sent(practice: Practice, **more: Any) -> dict[str, Any]:
    return {"version": practices.again(practice).version, **more}


def test_from_nothing_to_the_desk(teacher: User, school: Institution, signed_in: SignIn) -> None:
    client = signed_in(teacher)
    begun = client.post(url("new_practice"), {"language": "ky"})
    practice = Practice.objects.get()
    assert begun.headers["Location"] == url("write", practice.code, 1)
    facts = practices.whole_facts()
    first = {**facts[1], "kind": facts[1]["kind"].pk, "language": "ky"}
    first |= {name: [term.pk for term in facts[1][name]] for name in ("subjects", "audience")}
    answers = [client.post(url("write", practice.code, 1), sent(practice, **first))]
    answers.append(client.post(url("write", practice.code, 2), sent(practice, **facts[2])))
    upload = SimpleUploadedFile("река.jpg", practices.picture())
    answers.append(client.post(url("add_file", practice.code), {"file": upload}))
    file = practices.again(practice).files.get()
    said = {f"alt_{file.code}": "The river", f"holder_{file.code}": "Aigul", f"licence_{file.code}": "cc-by"}
    answers.append(client.post(url("write", practice.code, 3), sent(practice, **said)))
    rights = {
        "author_0_name": "Aigul",
        "author_0_user": teacher.code,
        "licence": "cc-by",
        "consent": "on",
        "safety": "on",
    }
    answers.append(client.post(url("write", practice.code, 4), sent(practice, **rights)))
    answers.append(client.post(url("look", practice.code), sent(practice)))
    assert [answer.status_code for answer in answers] == [302] * 6
    row = practices.again(practice)
    assert (row.state, row.language, row.files.get().alt) == ("submitted", "ky", "The river")
    assert [(a.name, a.user, a.institution) for a in row.authors.all()] == [("Aigul", teacher, school)]
    page = client.get(url("look", practice.code)).content.decode()
    assert ("Recall to draft" in page, "river" in page) == (True, True)


def test_it_begins_with_one_press(
    teacher: User, school: Institution, signed_in: SignIn, make_institution: Any, make_staff: Any
) -> None:
    client, at_once = signed_in(teacher), {"at_once": "1"}
    button = '<input type="hidden" name="at_once" value="1">'
    assert [button in client.get(url(page)).text for page in ("my_practices", "library")] == [True, True]
    begun = client.post(url("new_practice"), at_once)
    practice = Practice.objects.get()
    assert begun.headers["Location"] == url("write", practice.code, 1)
    assert (practice.language, practice.institution) == (teacher.language, school)
    assert client.post(url("new_practice"), at_once).headers["Location"] == begun.headers["Location"]
    make_staff(teacher, make_institution("Second"))
    client.post(url("new_practice"), at_once)
    assert Practice.objects.get().institution is None  # the last step asks for which of the two
    assert client.post(url("new_practice"), {"language": "xx"}).status_code == 400
    assert Client().post(url("new_practice"), at_once).status_code == 302
    assert Practice.objects.count() == 1


def test_too_many_drafts_are_said_where_they_are(
    teacher: User, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    practices.draft(by=teacher)
    monkeypatch.setattr("library.actions.writing.MOST_DRAFTS", 1)
    answer = signed_in(teacher).post(url("new_practice"), {"at_once": "1"}, follow=True)
    assert answer.redirect_chain == [(url("my_practices"), 302)]
    assert ("There are thirty drafts already" in answer.text, Practice.objects.count()) == (True, 1)


def test_from_the_last_step_straight_to_review(teacher: User, signed_in: SignIn) -> None:
    client, practice = signed_in(teacher), practices.draft(by=teacher)
    last = url("write", practice.code, 4)
    assert "Submit for review" in client.get(last).text
    answer = client.post(last, sent(practice, **RIGHTS, author_0_user=teacher.code, send="1"))
    assert answer.headers["Location"] == url("look", practice.code)
    row = practices.again(practice)
    assert (row.state, row.licence, row.reviews.count()) == ("submitted", "cc-by-sa", 1)


@pytest.mark.parametrize(
    ("time", "more", "why"),
    [("Six lessons", {"consent": ""}, "One thing is missing"), ("Ask 0555 123456", {}, "Look at this again")],
)
def test_what_lacks_something_is_saved_and_not_sent(
    teacher: User, signed_in: SignIn, time: str, more: dict[str, str], why: str
) -> None:
    client, practice = signed_in(teacher), practices.draft(by=teacher)
    facts = {"time_needed": time}
    writing.save_step(practice=practice, by=teacher, version=practice.version, step=1, facts=facts)
    said = {**sent(practice, **RIGHTS, author_0_user=teacher.code, send="1"), **more}
    page = client.post(url("write", practice.code, 4), said, follow=True)
    row = practices.again(practice)
    assert (row.state, row.licence, row.reviews.count()) == ("draft", "cc-by-sa", 0)
    assert (why in page.text, page.redirect_chain) == (True, [(url("look", practice.code), 302)])


def test_what_was_sent_back_is_looked_at_first(teacher: User, moderator: User, signed_in: SignIn) -> None:
    practice = practices.submitted(by=teacher)
    review = claim_review(review=practice.reviews.get(), by=moderator)
    return_practice(review=review, by=moderator, reason="quality", words="Say more of it.", language="en")
    client, last = signed_in(teacher), url("write", practice.code, 4)
    assert 'name="send"' not in client.get(last).text
    client.post(last, sent(practice, **RIGHTS, author_0_user=teacher.code, send="1"))
    assert practices.again(practice).state == "returned"


def test_nobody_sends_for_others(teacher: User, make_user: Callable[..., User], signed_in: SignIn) -> None:
    practice = practices.draft(by=teacher)
    answer = signed_in(make_user()).post(url("write", practice.code, 4), sent(practice, **RIGHTS, send="1"))
    row = practices.again(practice)
    assert (answer.status_code, row.state, row.licence) == (404, "draft", "cc-by")


def test_half_a_page_is_kept_and_missing_things_are_said(teacher: User, signed_in: SignIn) -> None:
    client = signed_in(teacher)
    practice = writing.create_practice(by=teacher, language="en")
    assert client.post(url("write", practice.code, 1), sent(practice, title="Only a title here")).status_code == 302
    look = client.get(url("look", practice.code)).content.decode()
    assert f'href="{url("write", practice.code, 2)}?check=1#id_context"' in look
    check = client.get(url("write", practice.code, 1) + "?check=1").content.decode()
    assert ("Say in two or three sentences" in check, 'value="Only a title here"' in check) == (True, True)


def test_the_page_saves_itself(teacher: User, signed_in: SignIn) -> None:
    client = signed_in(teacher)
    practice = writing.create_practice(by=teacher, language="en")
    address, quietly = url("write", practice.code, 2), {"X-Autosave": "1"}
    first = client.post(address, sent(practice, context="One"), headers=quietly)
    assert (first.status_code, first.json()["version"]) == (200, 2)
    stale = client.post(address, {"version": 1, "context": "Two"}, headers=quietly)
    long = client.post(address, sent(practice, context="x" * 6001), headers=quietly)
    assert (stale.status_code, long.status_code, practices.again(practice).context) == (409, 400, "One")
    assert "Context" in long.json()["text"]


def test_both_are_shown_when_it_was_changed_elsewhere(teacher: User, signed_in: SignIn) -> None:
    client = signed_in(teacher)
    practice = writing.create_practice(by=teacher, language="en")
    for step, field in ((1, "title"), (2, "context"), (4, "changes")):
        old = practices.again(practice).version
        client.post(url("write", practice.code, step), {"version": old, field: "What theirs says"})
        answer = client.post(url("write", practice.code, step), {"version": old, field: "What mine says"})
        page = answer.content.decode()
        assert (step, answer.status_code, "theirs says" in page, "mine says" in page) == (step, 409, True, True)
        mine = client.post(url("write", practice.code, step), sent(practice, **{field: "What mine says"}))
        assert (mine.status_code, getattr(practices.again(practice), field)) == (302, "What mine says")


def test_in_review_the_page_offers_to_recall(teacher: User, signed_in: SignIn) -> None:
    client = signed_in(teacher)
    practice = practices.submitted(by=teacher)
    assert "Recall to draft" in client.get(url("write", practice.code, 1)).content.decode()
    typed = client.post(url("write", practice.code, 1), sent(practice, title="Typed too late"))
    quiet = client.post(url("write", practice.code, 1), sent(practice), headers={"X-Autosave": "1"})
    assert (typed.status_code, "Typed too late" in typed.content.decode(), quiet.status_code) == (409, True, 409)
    client.post(url("recall", practice.code))
    assert client.get(url("write", practice.code, 1)).status_code == 200


@pytest.mark.parametrize(
    "data",
    [
        {"version": "x"},
        {"version": "9" * 30},
        {"kind": "9" * 30},
        {"subjects": ["1", "x", "9" * 25]},
        {"grades": ["99", "-1"]},
        {"language": "xx"},
        {"title": "x" * 100_000},
        {"based_on": "nobody"},
        {"licence": "cc-by-nd"},
        {"evidence": "9"},
        {"author_0_name": "x" * 5000, "author_99_name": "many"},
    ],
)
def test_nonsense_is_said_and_nothing_changes(data: dict[str, Any], teacher: User, signed_in: SignIn) -> None:
    client = signed_in(teacher)
    practice = practices.draft(by=teacher)
    answers = [
        client.post(url("write", practice.code, n), {**sent(practice), **data}).status_code for n in (1, 2, 3, 4)
    ]
    assert 400 in answers
    assert set(answers) <= {302, 400, 409}


def test_uploads_say_what_is_wrong(teacher: User, signed_in: SignIn) -> None:
    client = signed_in(teacher)
    practice = practices.draft(by=teacher)
    files = [
        SimpleUploadedFile("good.pdf", practices.pdf()),
        SimpleUploadedFile("bad.svg", b"<svg/>"),
        SimpleUploadedFile("empty.png", b""),
        SimpleUploadedFile("../../etc/passwd.jpg", practices.picture()),
    ]
    answer = client.post(url("add_file", practice.code), {"file": files}, headers={"X-Upload": "1"})
    assert (answer.status_code, [text.split(":")[0] for text in answer.json()["wrong"]]) == (
        400,
        ["bad.svg", "empty.png"],
    )
    names = [file.stored.name for file in practices.again(practice).files.all()]
    assert names == ["good.pdf", "passwd.webp"]
    none = client.post(url("add_file", practice.code), {}, headers={"X-Upload": "1"})
    twice = client.post(url("add_file", practice.code), {"file": SimpleUploadedFile("b.pdf", practices.pdf())})
    assert (none.status_code, twice.status_code, practices.again(practice).files.count()) == (400, 302, 2)


def test_limits_of_one_person(teacher: User, monkeypatch: pytest.MonkeyPatch) -> None:
    from core.errors import Invalid

    practice = practices.draft(by=teacher)
    monkeypatch.setattr(practice_files, "MOST_PERSON_BYTES", 1000)
    practices.add(practice, by=teacher, content=practices.pdf(), name="a.pdf")
    with pytest.raises(Invalid, match="500 MB"):
        practices.add(practice, by=teacher, content=practices.pdf(b"x" * 300), name="b.pdf")
    monkeypatch.setattr(practice_files, "MOST_PERSON_BYTES", 10_000)
    monkeypatch.setattr(practice_files, "MOST_FILES", 1)
    with pytest.raises(Invalid, match="twenty"):
        practices.add(practice, by=teacher, content=practices.pdf(b"y"), name="c.pdf")


def test_a_file_is_removed_after_the_rest_is_kept(
    teacher: User, signed_in: SignIn, django_capture_on_commit_callbacks: Any
) -> None:
    client = signed_in(teacher)
    practice = practices.draft(by=teacher)
    first = practices.add(practice, by=teacher, content=practices.picture(), name="a.jpg")
    second = practices.add(practice, by=teacher, content=practices.pdf(), name="b.pdf")
    said = {f"caption_{second.code}": "A plan", "remove": first.code}
    with django_capture_on_commit_callbacks(execute=True):
        asked = client.post(url("write", practice.code, 3), sent(practice, **said))
        assert practices.again(practice).files.count() == 2
        assert "Remove this file?" in client.get(asked["Location"]).text
        client.post(url("write", practice.code, 3), {"remove": first.code, "sure": "yes"})
    assert [(f.code, f.caption) for f in practices.again(practice).files.all()] == [(second.code, "A plan")]
    assert not practice_files.shelf().exists(first.stored.file.name)


def test_files_are_given_to_those_who_may_read_and_to_nobody_else(
    teacher: User, stranger: User, colleague: User, moderator: User, signed_in: SignIn
) -> None:
    practice = practices.draft(by=teacher)
    file = practices.add(practice, by=teacher, content=practices.picture(), name="Дарыя.jpg")
    address = url("file", practice.code, file.code)
    people = {"visitor": Client(), **{u.name: signed_in(u) for u in (teacher, stranger, colleague, moderator)}}

    def seen() -> set[str]:
        return {name for name, client in people.items() if client.get(address).status_code == 200}

    assert seen() == {teacher.name, colleague.name}
    row = practices.again(practice)
    practice_files.describe_files(
        practice=row, by=teacher, version=row.version, said={file.code: {"alt": "x", "holder": "x"}}
    )
    from library.actions import submitting

    row = practices.again(practice)
    submitting.submit_practice(practice=row, by=teacher, version=row.version)
    assert seen() == {teacher.name, colleague.name, moderator.name}
    practices.publish(practices.again(practice), moderator=moderator)
    assert seen() == set(people)
    # A newer text's picture is not public yet.
    added = practices.add(practices.again(practice), by=teacher, content=practices.pdf(), name="new.pdf")
    address = url("file", practice.code, added.code)
    assert seen() == {teacher.name, colleague.name}


def test_how_a_file_is_given_out(teacher: User, signed_in: SignIn, django_assert_num_queries: Any) -> None:
    client = signed_in(teacher)
    practice = practices.draft(by=teacher)
    file = practices.add(practice, by=teacher, content=practices.picture(), name="Дарыя.jpg")
    answer = client.get(url("file", practice.code, file.code))
    assert answer.headers["Content-Type"] == "image/webp"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''%D0%94")
    assert (answer.headers["X-Content-Type-Options"], answer.headers["Cache-Control"]) == (
        "nosniff",
        "private, no-store",
    )
    assert client.get(url("file_width", practice.code, file.code, 480)).status_code == 200
    others = [
        url("file_width", practice.code, file.code, 481),
        url("file", practice.code, "aaaaaaaaaa"),
        url("file", "aaaaaaaaaa", file.code),
        f"{settings.MEDIA_URL}{file.stored.file.name}",
    ]
    assert [client.get(address).status_code for address in others] == [404] * 4


def test_a_film_is_sent_in_parts(teacher: User, signed_in: SignIn) -> None:
    film = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + bytes(range(256)) * 8000
    practice = practices.draft(by=teacher)
    file = practices.add(practice, by=teacher, content=film, name="film.mp4")
    answer = signed_in(teacher).get(url("file", practice.code, file.code))
    assert (answer.streaming, b"".join(answer.streaming_content) == film) == (True, True)
    assert int(answer.headers["Content-Length"]) == len(film)


def test_the_list_costs_the_same_for_one_and_three(teacher: User, signed_in: SignIn) -> None:
    client, counts = signed_in(teacher), []
    for wanted in (1, 3):
        while Practice.objects.count() < wanted:
            practices.draft(by=teacher)
        client.get(url("my_practices"))
        with CaptureQueriesContext(connection) as asked:
            page = client.get(url("my_practices")).content.decode()
        counts.append(len(asked))
        assert page.count("A water diary in two languages") == wanted
    assert counts == [8, 8]


def test_who_may_see_but_not_write_is_told(teacher: User, stranger: User, signed_in: SignIn) -> None:
    public = practices.publish(practices.draft(by=teacher))
    answer = signed_in(stranger).get(url("write", public.code, 1))
    assert (answer.status_code, "Only the authors" in answer.content.decode()) == (403, True)


def test_the_admin_looks_and_changes_nothing(teacher: User, make_user: Callable[..., User], signed_in: SignIn) -> None:
    boss = make_user("Boss", is_superuser=True)
    practice = practices.draft(by=teacher)
    client = signed_in(boss)
    base = "/admin/snippets/library/practice"
    assert client.get(f"{base}/").status_code == 200
    assert client.get(f"{base}/inspect/{practice.pk}/").status_code == 200
    assert client.get(f"{base}/unpublish/{practice.pk}/").status_code == 404
    for way in ("edit", "delete"):
        client.post(f"{base}/{way}/{practice.pk}/", {"title": "Changed"})
    assert practices.again(practice).title == "A water diary in two languages"
