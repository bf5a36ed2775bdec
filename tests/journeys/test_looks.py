"""Every page that the journeys walk, looked at: axe finds nothing, nothing overflows, is clipped or broken, nothing is
refused by the policy, no script complains. Three languages, three widths, light and dark, by a sample that turns."""

from collections.abc import Callable, Iterator
from itertools import count

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.journeys.conftest import PASSWORD
from tests.journeys.looking import axe_findings, faults, use_font, watch
from tests.journeys.server import Server

EDITORIAL = (
    "about/",
    "help/",
    "privacy/",
    "site-rules/",
    "accessibility/",
    "library/",
    "articles/",
    "articles/two-clocks/",
    "articles/village-school/",
    "guidelines/",
    "guidelines/first-month/",
)
VISITOR = (
    "",
    "institutions/",
    "accounts/login/",
    "accounts/signup/",
    "accounts/password/reset/",
    "rules/",
    "nowhere/",
    *EDITORIAL,
)
MEMBER = ("accounts/home/", "my/", "partners/", "proposals/", "spaces/", "notices/", "accounts/settings/")
LEADER = (
    *MEMBER,
    "my/classes/",
    "my/classes/new/",
    "my/invitations/",
    "join/?q=кочкор",
    "join/new/",
    "rooms/",
    "blocks/",
    "accounts/2fa/",
    "accounts/email/",
    "accounts/sessions/",
    "accounts/settings/notices/",
)
PAGES = {
    "": VISITOR,
    "leader-kg": LEADER,
    "leader-ee": MEMBER,
    "teacher": ("accounts/home/", "my/", "spaces/"),
    "moderator": ("accounts/home/", "desk/", "desk/reports/"),
    "coordinator": ("desk/", "desk/institutions/", "desk/people/", "desk/registers/", "desk/registers/new/"),
    "admin": ("accounts/home/", "desk/offices/"),
}
# Pages with a code in their address: the first link of this kind on a page walked before.
DEEPER = {
    "": ("a[href*='/institutions/'] >> nth=5",),
    "leader-kg": (
        "#main a[href*='/partners/'][href$='/wish/']",
        "#main a[href*='/proposals/']",
        "#main a[href*='/spaces/']",
        "#main a[href$='/people/']",
        "#main a[href$='/edit/']",
        "#main a[href*='/my/classes/']:not([href$='/new/'])",
        "#main .btn-1[href*='/partners/']",
    ),
    "coordinator": (
        "#main a[href*='/desk/institutions/']",
        "#main a[href*='/desk/people/']",
        "#main a[href*='/desk/registers/']:not([href$='/new/'])",
    ),
}
WIDTHS = (360, 320, 1280)
VIEWS = [(language, theme) for theme in ("light", "dark") for language in ("ky", "ru", "en")]


@pytest.fixture
def unstarted(standing: Server) -> Server:
    return standing


def signed(page: Page, language: str, role: str) -> None:
    page.goto(f"/{language}/accounts/login/")
    page.locator("input[name=login]").fill(f"{role}@example.org")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("form:has(input[name=password]) button[type=submit]").first.click()
    page.locator("summary.face").wait_for()


def walked(page: Page, language: str, role: str) -> Iterator[str]:
    """The addresses, one after another; the deeper ones as they are found."""
    deeper: dict[str, str] = {}
    for path in PAGES[role]:
        page.goto(f"/{language}/{path}")
        yield path
        for selector in DEEPER.get(role, ()):
            if selector not in deeper and page.locator(selector).count():
                deeper[selector] = str(page.locator(selector).first.get_attribute("href"))
    for path in deeper.values():
        page.goto(path)
        yield path


@pytest.mark.parametrize("role", PAGES)
@pytest.mark.parametrize(("language", "theme"), VIEWS)
def test_pages(
    server: Server, browser_context: Callable[..., BrowserContext], role: str, language: str, theme: str
) -> None:
    if theme == "dark" and role not in {"", "leader-kg", "coordinator"}:
        pytest.skip("their pages are shown in dark by the leader's and the coordinator's")
    page = browser_context(locale=language, color_scheme=theme, reduced_motion="reduce").new_page()
    if role:
        signed(page, language, role)
    complaints = watch(page)
    found: list[str] = []
    for turn, path in zip(count(), walked(page, language, role)):
        width = WIDTHS[(turn + VIEWS.index((language, theme))) % 3]
        for wide in {width, 320} if theme == "light" else {width}:
            page.set_viewport_size({"width": wide, "height": 800})
            found += [f"{path or 'home'} at {wide}: {fault}" for fault in faults(page)]
        use_font(page, "wide")
        found += [f"{path or 'home'} at {wide}, wide letters: {fault}" for fault in faults(page)]
        found += [f"{path or 'home'}: {fault}" for fault in axe_findings(page)]
    found += [heard for heard in complaints if "404" not in heard]
    assert found == [], "\n".join(found)
