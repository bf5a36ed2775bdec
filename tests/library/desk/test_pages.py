"""The pages of the desk and of the author, and that what moderators say among themselves stays there."""

from collections.abc import Callable, Iterator
from typing import Any

from django.core import mail
from django.test import Client

from accounts.models import User
from community.models import Notice
from core.audit_reading import deeds_of
from core.models import KeptEntry, OutboxRow
from core.registry import exporters
from library.actions.claiming import claim_review, release_review
from library.actions.deciding import publish_practice, return_practice
from library.actions.submitting import recall_practice
from library.models import Practice, PracticeReview
from library.showing.timeline import timeline_of
from twinning.models import Role

Make = Callable[..., Any]
SignIn = Callable[[User], Client]
SECRET = "Unter-uns-gesagt-7319"
WORDS = "Сүрөттү алмаштырыңыз."


def address(review: PracticeReview, more: str = "") -> str:
    return f"/en/desk/practices/{review.code}/{more}"


def answer(deed: str, **more: str) -> dict[str, str]:
    return {"deed": deed, "reason": "consent", "language": "ky", "words": WORDS, "note": SECRET} | more


def state_of(review: PracticeReview) -> str:
    return str(Practice.objects.get(pk=review.practice_id).state)


def test_from_the_queue_to_sent_back(review: PracticeReview, moderator: User, signed_in: SignIn) -> None:
    client = signed_in(moderator)
    page = client.get("/en/desk/practices/").content.decode()
    assert (f'action="{address(review, "claim/")}"' in page, review.practice.title in page) == (True, True)
    assert client.post(address(review, "claim/")).headers["Location"] == address(review)
    page = client.get(address(review)).content.decode()
    assert ("Claimed by you" in page, "Send back with the reason" in page) == (True, True)
    assert client.post(address(review), answer("return")).headers["Location"] == "/en/desk/practices/"
    assert state_of(review) == "returned"
    page = client.get(address(review)).content.decode()
    assert ("This round is decided." in page, SECRET in page) == (True, True)


def test_what_is_missing_is_said_beside_its_field_and_the_rest_stays(
    review: PracticeReview, moderator: User, signed_in: SignIn
) -> None:
    claim_review(review=review, by=moderator)
    client = signed_in(moderator)
    got = client.post(address(review), answer("return", reason=""))
    page = got.content.decode()
    assert (got.status_code, "Choose a reason." in page, WORDS in page, SECRET in page) == (400, True, True, True)
    got = client.post(address(review), answer("return", words=""))
    assert (got.status_code, "Say to the author what is missing" in got.content.decode()) == (400, True)
    for nonsense in (
        {"deed": "unheard"},
        {"deed": "return", "language": "xx"},
        {"deed": "return", "reason": "\u202e"},
        {},
    ):
        assert client.post(address(review), answer("return") | nonsense if nonsense else {}).status_code == 400
    assert state_of(review) == "submitted"


def test_sentences_to_start_from_in_the_language_of_the_words(
    review: PracticeReview, moderator: User, signed_in: SignIn
) -> None:
    claim_review(review=review, by=moderator)
    client = signed_in(moderator)
    for language, start in (("en", "Thank you for this practice."), ("ru", "Спасибо"), ("ky", "рахмат")):
        got = client.post(address(review), answer("start", language=language, **{"kept-form": f"{address(review)}:"}))
        page = client.get(got.headers["Location"]).content.decode()  # a reload asks nothing and loses nothing
        assert (got.status_code, start in page, WORDS in page, SECRET in page) == (302, True, True, True)
    assert PracticeReview.objects.get(pk=review.pk).words == ""


def test_a_note_is_kept_without_a_verdict(
    review: PracticeReview, moderator: User, second: User, signed_in: SignIn
) -> None:
    claim_review(review=review, by=moderator)
    assert signed_in(moderator).post(address(review), answer("note")).status_code == 302
    assert SECRET in signed_in(second).get(address(review)).content.decode()
    assert state_of(review) == "submitted"


def test_a_note_that_is_kept_costs_no_word_of_the_answer(
    review: PracticeReview, moderator: User, signed_in: SignIn
) -> None:
    claim_review(review=review, by=moderator)
    client = signed_in(moderator)
    form = {"kept-form": f"{address(review)}:", "kept-page": address(review), "kept-mark": "a" * 32}
    client.post("/kept/", {**answer("", note="Of yesterday"), **form, "kept-number": "1"})
    client.post(address(review), {**answer("note"), **form, "kept-number": "2"})
    page = client.get(address(review)).text
    assert (WORDS in page, SECRET in page, "Of yesterday" in page) == (True, True, False)
    client.post(address(review), {**answer("return"), **form, "kept-number": "3"})
    row = KeptEntry.objects.get()
    assert (row.data, row.over_at is None) == ({}, False)


def test_publishing_from_the_page(review: PracticeReview, moderator: User, signed_in: SignIn) -> None:
    claim_review(review=review, by=moderator)
    got = signed_in(moderator).post(address(review), answer("publish", words="", reason=""))
    assert (got.status_code, state_of(review)) == (302, "published")


def test_publishing_is_off_while_an_error_is_left(review: PracticeReview, moderator: User, signed_in: SignIn) -> None:
    revision = review.revision
    revision.content["safety"] = False
    revision.save()
    claim_review(review=review, by=moderator)
    client = signed_in(moderator)
    page = client.get(address(review)).content.decode()
    assert ('value="publish" disabled' in page, "1 error" in page or 'class="bad"' in page) == (True, True)
    got = client.post(address(review), answer("publish"))
    assert (got.status_code, "The check still finds an error." in got.content.decode()) == (400, True)
    assert state_of(review) == "submitted"


def test_the_second_of_two_moderators_reads_both_and_loses_nothing(
    review: PracticeReview, moderator: User, second: User, signed_in: SignIn
) -> None:
    claim_review(review=review, by=moderator)
    late = signed_in(second)
    assert late.post(address(review, "claim/")).status_code == 409
    got = late.post(address(review), answer("return", words="My own words"))
    page = got.content.decode()
    assert (got.status_code, "My own words" in page, SECRET in page, str(moderator) in page) == (409, True, True, True)
    return_practice(review=review, by=moderator, reason="quality", words="Theirs", language="en")
    page = late.post(address(review), answer("publish", words="My own words")).content.decode()
    assert ("My own words" in page, "Theirs" in page, "quality" in page) == (True, True, True)
    assert late.post(address(review, "release/")).status_code == 409
    assert state_of(review) == "returned"


def test_a_verdict_on_what_was_recalled_says_so(
    review: PracticeReview, teacher: User, moderator: User, signed_in: SignIn
) -> None:
    claim_review(review=review, by=moderator)
    recall_practice(practice=review.practice, by=teacher)
    got = signed_in(moderator).post(address(review), answer("return"))
    assert (got.status_code, "taken back by the author" in got.content.decode()) == (409, True)


def test_what_changed_since_the_last_round_stands_on_the_page(
    review: PracticeReview, moderator: User, second: User, submit: Make, signed_in: SignIn
) -> None:
    claim_review(review=review, by=moderator)
    return_practice(review=review, by=moderator, reason="quality", words="Say more.", language="en", note=SECRET)
    again = submit(review.practice, answer="Now it says more.", reflection="Now we have thought about it. " * 5)
    page = signed_in(second).get(address(again)).content.decode()
    assert ("<ins>" in page, "<del>" in page, "[added:" in page) == (True, True, True)
    for said in ("Now it says more.", "Say more.", SECRET, "Round 1"):
        assert said in page


def test_a_round_that_is_over_leads_to_the_newest_one(
    review: PracticeReview, moderator: User, second: User, submit: Make, signed_in: SignIn
) -> None:
    claim_review(review=review, by=moderator)
    return_practice(review=review, by=moderator, reason="quality", words="Say more.", language="en", note=SECRET)
    old = signed_in(second).get(address(review)).text
    assert "This practice came back" not in old
    again = submit(review.practice, answer="Now it says more.", reflection="Now we have thought about it. " * 5)
    old = signed_in(second).get(address(review)).text
    assert ("This practice came back: round 2" in old, "It waits for an answer." in old) == (True, True)
    assert f'href="{address(again)}"' in old
    claim_review(review=again, by=second)
    return_practice(review=again, by=second, reason="quality", words="And more.", language="en", note="")
    old = signed_in(second).get(address(review)).text
    assert ("That round is over as well." in old, f'href="{address(again)}"' in old) == (True, True)
    assert "This practice came back" not in signed_in(second).get(address(again)).text


def test_near_duplicates_stand_side_by_side(
    make_practice: Make, submit: Make, moderator: User, signed_in: SignIn
) -> None:
    first, again = submit(make_practice("We measure a river")), submit(make_practice("We measure one river"))
    client = signed_in(moderator)
    page = client.get(address(again)).content.decode()
    beside = address(again, f"beside/{first.practice.code}/")
    assert beside in page
    got = client.get(beside)
    assert (got.status_code, "<mark>" in got.content.decode()) == (200, True)
    assert client.get(address(again, f"beside/{make_practice('A draft of theirs').code}/")).status_code == 404


def places(user: User, practice: Practice, client: Client) -> Iterator[str]:
    """Everything that an author meets about the practice."""
    yield from (
        client.get(page).content.decode()
        for page in (
            f"/en/practices/{practice.code}/review/",
            f"/en/practices/{practice.code}/look/",
            f"/en/practices/{practice.code}/preview/",
            f"/en/practices/{practice.code}/write/2/",
            "/en/my/practices/",
            "/en/notices/",
            "/en/",
            "/en/home/",
            "/en/settings/data/",
        )
    )
    yield str(exporters()["library"](user))
    yield from (message.subject + message.body for message in mail.outbox)
    yield from (str(params) for params in Notice.objects.values_list("params", flat=True))
    yield from (deed.ground + str(deed.data) for deed in deeds_of(practice))
    yield from (str(data) for data in OutboxRow.objects.values_list("data", flat=True))
    yield str(timeline_of(practice))


def test_internal_notes_leak_nowhere(
    review: PracticeReview,
    teacher: User,
    moderator: User,
    submit: Make,
    signed_in: SignIn,
    django_capture_on_commit_callbacks: Make,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        client = signed_in(moderator)
        client.post(address(review, "claim/"))
        client.post(address(review), answer("note"))
        client.post(address(review), answer("return"))
    texts = list(places(teacher, review.practice, signed_in(teacher)))
    assert [text for text in texts if SECRET in text] == []
    assert sum(WORDS in text for text in texts) >= 4
    with django_capture_on_commit_callbacks(execute=True):
        again = submit(review.practice)
        claim_review(review=again, by=moderator)
        publish_practice(review=again, by=moderator, note=SECRET)
    texts = list(places(teacher, review.practice, signed_in(teacher)))
    assert [text for text in texts if SECRET in text] == []


def test_the_author_reads_how_it_goes(
    review: PracticeReview, teacher: User, moderator: User, submit: Make, signed_in: SignIn
) -> None:
    client, page = signed_in(teacher), f"/en/practices/{review.practice.code}/review/"
    assert "A moderator answers by" in client.get(page).content.decode()
    claim_review(review=review, by=moderator)
    shown = client.get(page).content.decode()
    assert ("A moderator reads it" in shown, str(moderator) in shown) == (True, False)
    return_practice(review=review, by=moderator, reason="consent", words=WORDS, language="ky")
    shown = client.get(page).content.decode()
    assert ("Sent back. Reason: consent" in shown, f'<p lang="ky">{WORDS}' in shown) == (True, True)
    again = submit(review.practice, answer="I have changed it.")
    release_review(review=claim_review(review=again, by=moderator), by=moderator)
    claim_review(review=again, by=moderator)
    publish_practice(review=again, by=moderator, words="Thank you!", language="en")
    moments = timeline_of(review.practice)
    assert [(moment.said, moment.words or moment.answer) for moment in moments] == [
        ("Published", "Thank you!"),
        ("Submitted again", "I have changed it."),
        ("Sent back", WORDS),
        ("Submitted", ""),
    ]


def test_who_may_read_how_it_goes(
    review: PracticeReview, moderator: User, make_user: Make, make_staff: Make, signed_in: SignIn
) -> None:
    page = f"/en/practices/{review.practice.code}/review/"
    leader, colleague = make_user(), make_user()
    make_staff(leader, review.practice.institution)
    make_staff(colleague, review.practice.institution, Role.TEACHER)
    found = [signed_in(user).get(page).status_code for user in (leader, colleague, make_user(), moderator)]
    assert ([*found, Client().get(page).status_code]) == [200, 403, 404, 200, 302]


def test_reading_renews_the_claim_but_nobody_elses(
    review: PracticeReview, moderator: User, second: User, signed_in: SignIn
) -> None:
    from datetime import timedelta

    from django.utils import timezone

    claim_review(review=review, by=moderator)
    past = timezone.now() - timedelta(hours=3)
    PracticeReview.objects.update(worked_at=past)
    signed_in(second).get(address(review))
    assert PracticeReview.objects.get().worked_at == past
    signed_in(moderator).get(address(review))
    assert PracticeReview.objects.get().worked_at > past


def test_taking_down_and_showing_again_from_the_desk(
    review: PracticeReview, moderator: User, signed_in: SignIn
) -> None:
    claim_review(review=review, by=moderator)
    publish_practice(review=review, by=moderator)
    client, page = signed_in(moderator), f"/en/desk/practices/down/{review.practice.code}/"
    assert client.get(page).status_code == 200
    assert client.post(page, {"reason": "", "words": ""}).status_code == 400
    assert client.post(page, {"reason": "child", "words": "A child."}).status_code == 302
    assert review.practice.title in client.get("/en/desk/practices/down/").content.decode()
    assert client.post(page, {"words": "It was nobody."}).status_code == 302
    assert state_of(review) == "published"


def test_to_people_without_the_office_there_is_no_desk(
    review: PracticeReview, teacher: User, signed_in: SignIn
) -> None:
    client = signed_in(teacher)
    for page in ("/en/desk/practices/", "/en/desk/practices/down/", address(review), address(review, "beside/abc/")):
        assert (client.get(page).status_code, Client().get(page).status_code) == (404, 302)
    for page in (address(review, "claim/"), address(review, "release/"), address(review)):
        assert client.post(page).status_code == 404
