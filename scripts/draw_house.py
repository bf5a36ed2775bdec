"""Draw docs/house.svg and docs/house-narrow.svg from the imports of this checkout; `--check` only compares."""

import argparse
import sys
from collections.abc import Iterator
from xml.sax.saxutils import escape

from scripts.house_plan import ROOT, Piece, Room, plan, rounded

# The file, its width, and the margin at the right in which the imports are drawn.
SHEETS = ((ROOT / "docs" / "house.svg", 860, 150), (ROOT / "docs" / "house-narrow.svg", 400, 56))
EDGE, GAP, FLOOR, ROOF = 16, 6, 8, 92
# More modules than these at the root of core are counted, not named.
MANY = 30
HUES = (262, 330, 20, 45, 95, 150, 185, 220, 250, 290, 70, 120)
STYLE = """
:root { color-scheme: light dark; --paper: #fbfaf7; --ink: #23262e; --soft: #5b6270; --l: 93%; --e: 42% }
@media (prefers-color-scheme: dark) {
  :root { --paper: #16181d; --ink: #eceae4; --soft: #a6adbb; --l: 21%; --e: 66% }
}
text { font-family: Inter, "Segoe UI", "Noto Sans", Roboto, Helvetica, Arial, sans-serif; fill: var(--ink) }
.paper { fill: var(--paper) }
.room, .roof { fill: hsl(var(--h) 45% var(--l)); stroke: hsl(var(--h) 40% var(--e)); stroke-width: 1.5 }
.piece { fill: var(--paper); stroke: hsl(var(--h) 40% var(--e)) }
.pure { stroke-dasharray: 4 3 }
.name { font-size: 18px; font-weight: 700 }
.what { font-size: 14px; font-weight: 400 }
.soft { font-size: 13px; fill: var(--soft) }
.label { font-size: 13.5px }
.lean { fill: none; stroke: hsl(var(--h) 55% var(--e)); stroke-opacity: .75 }
.end { fill: hsl(var(--h) 55% var(--e)) }
"""


def width_of(words: str, size: float) -> float:
    """What a text needs at the most; no font is measured, so that every machine draws the same."""
    return len(words) * size * 0.57


def text(x: float, y: float, kind: str, words: str, anchor: str = "start") -> str:
    return f'<text x="{x:g}" y="{y:g}" class="{kind}" text-anchor="{anchor}">{escape(words)}</text>'


def wrapped(words: list[str], width: float, size: float) -> Iterator[str]:
    """Lines of whole words, none wider than `width`."""
    line = ""
    for word in words:
        longer = f"{line} {word}".strip()
        if line and width_of(longer, size) > width:
            yield line
            longer = word
        line = longer
    if line:
        yield line


def label_of(piece: Piece) -> str:
    return f"{piece.name} {rounded(piece.modules)}"


def rows_of(pieces: tuple[Piece, ...], width: float) -> list[list[Piece]]:
    """The pieces in as many rows as the room needs."""
    rows: list[list[Piece]] = []
    left = 0.0
    for piece in pieces:
        wide = width_of(label_of(piece), 13.5) + 14 + GAP
        if not rows or wide > left:
            rows.append([])
            left = width + GAP
        rows[-1].append(piece)
        left -= wide
    return rows


def tall(piece: Piece) -> int:
    """Higher where there is more in it, in steps: one module 26, forty 58."""
    return 26 + 4 * min(len(bin(rounded(piece.modules))) - 3, 8)


def drawn_row(row: list[Piece], x: float, bottom: float) -> Iterator[str]:
    for piece in row:
        wide, high = width_of(label_of(piece), 13.5) + 14, tall(piece)
        kind = "piece pure" if piece.pure else "piece"
        yield (
            f'<rect x="{x:g}" y="{bottom - high:g}" width="{wide:g}" height="{high}" rx="4" class="{kind}"/>'
            + text(x + wide / 2, bottom - 9, "label", label_of(piece), "middle")
        )
        x += wide + GAP


def told_of(room: Room) -> list[str]:
    """The words below the pieces: on whom the room leans, or what stands at the root of core."""
    if len(room.words) > MANY:
        return f"{len(room.words)} modules at its root".split()
    if room.words:
        return ["At its root:", *(f"{word}," for word in room.words[:-1]), room.words[-1]]
    leans = sorted(room.leans, key=lambda lean: -lean[1])
    return [
        "leans on",
        *(f"{name}\u00a0{rounded(count)}{',' if name != leans[-1][0] else ''}" for name, count in leans),
    ]


def drawn_room(room: Room, hue: int, y: float, wide: float) -> tuple[str, float]:
    """A floor and its height."""
    inner, x = wide - 2 * 12, EDGE + 12
    if width_of(room.name, 20) + width_of(room.purpose, 14) <= inner:
        purpose = f'<tspan dx="10" class="what">{escape(room.purpose)}</tspan></text>'
        parts, at = [text(x, y + 26, "name", room.name).replace("</text>", purpose)], y + 34
    else:
        parts, at = [text(x, y + 26, "name", room.name), text(x, y + 46, "what", room.purpose)], y + 54
    for row in rows_of(room.pieces, inner):
        at += max(tall(piece) for piece in row) + 8
        parts.extend(drawn_row(row, x, at))
    for line in wrapped(told_of(room), inner, 13):
        at += 20
        parts.append(text(x, at, "soft", line))
    high = at + 12 - y
    body = f'<rect x="{EDGE}" y="{y:g}" width="{wide:g}" height="{high:g}" rx="6" class="room"/>'
    return f'<g style="--h: {hue}">{body}{"".join(parts)}</g>', high


def drawn_roof(room: Room, wide: float) -> str:
    left, right, middle = EDGE - 8, EDGE + wide + 8, EDGE + wide / 2
    shape = f"M{left} {ROOF + EDGE} L{middle:g} {EDGE} L{right:g} {ROOF + EDGE} Z"
    words = text(middle, ROOF - 8, "name", room.name, "middle") + text(middle, ROOF + 9, "soft", room.purpose, "middle")
    return f'<g style="--h: {HUES[0]}"><path d="{shape}" class="roof" stroke-linejoin="round"/>{words}</g>'


def drawn_leans(rooms: list[Room], spans: dict[str, tuple[float, float]], x: float, margin: float) -> Iterator[str]:
    """A curve from each room to each room that it imports from: the further, the wider; the more, the thicker."""
    arriving = {room.name: [other.name for other in rooms if room.name in dict(other.leans)] for room in rooms}
    for place, room in enumerate(rooms):
        top, bottom = spans[room.name]
        for turn, (other, count) in enumerate(reversed(room.leans)):
            start = top + (bottom - top) * (turn + 1) / (2 * len(room.leans) + 1) + (bottom - top) * 0.3
            first, last = spans[other]
            guests = arriving[other]
            end = first + min(last - first, 110) * (len(guests) - guests.index(room.name)) / (len(guests) + 2)
            floors = [one.name for one in rooms].index(other) - place
            out = x + margin * (0.2 + 0.95 * floors / len(rooms)) * 1.12
            thick = 1 + 0.9 * (len(bin(rounded(count))) - 3)
            yield (
                f'<g style="--h: {HUES[place]}"><path class="lean" stroke-width="{thick:.1f}" '
                f'd="M{x:g} {start:.1f} C{out:.1f} {start:.1f} {out:.1f} {end:.1f} {x + 4:g} {end:.1f}"/>'
                f'<circle class="end" cx="{x + 3:g}" cy="{end:.1f}" r="{2 + thick / 4:.1f}"/></g>'
            )


def drawing(rooms: list[Room], width: int, margin: int) -> str:
    """The whole sheet."""
    wide = width - margin - EDGE
    spans: dict[str, tuple[float, float]] = {}
    parts, y = [drawn_roof(rooms[0], wide)], float(ROOF + EDGE + FLOOR)
    spans[rooms[0].name] = (y - FLOOR - 24.0, y - FLOOR)
    for place, room in enumerate(rooms[1:], start=1):
        part, high = drawn_room(room, HUES[place], y, wide)
        spans[room.name] = (y, y + high)
        parts.append(part)
        y += high + FLOOR
    parts.extend(drawn_leans(rooms, spans, EDGE + wide, margin))
    notes = (
        "Numbers: modules of a piece, imports from another room, rounded down. Dashed: outside the order of furniture."
    )
    for line in wrapped(notes.split(), width - 2 * EDGE, 13):
        y += 18
        parts.append(text(EDGE, y, "soft", line))
    high = y + EDGE
    title = "Köpürö as a house: each floor is a room of the code and imports only from the floors below it"
    size = f'viewBox="0 0 {width} {high:g}" width="{width}" height="{high:g}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img">'
    paper = f'<rect width="{width}" height="{high:g}" rx="10" class="paper"/>'
    return "\n".join([head, f"<title>{title}</title>", f"<style>{STYLE}</style>", paper, *parts, "</svg>\n"])


def main() -> int:
    """Write the sheets, or with --check say which are not what the imports say; 1 then."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; end with 1 where a sheet is out of date")
    check = parser.parse_args().check
    rooms, stale = plan(), 0
    for path, width, margin in SHEETS:
        new = drawing(rooms, width, margin)
        old = path.read_text(encoding="utf-8") if path.exists() else ""
        if new == old:
            continue
        if check:
            print(f"{path.relative_to(ROOT)} is not what the imports say: make house")
            stale += 1
        else:
            path.write_text(new, encoding="utf-8")
    return min(stale, 1)


if __name__ == "__main__":
    sys.exit(main())
