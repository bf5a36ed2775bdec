"""`make full`: the whole set-up from the built images on this machine, without a container engine; Ctrl+C ends all.

With Docker the same is `docker-compose up --build`, as docs/running.md says.
"""

import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from scripts.containers.images import build_with_stand_ins
from scripts.containers.installation import Installation
from scripts.containers.machine import ROOT, LacksError, require_stand_ins
from scripts.containers.store import Store

NEEDED: Final = ("docker-compose", "openssl")


def main() -> int:
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        require_stand_ins(*NEEDED)
        store = build_with_stand_ins()
        with tempfile.TemporaryDirectory(prefix="koepueroe-full-") as folder, running(Path(folder), store) as site:
            print(f"\nThe site: {site.url} (a certificate of its own: the browser asks once)")
            print(f"Mails it sends become files: {site.place.folder / 'mails'}")
            print("Logs: " + str(site.place.folder / "*.log"))
            print("Ctrl+C ends all.", flush=True)
            signal.pause()
    except LacksError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nAll has ended.")
    return 0


@contextmanager
def running(folder: Path, store: Store) -> Iterator[Installation]:
    """An empty installation that is up; taken down on every way out."""
    with services(folder / "services") as urls:
        site = Installation(folder / "site", store, **urls)
        try:
            yield site.up()
        finally:
            site.down()


@contextmanager
def services(folder: Path) -> Iterator[dict[str, str]]:
    """PostgreSQL and Redis of this machine: database_url and redis_url."""
    command = [sys.executable, str(ROOT / "scripts" / "services.py")]
    done = subprocess.run([*command, "start", "--folder", str(folder)], capture_output=True, text=True, check=False)
    if done.returncode:
        raise LacksError(done.stderr.strip())
    pairs = dict(line.removeprefix("export ").split("=", 1) for line in done.stdout.splitlines())
    try:
        yield {"database_url": pairs["KOEPUEROE_DATABASE_URL"], "redis_url": pairs["KOEPUEROE_REDIS_URL"]}
    finally:
        subprocess.run([*command, "stop", "--folder", str(folder)], check=False, timeout=90)


if __name__ == "__main__":
    sys.exit(main())
