"""Take the texts of code and templates into the catalogues; what is new stands there empty (needs GNU gettext)."""

import subprocess
import sys
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
PLURALS = {
    "ky": "nplurals=2; plural=(n != 1);",
    "ru": ("nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);"),
}
ASIDE = (".venv", "var", "tests", "scripts", "benchmarks")


def extract(root: Path) -> None:
    """Run makemessages in `root`, which may be a copy: what is gone from the source goes, what is new comes."""
    command = [sys.executable, "manage.py", "makemessages", "--no-location", "--no-obsolete", "--verbosity=0"]
    command += ["--extension=html,txt,py,md", *(f"--locale={language}" for language in PLURALS)]
    command += [f"--ignore={folder}" for folder in ASIDE]
    subprocess.run(command, cwd=root, check=True)


def tidy(path: Path, language: str) -> None:
    """One order and one header, so that two people's changes meet in few lines."""
    catalogue = polib.pofile(str(path), wrapwidth=110)
    catalogue.metadata = {
        "Project-Id-Version": "koepueroe",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": language,
        "Plural-Forms": PLURALS[language],
    }
    catalogue.sort(key=lambda entry: (entry.msgid, entry.msgctxt or ""))
    catalogue.save(str(path))


def main() -> int:
    extract(ROOT)
    for language in PLURALS:
        path = ROOT / "locale" / language / "LC_MESSAGES" / "django.po"
        tidy(path, language)
        empty = len(polib.pofile(str(path)).untranslated_entries())
        print(f"{path.relative_to(ROOT)}: {empty} to translate")
    return 0


if __name__ == "__main__":
    sys.exit(main())
