"""Draw the pictures of the site that are no SVG, once, from favicon.svg: icons, and what previews of links show.

    python -m scripts.draw_icons

Written into static/img, and kept in the repository: a running site draws nothing. Needs Chromium.
"""

import io
import sys
from pathlib import Path
from typing import Final

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tests.left_out import chromium

FOLDER: Final = Path(__file__).resolve().parent.parent / "static" / "img"
TOUCH: Final = 180  # phones round the corners themselves, so there is no hole in them
ICO: Final = (16, 32, 48)
SHARE: Final = (1200, 630)
# The bridge of favicon.svg without its ground, as wide as a card; the name in the letters of all three languages.
CARD: Final = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 630" width="1200" height="630">
<rect width="1200" height="630" fill="#10304f"/>
<g transform="translate(330 10) scale(11.25)"><g fill="none" stroke="#fcf6ea" stroke-linecap="round">
<path d="M9 33C11 5 37 5 39 33" stroke-width="2.6"/>
<path d="M9 33h30M18 33V14M24 33V12.4M30 33V14" stroke-width="1.1"/></g>
<circle cx="9" cy="33" r="3.4" fill="#fcf6ea"/><circle cx="39" cy="33" r="3.4" fill="#f0bd72"/></g>
<text x="600" y="535" text-anchor="middle" font-family="Inter, Noto Sans, sans-serif" font-weight="700" font-size="92"
fill="#fcf6ea">Көпүрө · Köpürö</text></svg>"""


def main() -> int:
    sign = (FOLDER / "favicon.svg").read_text(encoding="utf-8")
    square = sign.replace('rx="11"', 'rx="0"')
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium())
        page = browser.new_page()
        sizes = [_drawn(page, sign, size, size) for size in ICO]
        touch, card = _drawn(page, square, TOUCH, TOUCH), _drawn(page, CARD, *SHARE)
        browser.close()
    sizes[-1].save(FOLDER / "favicon.ico", sizes=[(size, size) for size in ICO], append_images=sizes[:-1])
    touch.convert("RGB").save(FOLDER / "apple-touch-icon.png", optimize=True)
    card.convert("RGB").quantize(96).save(FOLDER / "share.png", optimize=True)
    for name in ("favicon.ico", "apple-touch-icon.png", "share.png"):
        print(f"{(FOLDER / name).stat().st_size:7,} {name}")
    return 0


def _drawn(page: Page, drawing: str, width: int, height: int) -> Image.Image:
    page.set_viewport_size({"width": width, "height": height})
    page.set_content(f"<style>body{{margin:0}}svg{{display:block;width:{width}px;height:{height}px}}</style>{drawing}")
    return Image.open(io.BytesIO(page.screenshot(omit_background=True))).convert("RGBA")


if __name__ == "__main__":
    sys.exit(main())
