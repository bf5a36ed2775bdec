"""The standard of pages: the Nu Html Checker (vnu) reads one page of each route, and finds no error; esbuild reads the
scripts for the browsers that docs/running.md promises; Spectral reads the document of the API, and finds no error and
no warning.

    python -m scripts.check_pages [--keep var/pages] [--only demo|world]

Two worlds are read: one page of each address of tests/test_addresses.py, for each role that may open it and in turn in
each language, and the pages that a reader of the demo finds by following links. Wagtail's own admin is theirs and left
out. Needs Java, and the three checkers, which npm brings into var/tools (packages vnu-jar, esbuild,
@stoplight/spectral-cli). Ends with 1 if anything was found.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from scripts.worlds import LANGUAGES, demo_server, world_of_tests

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / "var" / "tools"
ESBUILD = TOOLS / "node_modules" / "esbuild" / "bin" / "esbuild"
SPECTRAL = TOOLS / "node_modules" / "@stoplight" / "spectral-cli" / "dist" / "index.js"
RULES = ROOT / ".spectral.yaml"
TARGET = "safari15.4,chrome99,firefox98"
JAR = TOOLS / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
WIDE = 100
OK = 200
DOCUMENT = "the document of the API"
PACKAGES = ("vnu-jar", "esbuild", "@stoplight/spectral-cli")


class Drawn(NamedTuple):
    """A page as a browser gets it, and whose it is."""

    title: str
    html: bytes


def checker() -> Path:
    """The checker of pages, fetched by npm once."""
    if shutil.which("java") is None:
        sys.exit("The checker of pages needs Java (apt install default-jre-headless).")
    return fetched("vnu-jar", JAR)


def fetched(package: str, file: Path) -> Path:
    if not file.exists():
        if shutil.which("npm") is None:
            sys.exit("The checkers of pages come by npm, which is not here (apt install npm).")
        TOOLS.mkdir(parents=True, exist_ok=True)
        command = ["npm", "install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", str(TOOLS)]
        # Named together: npm takes away what a call does not name.
        subprocess.run([*command, *PACKAGES], check=True, stdout=subprocess.DEVNULL)
    if not file.exists():
        sys.exit(f"npm did not bring {package}.")
    return file


def too_new_in(scripts: list[Path], esbuild: Path) -> list[str]:
    """What these scripts say that the promised browsers do not know: they would have to be rewritten for them."""
    with tempfile.TemporaryDirectory() as folder:
        command = [str(esbuild), *map(str, scripts), f"--target={TARGET}", "--log-level=warning", f"--outdir={folder}"]
        done = subprocess.run([*command, "--log-limit=0"], check=False, capture_output=True, text=True)
        found = [done.stderr.strip()] if done.stderr.strip() else []
        for script in scripts:
            written = Path(folder) / script.name
            if written.exists() and _rewritten(script, written.read_text(encoding="utf-8"), esbuild):
                found.append(f"{script.name} says what esbuild has to rewrite for {TARGET}")
    return found


def _rewritten(script: Path, written: str, esbuild: Path) -> bool:
    plain = subprocess.run([str(esbuild), str(script), "--target=esnext"], check=True, capture_output=True, text=True)
    return plain.stdout != written


def faults_of_document(document: str, spectral: Path) -> list[str]:
    """What Spectral says of an OpenAPI document, hints too."""
    with tempfile.TemporaryDirectory() as folder:
        written = Path(folder) / "openapi.json"
        written.write_text(document, encoding="utf-8")
        command = ["node", str(spectral), "lint", str(written), "--ruleset", str(RULES), "--format", "json", "--quiet"]
        done = subprocess.run([*command, "--fail-severity", "hint"], check=False, capture_output=True, text=True)
    if done.returncode not in {0, 1}:
        sys.exit(f"Spectral did not read the document of the API: {done.stderr or done.stdout}")
    found = json.loads(done.stdout or "[]")
    return [f"the API's document, {'.'.join(map(str, one['path']))}: {one['code']}: {one['message']}" for one in found]


def api_document() -> str:
    """As the site serves it, in whatever mode."""
    from django.test import Client  # noqa: PLC0415 - settings are chosen by the world

    answer = Client().get("/api/openapi.json")
    if answer.status_code != OK:
        sys.exit(f"The API's document answers {answer.status_code}.")
    return answer.content.decode()


def of_the_world() -> Iterator[Drawn]:
    """One page of each route for each role, out of an empty database with one of everything."""
    with world_of_tests() as world:
        yield Drawn(DOCUMENT, api_document().encode())
        yield from _walk(world)


def _walk(world: "World") -> Iterator[Drawn]:  # type: ignore[name-defined]  # noqa: F821 - imported late
    from tests.test_addresses import EMPTY, ROWS, THEIR_ROWS, WHO  # noqa: PLC0415 - as above
    from tests.walking import address_of, ask  # noqa: PLC0415

    for turn, row in enumerate(ROWS + THEIR_ROWS):
        language = LANGUAGES[turn % len(LANGUAGES)]
        seen: set[tuple[str, str]] = set()
        for method, offset in (("GET", 2), ("POST", 9)):
            for place, role in enumerate(WHO):
                status = row[offset + place]
                address = address_of(world, row[0], row[1])
                # Of refusals and of answers to an empty form one is enough: they are one template.
                again = (method, status) in seen and (method, status) != ("GET", "200")
                if again or address.startswith(("/admin/", "/api/", "/static/", "/media/")):
                    continue
                seen.add((method, status))
                said = re.sub(r"^/en/", f"/{language}/", address)
                answer = ask(world, role, method, said, EMPTY if method == "POST" else None)
                kind = "" if answer.streaming or not answer.content else answer.headers.get("Content-Type", "")
                if kind.startswith("text/html"):
                    yield Drawn(f"{method} {row[0]} for {role} in {language}", answer.content)


def of_the_demo() -> Iterator[Drawn]:
    """What readers of the demo find by following links, from a server of its own."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - the other world needs none

    from tests.journeys.crawling import pages_of  # noqa: PLC0415
    from tests.journeys.test_looks import AGAIN, SEEDS  # noqa: PLC0415

    with demo_server() as server, sync_playwright() as playwright:
        known: set[str] = set()
        for role, seeds in SEEDS.items():
            asking = playwright.request.new_context(base_url=server)
            if role:
                _sign_in(asking, role)
            found = pages_of(asking, seeds, known=known - set(AGAIN))
            known |= set(found)
            for turn, path in enumerate(found.values()):
                language = LANGUAGES[turn % len(LANGUAGES)]
                title = f"{path or 'home'} of the demo for {role or 'visitor'} in {language}"
                yield Drawn(title, asking.get(f"/{language}/{path}").body())
            asking.dispose()


def _sign_in(asking: "APIRequestContext", role: str) -> None:  # type: ignore[name-defined]  # noqa: F821
    page = asking.get("/en/accounts/login/").text()
    token = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[0]
    form = {"csrfmiddlewaretoken": token, "login": f"{role}@example.org", "password": "koepueroe-demo"}
    answer = asking.post("/en/accounts/login/", form=form)
    if "/login/" in answer.url:
        sys.exit(f"{role} is not let in.")


def errors_of(pages: dict[Path, str], jar: Path) -> dict[str, list[str]]:
    """What is wrong, and on which pages. Warnings count too: a section without a heading is one."""
    found: dict[str, list[str]] = defaultdict(list)
    command = ["java", "-Xss4m", "-jar", str(jar), "--format", "json", "--stdout", "--exit-zero-always"]
    done = subprocess.run([*command, *map(str, pages)], check=True, capture_output=True, text=True)
    for message in json.loads(done.stdout)["messages"]:
        if message["type"] != "error" and message.get("subType") != "warning":
            continue
        page = pages[Path(message["url"].removeprefix("file:"))]
        extract = " ".join(message.get("extract", "").split())[:WIDE]
        found[f"{message['message']}\n      {extract}"].append(page)
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keep", type=Path, help="where the pages are written, to look at them")
    parser.add_argument("--only", choices=("world", "demo"))
    chosen = parser.parse_args()
    jar = checker()
    too_new = too_new_in(sorted((ROOT / "static" / "js").glob("*.js")), fetched("esbuild", ESBUILD))
    print(*too_new, sep="\n", end="\n" if too_new else "")
    folder = (chosen.keep or Path(tempfile.mkdtemp())).resolve()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    pages: dict[Path, str] = {}
    faults: list[str] = []
    for world in (of_the_world, of_the_demo):
        if chosen.only in {None, world.__name__.removeprefix("of_the_")}:
            for page in world():
                if page.title == DOCUMENT:
                    faults += faults_of_document(page.html.decode(), fetched("@stoplight/spectral-cli", SPECTRAL))
                    continue
                path = folder / f"{len(pages):04}.html"
                path.write_bytes(page.html)
                pages[path] = page.title
    print(*faults, sep="\n", end="\n" if faults else "")
    found = errors_of(pages, jar)
    for error, where in sorted(found.items(), key=lambda item: -len(item[1])):
        print(f"{len(where):4}  {error}\n      {where[0]}")
    if not chosen.keep:
        shutil.rmtree(folder)
    print(f"{len(pages)} pages, {sum(map(len, found.values()))} errors; of the API's document {len(faults)}.")
    return bool(found or too_new or faults)


if __name__ == "__main__":
    sys.exit(main())
