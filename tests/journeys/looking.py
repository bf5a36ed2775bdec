"""Looks at a page as a reader would: what overflows, is clipped, breaks inside a word, is too small to hit, or is refused.

Used by the journeys and by scripts/screenshots.py. Playwright's synchronous API.
"""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright

CHROMIUM = "/usr/bin/chromium"
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
FONTS = {"narrow": "Inter", "wide": "'Noto Sans'"}

OVERFLOW = """() => {
  const width = document.documentElement.clientWidth, found = [];
  if (document.documentElement.scrollWidth <= width) return found;
  for (const e of document.body.querySelectorAll("*")) {
    const r = e.getBoundingClientRect();
    if (r.width && r.right > width + 1 && !e.closest("svg, .vh, .skip, .scroll, .tabs, .clip")
        && ![...e.children].some((c) => c.getBoundingClientRect().right > width + 1))
      found.push(`overflow: ${e.tagName.toLowerCase()}.${e.className} to ${Math.round(r.right)} of ${width}`);
  }
  return found.length ? found.slice(0, 5) : [`overflow: the page is ${document.documentElement.scrollWidth} wide`];
}"""

CLIPPED = """() => {
  const found = [];
  for (const e of document.body.querySelectorAll("*")) {
    if (e.closest("svg, .vh, .skip, dialog:not([open]), textarea, select") || !e.innerText?.trim()) continue;
    const s = getComputedStyle(e);
    if (s.clipPath === "inset(50%)") continue;
    const cutX = ["hidden", "clip"].includes(s.overflowX) && e.scrollWidth > e.clientWidth + 1;
    const cutY = ["hidden", "clip"].includes(s.overflowY) && e.scrollHeight > e.clientHeight + 1;
    if (!cutX && !cutY) continue;
    const box = e.getBoundingClientRect();
    const range = document.createRange();
    const walker = document.createTreeWalker(e, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (!node.data.trim() || node.parentElement.closest("svg, .vh, .skip")) continue;
      range.selectNodeContents(node);
      const r = range.getBoundingClientRect();
      if (r.width && ((cutX && (r.right > box.right + 1 || r.left < box.left - 1))
          || (cutY && (r.bottom > box.bottom + 1 || r.top < box.top - 1)))) {
        found.push(`clipped: "${node.data.trim().slice(0, 40)}" in .${e.className}`);
        break;
      }
    }
  }
  return found.slice(0, 10);
}"""

BROKEN = """() => {
  const found = new Set(), range = document.createRange();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, parent = node.parentElement;
    if (!node.data.trim() || parent.closest("svg, script, style, template, textarea, select, .vh, [data-may-break]")) continue;
    if (!parent.checkVisibility()) continue;
    for (const word of node.data.matchAll(/[\\p{L}\\p{N}]{3,}/gu)) {
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      const tops = new Set([...range.getClientRects()].filter((r) => r.width > 1).map((r) => Math.round(r.top)));
      if (tops.size > 1) found.add(`broken word: "${word[0]}" in ${parent.tagName.toLowerCase()}.${parent.className}`);
    }
  }
  return [...found].slice(0, 10);
}"""

SPILLED = """() => {
  const found = [], range = document.createRange();
  // What was scrolled away sideways, as the first of many tabs, can be scrolled back.
  const scrolled = (e) => { for (; e && e !== document.body; e = e.parentElement) if (e.scrollLeft > 0) return true; return false; };
  for (const e of document.body.querySelectorAll("*")) {
    if (e.closest("svg, .vh, .skip, textarea, select") || getComputedStyle(e).display === "inline") continue;
    if (getComputedStyle(e).clipPath === "inset(50%)") continue;
    const text = [...e.childNodes].find((n) => n.nodeType === 3 && n.data.trim());
    if (!text || !e.checkVisibility()) continue;
    range.selectNodeContents(text);
    const r = range.getBoundingClientRect(), box = e.getBoundingClientRect();
    if (r.width && r.left < -1 && !scrolled(e)) found.push(`beyond the left edge: "${text.data.trim().slice(0, 40)}" in ${e.tagName.toLowerCase()}.${e.className}`);
    if (r.width && (r.right > box.right + 2 || r.left < box.left - 2)) found.push(`spilled: "${text.data.trim().slice(0, 40)}" out of ${e.tagName.toLowerCase()}.${e.className}`);
  }
  return found.slice(0, 10);
}"""

SMALL = """() => {
  const found = new Set();
  for (const e of document.querySelectorAll("a[href], button, input:not([type=hidden]), select, summary, textarea")) {
    const s = getComputedStyle(e);
    if (e.closest(".skip, .vh, svg, [hidden], [popover]:not(:popover-open)") && !e.checkVisibility()) continue;
    if (e.closest(".skip") || !e.checkVisibility() || s.display === "inline" || s.clipPath === "inset(50%)") continue;
    if (e.closest(".rail, .page .crumb") && matchMedia("(pointer: fine)").matches) continue;
    const target = e.closest("label") ?? e, r = target.getBoundingClientRect();
    if (r.width && (r.height < 43.5 || r.width < 43.5) && !e.parentElement.closest("h1 a, h2 a, h3 a"))
      found.add(`small target: ${e.tagName.toLowerCase()}.${e.className} "${(e.innerText || e.name || "").trim().slice(0, 30)}" ${Math.round(r.width)} x ${Math.round(r.height)}`);
  }
  return [...found].slice(0, 10);
}"""


# A walk as Tab goes: what gets the focus shows that it has it, and does not lie wholly under a bar. The keyboard was
# the last to be used (`by_keyboard` sees to that), so that a browser shows the ring; the ring may stand on the label or
# on what holds a field. Where it is drawn inside the browser's own field (dates) no script can see it.
WALK = """() => {
  const found = new Set(), said = (e) => `${e.tagName.toLowerCase()}.${e.className} "${(e.innerText || e.name || "").trim().slice(0, 30)}"`;
  const near = (e) => [e, e.parentElement, e.nextElementSibling, ...(e.labels ?? [])].filter(Boolean);
  const look = (e) => near(e).flatMap((one) => [[one, null], [one, "::after"]]).map(([one, part]) => {
    const s = getComputedStyle(one, part);
    return [s.outlineStyle !== "none" && s.outlineWidth + s.outlineColor, s.boxShadow, s.borderColor, s.backgroundColor].join();
  }).join("|");
  const stops = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']")]
    .filter((e) => !e.disabled && e.tabIndex >= 0 && e.checkVisibility({ visibilityProperty: true }) && !e.closest("[inert]"));
  document.activeElement?.blur?.();
  for (const e of stops) {
    const before = look(e);
    e.focus();
    if (document.activeElement !== e) { found.add(`not to be focused: ${said(e)}`); continue; }
    if (before === look(e) && !/^(date|time|datetime-local)$/.test(e.type)) found.add(`no ring: ${said(e)}`);
    const seen = (e.labels?.[0] && getComputedStyle(e).clipPath === "inset(50%)" ? e.labels[0] : e);
    const r = [...seen.getClientRects()].find((one) => one.width > 1 && one.height > 1);
    if (!r) { found.add(`not seen: ${said(e)}`); continue; }
    const spots = [[.5, .5], [.1, .2], [.9, .2], [.1, .8], [.9, .8]].map(([x, y]) => [r.left + r.width * x, r.top + r.height * y]);
    const hits = spots.filter(([x, y]) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight)
      .map(([x, y]) => document.elementFromPoint(x, y)).filter(Boolean);
    if (!hits.length) found.add(`outside the window: ${said(e)} ${Math.round(r.left)},${Math.round(r.top)}`);
    else if (!hits.some((hit) => near(e).some((one) => one.contains(hit) && one !== e.parentElement) || hit.contains(e) && hit.closest("a, button, label, summary")))
      found.add(`covered by ${said(hits[0])}: ${said(e)}`);
  }
  document.activeElement?.blur?.();
  scrollTo(0, 0);
  return [...found].slice(0, 10);
}"""

# Of a member's page: at most 96 px, actions and all; on phones these stand in one line below. What people write takes the
# lines it needs: of a title and of a summary the first is counted. A practice has its picture and its facts in the head.
HEAD = """() => {
  const head = document.querySelector(".app:not(.talks) main .head:not(.prac-head *)"), phone = innerWidth < 704;
  if (!head) return [];
  const all = head.getBoundingClientRect();
  const acts = head.querySelector(":scope > .head-do")?.getBoundingClientRect() ?? { height: 0 };
  const more = [...head.querySelectorAll("h1, h4, [data-told]")]
    .map((e) => Math.max(e.getBoundingClientRect().height - parseFloat(getComputedStyle(e).lineHeight), 0));
  const end = phone && acts.height ? acts.top - 8 : all.bottom - parseFloat(getComputedStyle(head).paddingBottom);
  const high = Math.round(end - all.top - more.reduce((sum, one) => sum + one, 0));
  return [high > 96 && `a head of ${high} px`, phone && acts.height > (innerWidth < 344 ? 80 : 60) && `actions of ${acts.height} px`].filter(Boolean);
}"""

# What axe does not ask by itself: 24 px for every target, and names that begin with what is seen.
BESIDE = ("target-size", "label-content-name-mismatch")
# A target that lies half under the dock is not small: it is asked once more in the middle of the screen.
SMALL_IN_THE_MIDDLE = """async (target) => {
  const before = scrollY;
  document.querySelector(target).scrollIntoView({ block: "center" });
  const { violations } = await axe.run(target, { runOnly: ["target-size"] });
  scrollTo(0, before);
  return violations.length > 0;
}"""
# In one call: a page is asked for each width.
FAULTS = (
    "() => [" + ", ".join(f"({check})()" for check in (OVERFLOW, CLIPPED, SPILLED, BROKEN, SMALL, HEAD)) + "].flat()"
)


def browser_of(playwright: Playwright) -> Browser:
    return playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)


def watch(page: Page) -> list[str]:
    """Collects what the browser complains about from now on: refusals of the policy, errors of scripts."""
    complaints: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        if message.type == "error":
            complaints.append(f"console: {message.text}")

    page.on("console", heard)
    page.on("pageerror", lambda error: complaints.append(f"script: {error}"))
    return complaints


def faults(page: Page) -> list[str]:
    """Faults of the layout at this width that can be found by machine."""
    return [str(fault) for fault in page.evaluate(FAULTS)]


def by_keyboard(page: Page) -> list[str]:
    """Faults of a walk from stop to stop at this width."""
    page.keyboard.press("Shift")  # a key: from here on the browser shows who has the focus
    return [f"keyboard: {fault}" for fault in page.evaluate(WALK)]


def axe_findings(page: Page, *, colours: bool = True, structure: bool = True) -> list[str]:
    """What axe-core finds: all, all but the contrast of colours, or that alone, which takes as long as the rest.

    By evaluate: the policy refuses a script tag.
    """
    page.evaluate(AXE_SCRIPT)
    asked = {name: {"enabled": True} for name in BESIDE} | ({} if colours else {"color-contrast": {"enabled": False}})
    rules = {"rules": asked} if structure else {}
    only = {} if structure else {"runOnly": ["color-contrast"]}
    result = page.evaluate("(asked) => axe.run(document, asked)", {"resultTypes": ["violations"], **rules, **only})
    return [
        f"axe {violation['id']}: {violation['help']}: {node['target']}"
        for violation in result["violations"]
        for node in violation["nodes"]
        if violation["id"] != "target-size" or page.evaluate(SMALL_IN_THE_MIDDLE, node["target"][0])
    ]


def use_font(page: Page, width: str) -> None:
    """A narrow or a wide face for the whole page; through the object model, which the policy lets pass."""
    page.evaluate(
        """(family) => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(`body { font-family: ${family}, sans-serif !important; }`);
          document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
        }""",
        FONTS[width],
    )
