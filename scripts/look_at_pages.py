"""The pages of the demo in a real browser at the widths that the journeys leave out, in each language.

Nothing overflows, is clipped or broken, the keyboard gets everywhere, axe finds nothing.

    python -m scripts.look_at_pages [--widths 768 1536] [--languages ky ru en] [--roles leader-kg ...]

The journeys look at 320, 360 and 1280. Ends with 1 if anything was found.
"""

import argparse
import re
import sys
from collections.abc import Iterator

from playwright.sync_api import Browser, Page, sync_playwright

from scripts.worlds import LANGUAGES, demo_server
from tests.journeys.crawling import pages_of
from tests.journeys.looking import axe_findings, browser_of, by_keyboard, faults
from tests.journeys.test_looks import AGAIN, SEEDS, signed


def of_role(browser: Browser, address: str, role: str, chosen: argparse.Namespace, known: set[str]) -> Iterator[str]:
    """What is wrong on the pages of this role that no role before it has shown; their shapes join the known ones."""
    context = browser.new_context(base_url=address, locale="en", reduced_motion="reduce")
    page = context.new_page()
    if role:
        signed(page, "en", role)
    page.route_web_socket(re.compile("/ws/"), lambda _line: None)
    pages = pages_of(page.request, SEEDS[role], known=known - set(AGAIN))
    known |= set(pages)
    for path in pages.values():
        for language in chosen.languages:
            page.goto(f"/{language}/{path}")
            page.wait_for_load_state()
            title = f"{path or 'home'} for {role or 'visitor'} in {language}"
            yield from (f"{title} {fault}" for fault in _at_widths(page, chosen.widths))
    context.close()


def _at_widths(page: Page, widths: list[int]) -> Iterator[str]:
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        yield from (f"at {width}: {fault}" for fault in faults(page) + by_keyboard(page) + axe_findings(page))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--widths", nargs="+", type=int, default=[768, 1536])
    parser.add_argument("--languages", nargs="+", choices=LANGUAGES, default=list(LANGUAGES))
    parser.add_argument("--roles", nargs="+", choices=list(SEEDS), default=list(SEEDS))
    chosen = parser.parse_args()
    found, known = 0, set[str]()
    with demo_server() as address, sync_playwright() as playwright:
        browser = browser_of(playwright)
        for role in chosen.roles:
            for fault in of_role(browser, address, role, chosen, known):
                found += 1
                print(fault, flush=True)
        browser.close()
    print(f"{len(known)} shapes of pages, {found} faults.")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
