"""Every text in Kyrgyz and Russian: none missing, empty, doubtful or left over; placeholders and plurals right."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import polib

from scripts.take_messages import PLURALS, ROOT, extract

PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")
# An ending may not hang on a name or a number that nobody knows yet: "{name}нын". The ordinal of a number is no
# ending: "7-класс" is right for every number, and so is "7-й урок".
ORDINAL = r"-(?:й\b|автор|кадам|кароо|класс|сабак|сап|тил)"
ENDING = re.compile(rf"(?:%\(\w+\)[a-z]|\{{\w*\}})(?!{ORDINAL})[-’']?[а-яёөүң]", re.IGNORECASE)


def catalogue_path(root: Path, language: str) -> Path:
    return root / "locale" / language / "LC_MESSAGES" / "django.po"


def complaints_of(catalogue: polib.POFile, language: str) -> Iterator[str]:
    if catalogue.metadata.get("Plural-Forms") != PLURALS[language]:
        yield "its plural forms are not those of the language"
    for entry in catalogue.obsolete_entries():
        yield f"left over: {entry.msgid!r}"
    for entry in catalogue:
        if not entry.obsolete:
            yield from complaints_of_entry(entry, int(PLURALS[language][len("nplurals=")]))


def complaints_of_entry(entry: polib.POEntry, plurals: int) -> Iterator[str]:
    texts = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    if "fuzzy" in entry.flags:
        yield f"doubtful: {entry.msgid!r}"
    if not all(text.strip() for text in texts):
        yield f"empty: {entry.msgid!r}"
        return
    if entry.msgid_plural and len(texts) != plurals:
        yield f"{len(texts)} plural forms instead of {plurals}: {entry.msgid!r}"
    for text in texts:
        yield from complaints_of_text(entry, text)


def complaints_of_text(entry: polib.POEntry, text: str) -> Iterator[str]:
    wanted = set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
    # "one school" may leave the number out; nothing else may differ.
    optional = wanted - set(PLACEHOLDER.findall(entry.msgid)) if entry.msgid_plural else set()
    found = set(PLACEHOLDER.findall(text))
    if not wanted - optional <= found <= wanted:
        yield f"other placeholders: {entry.msgid!r} -> {text!r}"
    if ENDING.search(text):
        yield f"an ending hangs on a placeholder: {text!r}"
    if entry.msgid.endswith("\n") != text.endswith("\n"):
        yield f"line break at the end: {entry.msgid!r}"


def keys(path: Path) -> set[tuple[str, str, str]]:
    found = polib.pofile(str(path))
    return {(entry.msgctxt or "", entry.msgid, entry.msgid_plural) for entry in found if not entry.obsolete}


def differences_from_source() -> Iterator[str]:
    """Extract anew in a copy and compare, so that the check changes nothing."""
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\0")
    with tempfile.TemporaryDirectory(prefix="koepueroe-messages-") as folder:
        copy = Path(folder)
        for name in filter(None, names):
            if name.endswith((".py", ".html", ".txt", ".md", ".po", ".gz", ".tsv")) and (ROOT / name).is_file():
                (copy / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(ROOT / name, copy / name)
        extract(copy)
        for language in PLURALS:
            ours, source = keys(catalogue_path(ROOT, language)), keys(catalogue_path(copy, language))
            yield from (f"{language}: missing: {' '.join(key)!r}" for key in sorted(source - ours))
            yield from (f"{language}: no longer in the source: {' '.join(key)!r}" for key in sorted(ours - source))


def main() -> int:
    complaints = []
    for language in PLURALS:
        catalogue = polib.pofile(str(catalogue_path(ROOT, language)))
        complaints += [f"{language}: {one}" for one in complaints_of(catalogue, language)]
    if shutil.which("xgettext"):
        complaints += differences_from_source()
    elif os.environ.get("CI") == "true":
        complaints.append("GNU gettext is not installed, and with CI=true nothing may be left out")
    else:
        print("Left out: whether each text of the source is in the catalogues (no GNU gettext: apt install gettext)")
    print("\n".join(complaints) or "The catalogues are complete.")
    return bool(complaints)


if __name__ == "__main__":
    sys.exit(main())
