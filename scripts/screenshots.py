"""Looks at pages: screenshots pasted to contact sheets, and a report of the layout faults that can be found by machine.

    python scripts/screenshots.py http://localhost:8000 styleguide/ --languages ky ru en --widths 320 360 1280 \
        --themes light dark --fonts narrow wide --out /tmp/look [--role leader-kg] [--axe] [--whole]

Paths stand without their language. --role logs in with the demo button of that account (demo mode).
Ends with 1 if anything was found.
"""

import argparse
import io
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.journeys.looking import FONTS, axe_findings, browser_of, faults, use_font, watch

TALL = 2200
GAP = 12


@dataclass(frozen=True, slots=True)
class View:
    language: str
    width: int
    theme: str
    font: str

    def __str__(self) -> str:
        return "-".join(str(part) for part in (self.language, self.width, self.theme, self.font) if part)


def views(wanted: argparse.Namespace) -> Iterator[View]:
    for language in wanted.languages:
        for theme in wanted.themes:
            for font in wanted.fonts or [""]:
                for width in wanted.widths:
                    yield View(language, width, theme, font)


def opened(browser: Browser, view: View, wanted: argparse.Namespace) -> BrowserContext:
    context = browser.new_context(
        viewport={"width": view.width, "height": 800 if view.width > 600 else 740},  # noqa: PLR2004  (a phone or not)
        color_scheme="dark" if view.theme == "dark" else "light",
        reduced_motion="reduce",
    )
    if wanted.role:
        page = context.new_page()
        page.goto(f"{wanted.base}/{view.language}/accounts/login/")
        page.locator(f"button[name='role'][value='{wanted.role}']").click()
        page.wait_for_load_state()
        page.close()
    return context


def look(page: Page, view: View, path: str, wanted: argparse.Namespace) -> tuple[Image.Image, list[str]]:
    complaints = watch(page)
    answer = page.goto(f"{wanted.base}/{view.language}/{path.lstrip('/')}")
    if view.font:
        use_font(page, view.font)
    page.wait_for_timeout(150)
    found = [*complaints, *faults(page)]
    if wanted.status and answer is not None and answer.status != wanted.status:
        found.insert(0, f"status {answer.status}")
    if wanted.axe:
        found += axe_findings(page)
    picture = Image.open(io.BytesIO(page.screenshot(full_page=True, animations="disabled"))).convert("RGB")
    return picture if wanted.whole else picture.crop((0, 0, picture.width, min(picture.height, TALL))), found


def paste(pictures: list[Image.Image], target: Path) -> None:
    wide = sum(picture.width + GAP for picture in pictures) - GAP
    sheet = Image.new("RGB", (wide, max(picture.height for picture in pictures)), "#888")
    x = 0
    for picture in pictures:
        sheet.paste(picture, (x, 0))
        x += picture.width + GAP
    sheet.save(target)


def wishes() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base")
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--languages", nargs="+", default=["ky", "ru", "en"])
    parser.add_argument("--widths", nargs="+", type=int, default=[320, 360, 1280])
    parser.add_argument("--themes", nargs="+", choices=["light", "dark"], default=["light"])
    parser.add_argument("--fonts", nargs="+", choices=[*FONTS], default=[])
    parser.add_argument("--out", type=Path, default=Path("var/look"))
    parser.add_argument("--role", default="")
    parser.add_argument("--status", type=int, default=200)
    parser.add_argument("--axe", action="store_true")
    parser.add_argument("--whole", action="store_true", help="whole pages instead of their first 2200 pixels")
    return parser.parse_args()


def main() -> int:
    wanted = wishes()
    wanted.base = wanted.base.rstrip("/")
    wanted.out.mkdir(parents=True, exist_ok=True)
    total = 0
    with sync_playwright() as playwright:
        browser = browser_of(playwright)
        sheets: dict[str, list[Image.Image]] = {}
        for view in views(wanted):
            context = opened(browser, view, wanted)
            for path in wanted.paths:
                picture, found = look(context.new_page(), view, path, wanted)
                name = f"{re.sub(r'[^a-z0-9-]+', '_', path.strip('/')) or 'home'}-{view.language}-{view.theme}"
                sheets.setdefault(f"{name}-{view.font}".rstrip("-"), []).append(picture)
                total += len(found)
                print(f"{view} /{path.lstrip('/')}: {len(found) or 'nothing'} found", *found, sep="\n    ")
            context.close()
        browser.close()
    for name, pictures in sheets.items():
        paste(pictures, wanted.out / f"{name}.png")
        print(wanted.out / f"{name}.png")
    return 1 if total else 0


if __name__ == "__main__":
    sys.exit(main())
