"""The page test: what people see is the same before and after a change that shall change nothing.

    python -m scripts.compare_pages keep FOLDER [--only world|demo]
    python -m scripts.compare_pages compare FOLDER_A FOLDER_B

`keep` draws some thousand pages, fragments, refusals, forms in error and mails in three languages, as everybody who
may come, and writes each as a list of HTML tokens. Two runs of one commit are equal: clock and randomness are fixed.
Not compared are attributes' order and what browsers do not show: runs of blanks, and blanks beside block elements.
`compare` says for each page where the first difference lies, and ends with 1 if there is any.
"""

import argparse
import itertools
import logging
import os
import random
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch
from uuid import UUID

from scripts.page_tokens import tokens_of
from scripts.worlds import LANGUAGES, prepare_demo, readers_of_demo, world_of_tests

WORLDS: Final = ("world", "demo")
NOW: Final = datetime(2026, 10, 14, 9, 30, tzinfo=UTC)
REFUSED: Final = 300
AROUND = 3  # tokens shown before a difference


def text_of(answer: Any) -> str:
    """The page of an answer; nothing of what is no HTML."""
    if answer.streaming or not answer.content or not answer.headers.get("Content-Type", "").startswith("text/html"):
        return ""
    return str(answer.content.decode())


# Two runs are equal


@contextmanager
def fixed() -> Iterator[Callable[[str], None]]:
    """The clock stands, and what is random is not: what is yielded begins a row of numbers anew for each page."""
    import time_machine  # noqa: PLC0415 - only who keeps pages needs it

    rows = [random.Random(name) for name in ("choice", "bytes", "uuid")]  # noqa: S311 - shall be foreseen
    choices, octets, numbers = rows

    def begin(title: str) -> None:
        random.seed(title)
        for row in rows:
            row.seed(title)

    # A row for each kind: what asks for other numbers in between, as the names of temporary files do, changes no code.
    with (
        time_machine.travel(NOW, tick=False),
        patch("secrets.choice", choices.choice),
        patch("secrets.token_bytes", lambda count=None: octets.randbytes(count or 32)),
        patch("uuid.uuid4", lambda: UUID(int=numbers.getrandbits(128), version=4)),
    ):
        begin("pages")
        yield begin


class Keeper:
    """Writes pages into a folder, each once."""

    def __init__(self, folder: Path, seed: Callable[[str], None]) -> None:
        self.folder, self.seed, self.count = folder, seed, 0
        folder.mkdir(parents=True, exist_ok=True)

    def keep(self, title: str, page: str) -> None:
        if page:
            name = re.sub(r"[^\w.@=-]+", "_", title, flags=re.ASCII)[:120].strip("_")
            path = self.folder / f"{name}.txt"
            for number in itertools.count(2):
                if not path.exists():
                    break
                path = self.folder / f"{name}_{number}.txt"
            path.write_text("\n".join([f"# {title}", *tokens_of(page)]) + "\n", "utf-8")
            self.count += 1


# The pages of the two worlds


def keep_world(keeper: Keeper) -> None:
    with world_of_tests() as world:
        for title, ask in _askings(world):
            keeper.seed(title)
            keeper.keep(title, text_of(ask()))
        for title, page in _mails(world):
            keeper.keep(title, page)


def _askings(world: Any) -> Iterator[tuple[str, Callable[[], Any]]]:
    """Of each address: what each role gets of it, a refusal of each kind, an empty form, and the same in part."""
    from tests.test_addresses import EMPTY, ROWS, THEIR_ROWS, WHO  # noqa: PLC0415 - needs the database
    from tests.walking import address_of, ask  # noqa: PLC0415

    for row in ROWS + THEIR_ROWS:
        address = address_of(world, row[0], row[1])
        if address.startswith(("/admin/", "/api/", "/static/", "/media/")):
            continue
        for method, offset in (("GET", 2), ("POST", 9)):
            known: set[str] = set()
            for role, status in zip(WHO, row[offset : offset + len(WHO)], strict=True):
                if status in known and (method == "POST" or int(status) >= REFUSED):
                    continue
                known.add(status)
                for language in LANGUAGES:
                    said = re.sub(r"^/en/", f"/{language}/", address)
                    data = EMPTY if method == "POST" else None
                    title = f"{method} {row[0]} {row[1]} {role} {status} {language}"
                    yield title, lambda who=role, how=method, where=said, form=data: ask(world, who, how, where, form)  # type: ignore[misc]  # bound early
        if row[3] == "200":
            title = f"part {row[0]} {row[1]} member"
            yield title, lambda where=address: ask(world, "member", "GET", where, None, HTTP_HX_REQUEST="true")  # type: ignore[misc]


def _mails(world: Any) -> Iterator[tuple[str, str]]:
    """Mails that planting the world has sent, and one of each other kind that has a page."""
    from django.core import mail  # noqa: PLC0415 - settings are chosen
    from django.utils import translation  # noqa: PLC0415

    from community.actions.duties.digests import mail_of as digest_of  # noqa: PLC0415
    from community.actions.steps.mailing import mail_of as notice_of  # noqa: PLC0415
    from community.models import Notice  # noqa: PLC0415
    from core.mails import dressed  # noqa: PLC0415
    from twinning.texts.invitations import mail_of as invitation_of  # noqa: PLC0415

    sent = list(getattr(mail, "outbox", []))
    for language in LANGUAGES:
        with translation.override(language):
            person = world.people["leader"]
            person.language = language
            notices = list(Notice.objects.filter(user=person))
            sent += [*map(notice_of, notices), digest_of(person, notices), invitation_of(world.things["invitation"])]
    for number, one in enumerate(sent):
        whole = dressed(one)
        pages = [str(part[0]) for part in getattr(whole, "alternatives", [])]
        yield f"mail {number}", f"{whole.subject}<pre>{whole.body}</pre>{''.join(pages)}"


def keep_demo(keeper: Keeper) -> None:
    """What readers find by following links: of each shape of address one, in each language."""
    from scripts.crawl import shape_of, walk  # noqa: PLC0415 - has a path of its own

    for role, ask in readers_of_demo([]):

        def kept(address: str, role: str = role, ask: Callable[[str], Any] = ask) -> Any:
            title = f"{role} {shape_of(address)}"
            keeper.seed(title)
            answer = ask(address)
            keeper.keep(title, text_of(answer))
            return answer

        walk(role, kept, 1)


def keep(folder: Path, only: str) -> int:
    """One world in this process; without a name both, each in a process whose sets keep their order."""
    if not only:
        command = [sys.executable, "-m", "scripts.compare_pages", "keep", str(folder), "--only"]
        running = [subprocess.Popen([*command, one], env={**os.environ, "PYTHONHASHSEED": "0"}) for one in WORLDS]
        return max([one.wait() for one in running])
    logging.disable(logging.CRITICAL)
    with tempfile.TemporaryDirectory(prefix="koepueroe-pages-") as data, fixed() as seed:
        keeper = Keeper(folder / only, seed)
        if only == "demo":
            prepare_demo(data)
            keep_demo(keeper)
        else:
            keep_world(keeper)
    print(f"{keeper.count} pages of the {only} in {keeper.folder}")
    return 0


# Comparing


def differences(ours: Path, theirs: Path) -> Iterator[str]:
    """For each page that is not the same: its name and the first tokens that differ."""
    pages = {path.relative_to(folder) for folder in (ours, theirs) for path in folder.rglob("*.txt")}
    for page in sorted(pages):
        lacking = [folder for folder in (ours, theirs) if not (folder / page).exists()]
        if lacking:
            yield f"{page}\n  is not in {lacking[0]}"
            continue
        first, second = ((folder / page).read_text("utf-8").splitlines() for folder in (ours, theirs))
        if first != second:
            yield f"{page}\n{_where(first, second)}"


def _where(first: list[str], second: list[str]) -> str:
    pairs = itertools.zip_longest(first, second)
    place = next(number for number, (one, other) in enumerate(pairs) if one != other)
    before = [f"    {token}" for token in first[max(place - AROUND, 0) : place]]
    after = [f"  {sign} {token}" for sign, side in (("-", first), ("+", second)) for token in side[place : place + 2]]
    return "\n".join([*before, *after])


def compare(ours: Path, theirs: Path) -> int:
    count = len(list(ours.rglob("*.txt")))
    found = list(differences(ours, theirs))
    print("\n".join([*found, f"{count} pages, {len(found)} of them differ."]))
    return bool(found) or not count


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    keeping = commands.add_parser("keep", help="draw all pages into an empty folder")
    keeping.add_argument("folder", type=Path)
    keeping.add_argument("--only", choices=WORLDS, default="")
    comparing = commands.add_parser("compare", help="compare two folders")
    comparing.add_argument("folders", type=Path, nargs=2)
    chosen = parser.parse_args()
    if chosen.command == "compare":
        return compare(*chosen.folders)
    return keep(chosen.folder.resolve(), chosen.only)


if __name__ == "__main__":
    sys.exit(main())
