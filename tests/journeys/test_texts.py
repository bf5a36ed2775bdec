"""What is written in chat is seen as it was meant, live and after a reload, and nothing of it does anything."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.test_kill import PLANT, write
from tests.journeys.words import sound
from tests.server import Server

SAID = """**Эртең** @talk eeге: `x  =  2*3*4`
5. беш

6. алты
www.example.org/Нарын_(дарыя), main.py <img src=x onerror="window.harmed=1">
```
for a in b:
    print(a)
```"""
HOSTILE = '<p>fine<img src=x onerror="window.harmed=1"><a href="javascript:window.harmed=1" onclick="window.harmed=1">a</a><script>window.harmed=1</script></p>'


@pytest.fixture
def pages(unstarted: Server, signed_in: Callable[..., Page]) -> tuple[Page, Page]:
    code = unstarted.run(PLANT).splitlines()[-1]
    unstarted.start()
    sender, receiver = signed_in("talk-kg"), signed_in("talk-ee", language="ky", width=360)
    sender.goto(f"/en/rooms/{code}/")
    receiver.goto(f"/ky/rooms/{code}/")
    for page in (sender, receiver):
        expect(page.locator("[data-line-live]")).to_be_visible()
    return sender, receiver


def html(page: Page) -> str:
    found: str = page.locator("[data-log] [data-part=text]").first.inner_html()
    return found


def test_links_code_lists_and_names_arrive_live(pages: tuple[Page, Page]) -> None:
    sender, receiver = pages
    write(sender, SAID)
    for page in (receiver, sender):
        words = page.locator("[data-log] [data-part=text]").first
        expect(words.locator("strong")).to_have_text("Эртең")
        expect(words.locator("b")).to_have_text("@talk ee")
        expect(words.locator("p > code")).to_have_text("x  =  2*3*4")
        expect(words.locator("ol[start='5'] > li")).to_have_text(["беш", "алты"])
        expect(words.locator("a")).to_have_attribute("href", "http://www.example.org/Нарын_(дарыя)")
        expect(words.locator("a")).to_have_text("www.example.org/Нарын_(дарыя)")
        expect(words).to_contain_text('main.py <img src=x onerror="window.harmed=1">')
        assert words.locator("pre").inner_text().strip() == "for a in b:\n    print(a)"
        sound(page)
    live = html(receiver)
    receiver.reload()
    assert (html(receiver), receiver.evaluate("window.harmed ?? 0")) == (live, 0)


def test_the_browser_takes_only_what_is_on_its_list(pages: tuple[Page, Page]) -> None:
    page, _other = pages
    made = page.evaluate(
        r"""async (html) => {
          const loaded = performance.getEntriesByType("resource").map((entry) => entry.name);
          const { fill } = await import(loaded.find((name) => /\/server-html(\.\w+)?\.js$/.test(name)));
          const box = document.createElement("div");
          document.body.append(box);
          fill(box, html);
          return box.innerHTML;
        }""",
        HOSTILE,
    )
    assert (made, page.evaluate("window.harmed ?? 0")) == ("<p>fine<a>a</a>window.harmed=1</p>", 0)
