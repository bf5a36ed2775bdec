"""The second half of the site's work as one story, in one language from its first word to its last: a practice is
written, sent back, mended, published, found, tried elsewhere and talked about; an editor's page changes beside it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.journeys.words import ask, board, field, follow, language_of, post, press, said, sound
from tests.journeys.writing import claim, rights, the_story, what_it_is
from tests.practices import picture
from tests.server import Server

Contexts = Callable[..., BrowserContext]
SignIn = Callable[..., Page]
PAGE = """
SELECT page.id FROM wagtailcore_page page JOIN wagtailcore_locale locale ON locale.id = page.locale_id
WHERE page.slug = 'first-letter' AND locale.language_code = %s
"""


@dataclass(frozen=True)
class Words:
    """What the people of the story write, in their language. `sought`: words of the title in other forms."""

    title: str
    summary: str
    story: str
    steps: str
    picture: str
    returned: str
    mended: str
    outcome: str
    sought: tuple[str, ...]
    board: str
    topic: str
    question: str
    reply: str
    edited: str


WORDS = {
    "ky": Words(
        title="Мөңгүлөрдүн күндөлүгү",
        summary="Эки класс мөңгүдөн чыккан суунун деңгээлин жума сайын өлчөп, орток таблицага жазат.",
        story="Биздин айыл мөңгүнүн этегинде турат. 8-класстын 24 окуучусу сууну жума сайын өлчөп, сандарды барактарга жазды.",
        steps="1. Сууга белгиленген таякча коёбуз.\n2. Жума сайын санын жазабыз.\n3. Ай сайын өнөктөшкө жөнөтөбүз жана салыштырабыз.",
        picture="Эки окуучу суудагы таякчанын белгилерин карап турат",
        returned="Жыйынтыкта сан жок. Канча жолу өлчөдүңүз жана эмне өзгөрдү?",
        mended="Он эки жумада он эки жолу өлчөдүк.",
        outcome="Биз көлдүн суусун өлчөдүк: 19 окуучунун он жетиси жайында да улантты.",
        sought=("мөңгүлөрүбүз күндөлүктөрдө", "монгулорубуз кундолуктордо"),
        board="Сабактар жана долбоорлор",
        topic="Мөңгүнүн суусун эмне менен өлчөйсүздөр?",
        question="Бизде метрлик таякча жок. Ким эмне колдонот?",
        reply="Жипке байланган таш: ар бир түйүн он сантиметр.",
        edited="толукталды",
    ),
    "ru": Words(
        title="Ледники и реки: дневник наблюдений",
        summary="Два класса каждую неделю измеряют воду под ледником и пишут числа в общую таблицу.",
        story="Наше село стоит у подножия ледника. 24 ученика 8 класса каждую неделю измеряли воду и записывали числа на листах.",
        steps="1. Ставим в воду палку с делениями.\n2. Каждую неделю записываем число.\n3. Раз в месяц посылаем числа партнёрам и сравниваем.",
        picture="Два ученика смотрят на деления палки в воде",
        returned="В итогах нет чисел. Сколько раз вы измеряли и что изменилось?",
        mended="За двенадцать недель мы измерили двенадцать раз.",
        outcome="Мы измеряли озеро: из 19 учеников семнадцать продолжили и летом.",
        sought=("наблюдения за ледниками",),
        board="Уроки и проекты",
        topic="Чем вы измеряете воду под ледником?",
        question="Метровой палки у нас нет. Кто чем пользуется?",
        reply="Камень на верёвке: каждый узел десять сантиметров.",
        edited="дополнено",
    ),
    "en": Words(
        title="Shadows of three towers",
        summary="Two classes measure the shadow of a tower every week and write the numbers into one table.",
        story="Our school stands beside an old tower. 24 pupils of grade 8 measured its shadow every week and wrote the numbers on sheets.",
        steps="1. Mark the end of the shadow with a stone.\n2. Write the number down every week.\n3. Send the numbers to the partner once a month and compare.",
        picture="Two pupils lay a stone at the end of the shadow of a tower",
        returned="The result has no numbers. How often did you measure, and what changed?",
        mended="We measured twelve times in twelve weeks.",
        outcome="We measured a lighthouse: seventeen of 19 pupils went on in the summer.",
        sought=("shadow of the tower",),
        board="Lessons and projects",
        topic="What do you measure shadows with?",
        question="We have no long tape. What does everybody use?",
        reply="A string with knots: every knot is ten centimetres.",
        edited="revised",
    ),
}


@pytest.fixture
def unstarted(shared: Server) -> Server:
    return shared


@pytest.mark.parametrize(("language", "width"), [("ky", 360), ("ru", 1280), ("en", 360)])
def test_from_the_first_word_to_the_answer(
    server: Server, signed_in: SignIn, browser_context: Contexts, tmp_path: Path, language: str, width: int
) -> None:
    words = WORDS[language]
    teacher, moderator, partner, admin = (
        signed_in(role, language=language, width=width) for role in ("teacher", "moderator", "leader-ee", "admin")
    )
    visitor = browser_context(locale=language, width=width).new_page()
    visitor.goto(f"/{language}/")

    code = writes(teacher, words, tmp_path)
    reason = sends_back(moderator, words)
    mends(teacher, words, code, reason)
    publishes(moderator, words)
    reads_in_the_library(visitor, words)
    tells_of_the_trial(partner, words, code)
    reads_the_notice(teacher, words)
    finds(visitor, words, code)
    talks(teacher, partner, words)
    edits(admin, visitor, words, server.rows(PAGE, language)[0][0])


def writes(teacher: Page, words: Words, folder: Path) -> str:
    language = language_of(teacher)
    teacher.goto(f"/{language}/my/practices/")
    press(teacher, "Write a practice")
    expect(teacher).to_have_url(re.compile(r"/write/1/$"))
    teacher.locator("select[name=language]").select_option(language)
    what_it_is(teacher, words.title, words.summary)
    press(teacher, "Next step")
    expect(teacher).to_have_url(re.compile(r"/write/2/$"))
    the_story(teacher, words.story, words.steps)
    press(teacher, "Next step")
    expect(teacher).to_have_url(re.compile(r"/write/3/$"))
    photo = folder / "photo.jpg"
    photo.write_bytes(picture(size=(900, 600)))
    teacher.locator("input[type=file]").set_input_files(photo)
    expect(teacher.locator("img.thumb")).to_be_visible()
    field(teacher, "What the picture shows").fill(words.picture)
    press(teacher, "Next step")
    expect(teacher).to_have_url(re.compile(r"/write/4/$"))
    rights(teacher)
    press(teacher, "Save and look")
    expect(teacher.locator("#main")).to_contain_text(
        said(teacher, "Nothing is missing. This is how a reader will see it.")
    )
    sound(teacher)
    code = teacher.url.split("/")[-3]
    press(teacher, "Submit for review")
    expect(teacher.locator("h1")).to_have_text(said(teacher, "In review"))
    return code


def sends_back(moderator: Page, words: Words) -> str:
    claim(moderator, words.title)
    chosen = moderator.locator("label:has(input[name=reason][value=quality])")
    reason = chosen.inner_text().strip()
    chosen.click()
    field(moderator, "Message to the author").fill(words.returned)
    press(moderator, "Send back with the reason")
    expect(moderator.locator("#main")).to_contain_text(
        said(moderator, "Sent back. The authors read the reason and your words.")
    )
    expect(moderator.locator("li.queue", has_text=words.title)).to_have_count(0)
    return reason


def mends(teacher: Page, words: Words, code: str, reason: str) -> None:
    language = language_of(teacher)
    returned = "Your practice was sent back: “%(title)s”. Reason: %(reason)s. Read what to change."
    teacher.goto(f"/{language}/notices/")
    notice(teacher, returned, title=words.title, reason=reason).get_by_role("link").click()
    expect(teacher.locator("h1")).to_have_text(words.title)
    expect(teacher.locator("#why")).to_contain_text(reason, ignore_case=True)
    expect(teacher.locator("#standing")).to_contain_text(words.returned)
    sound(teacher)
    follow(teacher, "Change it")
    expect(teacher).to_have_url(re.compile(r"/write/1/$"))
    teacher.goto(f"/{language}/practices/{code}/write/2/")
    teacher.locator("textarea[name=result]").fill(f"{words.story} {words.mended}")
    press(teacher, "Next step")
    expect(teacher).to_have_url(re.compile(r"/write/3/$"))
    teacher.goto(f"/{language}/practices/{code}/look/")
    press(teacher, "Submit for review")
    expect(teacher.locator("h1")).to_have_text(said(teacher, "In review"))


def publishes(moderator: Page, words: Words) -> None:
    claim(moderator, words.title)
    changes = moderator.locator("section", has=moderator.locator("#changes"))
    expect(changes.locator("ins")).to_contain_text(words.mended)
    expect(changes.locator("dt")).to_have_count(1)
    expect(moderator.locator("#main")).to_contain_text(words.returned)
    sound(moderator)
    press(moderator, "Publish")
    expect(moderator.locator("#main")).to_contain_text(said(moderator, "Published. The authors are told."))


def reads_in_the_library(visitor: Page, words: Words) -> None:
    visitor.goto(f"/{language_of(visitor)}/library/")
    visitor.locator(".prac h3").get_by_role("link", name=words.title, exact=True).click()
    expect(visitor.locator("h1")).to_have_text(words.title)
    expect(visitor.locator("a[rel=license]").first).to_contain_text("CC BY")
    expect(visitor.locator(".ladder [aria-current=step]")).to_have_text(said(visitor, "Tried once"))
    expect(visitor.locator(".why")).to_contain_text(said(visitor, "The authors have tried it once."))
    expect(visitor.get_by_role("img", name=words.picture)).to_be_visible()
    sound(visitor)
    page = visitor.url
    visitor.goto(f"/p/{visitor.locator('.code .big').inner_text().strip().lower()}/")
    expect(visitor).to_have_url(page)


def tells_of_the_trial(partner: Page, words: Words, code: str) -> None:
    partner.goto(f"/{language_of(partner)}/library/{code}/")
    follow(partner, "We tried it too")
    partner.locator("label.opt", has_text=said(partner, "It worked")).first.click()
    field(partner, "What came of it").fill(words.outcome)
    press(partner, "Put it on the page")
    expect(partner.locator(".ladder [aria-current=step]")).to_have_text(said(partner, "Replicated by another school"))
    others = "Other schools that tell here of their own trial: %(n)s. It worked: %(worked)s; in part: %(partly)s."
    expect(partner.locator(".why")).to_contain_text(said(partner, others) % {"n": 1, "worked": 1, "partly": 0})
    expect(partner.locator(".why")).to_contain_text(said(partner, "It has worked in another country as well."))
    expect(partner.locator("#tried")).to_contain_text(words.outcome)
    sound(partner)


def reads_the_notice(teacher: Page, words: Words) -> None:
    language = language_of(teacher)
    adopted = "Another school tried your practice “%(title)s”: %(school)s"
    teacher.goto(f"/{language}/accounts/home/")
    expect(teacher.locator("h1")).to_have_text(said(teacher, "Today"))
    expect(teacher.locator("#today").get_by_role("heading", name=said(teacher, "New notices"))).to_be_visible()
    told = notice(teacher, adopted, title=words.title)
    expect(told.locator(".tag")).to_have_text(said(teacher, "new"))
    sound(teacher)
    told.get_by_role("link").click()
    expect(teacher.locator("#tried")).to_contain_text(words.outcome)
    teacher.goto(f"/{language}/accounts/home/")
    expect(teacher.locator("h1")).to_have_text(said(teacher, "Today"))
    expect(notice(teacher, adopted, title=words.title)).to_have_count(0)
    teacher.goto(f"/{language}/notices/")
    told = notice(teacher, adopted, title=words.title)
    expect(told).to_be_visible()
    expect(told.locator(".tag, button")).to_have_count(0)


def finds(visitor: Page, words: Words, code: str) -> None:
    for sought in words.sought:
        visitor.goto(f"/{language_of(visitor)}/search/")
        ask(visitor, sought)
        expect(visitor.locator("#q")).to_have_value(sought)
        hit = visitor.locator(".hit h3 a").first
        for _try in range(50):  # the index is written by a worker, a moment after the deed
            expect(visitor.locator("#found")).to_be_visible()
            if hit.count() and hit.inner_text() == words.title:
                break
            visitor.reload()
        expect(hit).to_have_text(words.title)
    sound(visitor)
    hit.click()
    expect(visitor).to_have_url(re.compile(f"/library/{code}/$"))
    expect(visitor.locator(".why")).to_contain_text(said(visitor, "It has worked in another country as well."))


def talks(teacher: Page, partner: Page, words: Words) -> None:
    language = language_of(teacher)
    board(teacher, words.board)
    follow(teacher, "Open a topic")
    field(teacher, "Title").fill(words.topic)
    field(teacher, "Your post").fill(words.question)
    field(teacher, "Written in").select_option(language)
    press(teacher, "Send")
    expect(teacher.locator("h1")).to_have_text(words.topic)

    board(partner, words.board)
    follow(partner, words.topic)
    expect(post(partner, 1)).to_contain_text(words.question)
    partner.locator("[data-source]").fill(words.reply)
    field(partner, "Written in").select_option(language)
    press(partner, "Send")
    expect(post(partner, 2)).to_contain_text(words.reply)

    teacher.locator("[data-news] a").click()
    expect(post(teacher, 2)).to_contain_text(words.reply)
    post(teacher, 2).get_by_role("button", name=said(teacher, "Mark as the answer")).click()
    expect(post(teacher, 2).locator(".post-mark")).to_have_text(said(teacher, "This solved it"))
    sound(teacher)
    partner.goto(f"/{language}/notices/")
    answer = "Your post was marked as the answer in the topic “%(title)s”."
    expect(notice(partner, answer, title=words.topic)).to_be_visible()


def edits(admin: Page, visitor: Page, words: Words, number: int) -> None:
    visitor.goto(f"/{language_of(visitor)}/articles/first-letter/")
    before = visitor.locator("h1").inner_text().strip()
    admin.goto(f"/admin/pages/{number}/edit/")
    expect(admin.locator("html")).to_have_attribute("lang", "ru")
    expect(admin.locator("#id_title")).to_have_value(before)
    admin.locator("#id_title").fill(f"{before} ({words.edited})")
    admin.get_by_role("button", name="Больше действий").click()
    admin.locator("button[name=action-publish]").click()
    admin.wait_for_url(re.compile(r"/admin/pages/\d+/(edit/)?$"))
    visitor.reload()
    expect(visitor.locator("h1")).to_have_text(f"{before} ({words.edited})")
    sound(visitor)


def notice(page: Page, sentence: str, **named: str) -> Locator:
    """The notice that says this; a name that is not given may be anything."""
    text = re.escape(re.sub(r"%\((\w+)\)s", lambda name: named.get(name[1], "…"), said(page, sentence)))
    return page.locator("#main ol.rows li", has_text=re.compile(text.replace("…", ".+"), re.IGNORECASE))
