"""Every check, two at a time; says what failed and what was left out."""

import os
import secrets
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PYTHON = sys.executable
# Values that a real set-up would have; no service is asked.
PROD = {
    "DJANGO_SETTINGS_MODULE": "config.settings.prod",
    "KOEPUEROE_SECRET_KEY": secrets.token_urlsafe(48),
    "KOEPUEROE_HOSTS": "example.org",
    "KOEPUEROE_SITE_URL": "https://example.org",
    "KOEPUEROE_DATABASE_URL": "postgres://koepueroe:secret@127.0.0.1:5432/koepueroe",
    "KOEPUEROE_REDIS_URL": "redis://127.0.0.1:6379/0",
    "KOEPUEROE_EMAIL_URL": "smtp://koepueroe:secret@mail.example.org:587",
    "KOEPUEROE_FROM_EMAIL": "koepueroe@example.org",
    "KOEPUEROE_PROXY_COUNT": "1",
    "KOEPUEROE_DEMO": "no",
}
TEST = {"DJANGO_SETTINGS_MODULE": "config.settings.test"}


class Check(NamedTuple):
    title: str
    command: list[str]
    environment: dict[str, str]


CHECKS = [
    Check("types (mypy)", [str(BIN / "mypy"), "."], TEST),
    Check("style (ruff)", [str(BIN / "ruff"), "check", "."], {}),
    Check("form (ruff)", [str(BIN / "ruff"), "format", "--check", "."], {}),
    Check("architecture (import-linter)", [str(BIN / "lint-imports"), "--no-cache"], TEST),
    Check("picture of the house", [PYTHON, "-m", "scripts.draw_house", "--check"], {}),
    Check("templates (djlint)", [str(BIN / "djlint"), "--lint", "--quiet", "templates"], {}),
    Check("layout of templates", [PYTHON, "-m", "scripts.lay_out", "--check"], {}),
    Check("migrations", [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"], TEST),
    Check("catalogues", [PYTHON, "-m", "scripts.check_messages"], TEST),
    Check("calques", [PYTHON, "-m", "scripts.check_words"], {}),
    Check("settings for tests", [PYTHON, "manage.py", "check", "--fail-level=WARNING"], TEST),
    Check("production", [PYTHON, "manage.py", "check", "--deploy", "--fail-level=WARNING"], PROD),
]
COMPOSE = Check("containers", ["docker-compose", "--env-file", ".env.example", "config", "--quiet"], {})


def run(check: Check) -> tuple[Check, bool, str, float]:
    begun = time.monotonic()
    done = subprocess.run(
        check.command,
        cwd=ROOT,
        env={**os.environ, **check.environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return check, done.returncode == 0, done.stdout.strip(), time.monotonic() - begun


def main() -> int:
    checks, failed = list(CHECKS), 0
    if shutil.which("docker-compose"):
        checks.append(COMPOSE)
    with ThreadPoolExecutor(max_workers=2) as pool:
        for check, good, output, seconds in pool.map(run, checks):
            print(f"{'ok    ' if good else 'FAILED'} {check.title} ({seconds:.1f} s)", flush=True)
            failed += not good
            if not good or "Left out" in output:
                print("\n".join(f"       {line}" for line in output.splitlines()), flush=True)
    if COMPOSE not in checks:
        print("Left out: the containers (no docker-compose: apt install docker-compose)")
        failed += os.environ.get("CI") == "true"
    print("All checks passed." if not failed else f"{failed} of {len(CHECKS) + 1} checks failed.")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
