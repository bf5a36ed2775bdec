"""What an attack costs the others: a Markdown table for each bench, and JSON into the file of $OUT.

make bench-attacks                    on SQLite, or on a database of its own beside the one of KOEPUEROE_DATABASE_URL
make bench-attacks ONLY=sockets       one bench, or several with spaces between
One server with the demo for all. That attacks fail is said by tests/attacks; here stand the milliseconds. Each row
is measured for some seconds: others read a page all the while; wall and CPU are those of the server in this time.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import attacks_heavy, attacks_sockets
from benchmarks.temporary_site import markdown
from tests.server import Server, environment, manage, named, on_server

Rows = list[dict[str, Any]]
ENTRANCE = Path(__file__).resolve().parent / "attacks_entrance.py"


def entrance(_site: Server) -> Rows:
    """In a process of its own: it measures inside Django, on an empty site."""
    with tempfile.NamedTemporaryFile(suffix=".json") as out:
        subprocess.run([sys.executable, ENTRANCE], check=True, env={**os.environ, "OUT": out.name}, capture_output=True)
        found: Rows = json.loads(Path(out.name).read_text(encoding="utf-8"))
    return found


BENCHES: dict[str, Callable[[Server], Rows]] = {
    "sockets": attacks_sockets.rows,
    "heavy": attacks_heavy.rows,
    "entrance": entrance,
}
DATABASE = "koepueroe_bench_attacks"
PREPARE = "from core.server.bootstrap import prepare; prepare(say=print)"
PLANTED = {
    "institutions": "twinning_institution",
    "practices": "library_practice",
    "people": "accounts_user",
    "topics": "community_topic",
    "messages": "community_message",
}


@contextmanager
def site_with_demo() -> Iterator[Server]:
    with tempfile.TemporaryDirectory(prefix="koepueroe-bench-") as folder, database() as url:
        manage(environment(Path(folder), url), "shell", "--no-imports", "-c", PREPARE)
        found = Server(Path(folder), url).start()
        try:
            yield found
        finally:
            found.stop()


@contextmanager
def database() -> Iterator[str]:
    """A PostgreSQL database of its own; nothing on SQLite."""
    beside = os.environ.get("KOEPUEROE_DATABASE_URL", "")
    if not beside:
        yield ""
        return
    on_server(beside, f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")
    on_server(beside, f"CREATE DATABASE {DATABASE}")
    try:
        yield named(beside, DATABASE)
    finally:
        on_server(beside, f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")


def planted(site: Server) -> str:
    counts = ((name, site.rows(f"SELECT count(*) FROM {table}")[0][0]) for name, table in PLANTED.items())
    engine = "PostgreSQL and Redis" if site.database_url else "SQLite"
    return f"Planted: the demo with {', '.join(f'{count:,} {name}' for name, count in counts)}; {engine}"


def main() -> None:
    wanted = os.environ.get("ONLY", "").split() or list(BENCHES)
    found: dict[str, Any] = {}
    with site_with_demo() as site:
        found["planted"] = planted(site)
        print(found["planted"])
        for name in wanted:
            found[name] = BENCHES[name](site)
            print(f"\n## {name}\n\n{markdown(found[name])}", flush=True)
    if out := os.environ.get("OUT"):
        Path(out).write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
