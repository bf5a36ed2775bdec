from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.utils import timezone, translation

from accounts.models import User
from community.actions.reports import report
from community.models import Report
from core.errors import KoepueroeError
from core.models import Term
from core.registry import may_follow, today_for
from tests.twinning.partners.conftest import School, expire, letter
from twinning.actions.agreements import draw_up_agreement
from twinning.actions.answering import accept_proposal, decline_proposal
from twinning.actions.duties.erasing import erase_letters
from twinning.actions.partnerships import end_partnership
from twinning.actions.plans import edit_plan_item, finish_plan_item
from twinning.actions.sending import counter_proposal, withdraw_proposal
from twinning.models import Partnership, Proposal, Role
from twinning.queries.personal_data import letters_data
from twinning.queries.phrase_book import chosen, facts_of
from twinning.queries.proposals import ReplyRate, reply_rates
from twinning.queries.socket_topics import sides_in
from twinning.queries.wishes import shared
from twinning.showing.partnerships import bank, doing_now
from twinning.showing.phrase_book import PARTS, phrase_book, sentences
from twinning.showing.proposals import proposed_milestones

pytestmark = pytest.mark.django_db
Send = Callable[..., Proposal]


def test_each_side_reads_the_same_sentences_in_its_language() -> None:
    kept = [{"key": "greeting-day", "params": {}}, {"key": "want-theme", "params": {"theme": "water"}}]
    with translation.override("ky"):
        assert sentences(kept) == [
            "Саламатсыздарбы, урматтуу кесиптештер!",
            "Бирге иштегибиз келген тема: суу жана дарыялар.",
        ]
    with translation.override("ru"):
        assert sentences(kept)[1] == "Тема, над которой мы хотели бы работать вместе: вода и реки."
    with translation.override("en"):
        assert sentences(kept)[1] == "The theme on which we would like to work together: water and rivers."


def test_the_book_has_all_parts_in_three_languages_with_the_same_places(ours: School) -> None:
    terms = list(Term.objects.filter(scheme="phrase"))
    assert len(terms) == 26
    assert {term.code.partition("-")[0] for term in terms} == set(PARTS)
    for term in terms:
        places = [sorted(part.partition("}")[0] for part in text.split("{")[1:]) for text in _texts(term)]
        assert places[0] == places[1] == places[2], term.code
        assert all(_texts(term)), term.code


def test_a_phrase_is_bettered_unless_a_ministry_has_its_own() -> None:
    start = Term.objects.get(scheme="phrase", code="when-start")
    assert start.label_ru == "Мы могли бы начать {starts}"
    Term.objects.filter(pk=start.pk).update(label_ru="Начнём {starts}")
    Term.objects.filter(scheme="phrase", code="when-end").update(label_ru="Завершить думаем к этому дню: {ends}")
    import_module("twinning.migrations.0011_phrases_said_better").say_better(apps, None)
    with translation.override("ru"):
        kept = [{"key": f"when-{key}", "params": {f"{key}s": "2026-12-05"}} for key in ("start", "end")]
        assert sentences(kept) == ["Начнём 5 декабря 2026\u202fг.", "Закончить думаем к 5 декабря 2026\u202fг."]


def _texts(term: Term) -> list[str]:
    return [term.label_ky, term.label_ru, term.label_en]


def test_phrases_are_filled_from_the_wish(ours: School) -> None:
    facts = facts_of(ours.wish, theme="water", work="project", starts="2027-01-11")
    assert facts == {
        "town": "Baetov",
        "country": "KG",
        "class": "7 Б",
        "ages": "12–13",
        "size": "24",
        "languages": "ru",
        "theme": "water",
        "work": "project",
        "starts": "2027-01-11",
    }
    said = {p.key: p.text for _part, phrases in phrase_book(facts) for p in phrases}
    assert said["who-class"] == "Our class: 7 Б. The pupils’ age: 12–13."
    assert said["when-start"] == "We could begin on this day: 11 January 2027."
    assert "when-end" not in said
    assert chosen(["who-class", "nonsense"], facts) == [
        {"key": "who-class", "params": {"class": "7 Б", "ages": "12–13"}}
    ]


def test_a_kept_phrase_survives_a_changed_vocabulary() -> None:
    kept = [
        {"key": "gone"},
        {"key": "who-class", "params": {"class": "{ages} <b>"}},
        {"key": "when-start", "params": {"starts": "?"}},
    ]
    assert sentences(kept) == ["Our class: {ages} <b>. The pupils’ age: ….", "We could begin on this day: ?."]


def test_a_plan_is_read_in_the_readers_language() -> None:
    plan = [{"term": "meet", "title": "", "due": "2027-01-20"}, {"term": "", "title": "Вода", "due": ""}]
    with translation.override("ru"):
        points = proposed_milestones(plan, "ky")
    assert [(p.title, p.lang, p.due) for p in points] == [("Знакомимся", "", date(2027, 1, 20)), ("Вода", "ky", None)]


def test_the_shared_theme_comes_first(ours: School, theirs: School) -> None:
    assert shared(ours.wish, theirs.wish, "theme") == "water"
    theirs.wish.points.filter(criterion="theme").delete()
    assert shared(ours.wish, theirs.wish, "theme") == "water"
    ours.wish.points.filter(criterion="theme").delete()
    assert shared(ours.wish, theirs.wish, "theme") == ""


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (datetime(2027, 1, 11, 12, 0), "The next lesson begins at 13:00."),
        (datetime(2027, 1, 11, 13, 0), "A lesson is on until 17:30."),
        (datetime(2027, 1, 11, 17, 30), "The lessons of today are over."),
        (datetime(2027, 1, 16, 13, 0), "No lessons today."),
    ],
)
def test_what_a_class_does_now(ours: School, moment: datetime, said: str) -> None:
    assert doing_now(ours.wish.school_class, moment.replace(tzinfo=ZoneInfo("Asia/Bishkek"))) == said


def test_both_banks_have_their_own_clock(ours: School, theirs: School, join: Callable[..., Partnership]) -> None:
    parties = list(join(ours, theirs).parties.all())
    at = datetime(2027, 1, 11, 9, 42, tzinfo=UTC)
    assert [bank(party, at).time for party in parties] == ["15:42", "11:42"]
    assert doing_now(None, at) == ""


def test_reply_rate_counts_what_was_settled(
    ours: School, theirs: School, found_school: Callable[..., School], send: Send
) -> None:
    others = [found_school(f"School {n}") for n in range(4)]
    declined, silent, withdrawn, waiting = [send(other, theirs) for other in others]
    decline_proposal(proposal=declined, by=theirs.leader, reason="time")
    Proposal.objects.filter(pk=declined.pk).update(sent_at=timezone.now() - timedelta(days=3))
    expire(silent)
    withdraw_proposal(proposal=withdrawn, by=others[2].leader)
    assert waiting.state == "sent"
    assert reply_rates([theirs.school.pk, ours.school.pk]) == {theirs.school.pk: ReplyRate(2, 1, 3.0)}


def test_reply_rates_are_one_query(
    theirs: School, found_school: Callable[..., School], send: Send, django_assert_num_queries: Any
) -> None:
    for n in range(3):
        decline_proposal(proposal=send(found_school(f"School {n}"), theirs), by=theirs.leader, reason="time")
    with django_assert_num_queries(1):
        reply_rates([theirs.school.pk])


def test_only_verified_staff_follow_the_news(
    ours: School, theirs: School, join: Callable[..., Partnership], make_user: Callable[..., User], make_staff: Any
) -> None:
    partnership, stranger, waiting = join(ours, theirs), make_user("Stranger"), make_user("Waiting")
    make_staff(waiting, ours.school, Role.TEACHER, state="asked")
    topics = [f"proposals:{ours.school.code}", f"space:{partnership.code}"]
    assert [may_follow(ours.leader, topic) for topic in topics] == [True, True]
    assert [may_follow(theirs.leader, topic) for topic in topics] == [False, True]
    assert [may_follow(stranger, topic) for topic in topics] == [False, False]
    assert [may_follow(waiting, topic) for topic in topics] == [False, False]


def test_people_of_a_room_stand_on_their_banks(ours: School, theirs: School, join: Callable[..., Partnership]) -> None:
    sides = sides_in(join(ours, theirs).space.room, ours.leader)
    assert sides is not None
    assert {code: (side.side, side.place) for code, side in sides.items()} == {
        ours.leader.code: ("us", "Baetov"),
        theirs.leader.code: ("them", "Tartu"),
    }


def test_today_says_what_waits(
    ours: School, theirs: School, found_school: Callable[..., School], send: Send, join: Callable[..., Partnership]
) -> None:
    assert [str(item.text) for item in today_for(theirs.leader)] == []
    partnership = join(ours, theirs)
    item = partnership.plan.all()[0]
    edit_plan_item(item=item, by=ours.leader, version=1, term="meet", due=timezone.localdate() + timedelta(days=2))
    draw_up_agreement(partnership=partnership, by=ours.leader)
    send(found_school("Third"), found_school("Fourth"))
    theirs.wish.state, theirs.wish.partners = "open", 2
    theirs.wish.save()
    send(found_school("Fifth"), theirs, title="Letters")
    said = [str(item.text) for item in today_for(theirs.leader)]
    assert said[0].startswith("Milestone due ")
    assert said[1:] == [
        "A proposal waits for your answer. Fifth: Letters",
        "An agreement waits for your signature: Живая вода",
    ]
    end_partnership(partnership=partnership, by=ours.leader, reason="time")
    assert [str(item.text) for item in today_for(theirs.leader)] == [said[1], "1 new message: Живая вода"]


def test_my_data_holds_what_i_wrote(ours: School, theirs: School, join: Callable[..., Partnership]) -> None:
    join(ours, theirs)
    mine, yours = letters_data(ours.leader), letters_data(theirs.leader)
    assert [row["words"] for row in mine["proposals"]] == ["Салам! Биз Нарын суусун изилдейбиз."]
    assert [row["state"] for row in yours["answers"]] == ["accepted"]
    assert mine["answers"] == []


def test_erasing_a_person_leaves_every_word(ours: School, theirs: School, send: Send) -> None:
    ours.leader.name = "Ann Lee"
    ours.leader.save()
    proposal = send(ours, theirs, words="We like annual plans.\nANN LEE, teacher")
    answer = counter_proposal(proposal=proposal, by=theirs.leader, **letter(words="Dear Ann Lee! Annabel Leeds"))
    partnership = accept_proposal(proposal=answer, by=ours.leader)
    done = finish_plan_item(item=partnership.plan.all()[0], by=theirs.leader, version=1, evidence="Ann Lee’s lesson")
    end_partnership(partnership=partnership, by=theirs.leader, reason="people", words="Thank you, Ann Lee.")
    erase_letters(ours.leader)
    ours.leader.delete()
    for row in (proposal, answer, done, partnership):
        row.refresh_from_db()
    assert (proposal.words, proposal.by) == ("We like annual plans.\nANN LEE, teacher", None)
    assert (answer.words, answer.closed_by) == ("Dear Ann Lee! Annabel Leeds", None)
    assert (done.evidence, partnership.end_words) == ("Ann Lee’s lesson", "Thank you, Ann Lee.")


def test_a_received_proposal_can_be_reported_with_its_words(
    ours: School, theirs: School, send: Send, make_user: Callable[..., User]
) -> None:
    proposal = send(ours, theirs)
    made = report(object_type="proposal", code=proposal.code, by=theirs.leader, reason="insult")
    assert made.about == ours.leader
    assert made.seen["text"] == "Живая вода\nСалам! Биз Нарын суусун изилдейбиз.\nВода в бутылке"
    for person in (ours.leader, make_user("Stranger")):
        with pytest.raises(KoepueroeError):
            report(object_type="proposal", code=proposal.code, by=person, reason="insult")
    assert Report.objects.count() == 1
