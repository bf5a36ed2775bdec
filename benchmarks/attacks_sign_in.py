"""How long the entrance takes for known and for new addresses: medians of the whole middleware, no socket.

`rows()` gives them to whoever gathers; alone it prints a Markdown table, and JSON into the file of $OUT.
"""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.temporary_site import markdown, temporary_site

TIMES = 15
PASSWORD = "tunuk suu agat"


def doors() -> dict[str, Callable[[str], dict[str, str]]]:
    return {
        "/en/accounts/signup/": lambda email: {"name": "Айгүл", "email": email, "password1": PASSWORD},
        "/en/accounts/password/reset/": lambda email: {"email": email},
        "/en/accounts/link/": lambda email: {"email": email},
        "/en/accounts/login/": lambda email: {"login": email, "password": "wrong"},
    }


def rows() -> list[dict[str, Any]]:
    """One row a door; Django must be set up on a database that may be written to."""
    found = []
    for path, form in doors().items():
        took = {kind: _took(path, form, kind) for kind in ("known", "new")}
        row: dict[str, Any] = {"door": path, "planted": f"{TIMES} people", "times": TIMES}
        for kind, (wall, cpu) in took.items():
            row |= {f"{kind} ms": round(wall, 1), f"{kind} CPU ms": round(cpu, 1)}
        found.append(row)
    return found


def _took(path: str, form: Callable[[str], dict[str, str]], kind: str) -> tuple[float, float]:
    """Median wall and CPU milliseconds, each of another person from another network, so that no limit is met."""
    from allauth.account.models import EmailAddress  # noqa: PLC0415 - Django is set up now
    from django.test import Client  # noqa: PLC0415 - as above

    from accounts.models import User  # noqa: PLC0415 - as above
    from accounts.policy import RULES_VERSION  # noqa: PLC0415

    walls, cpus = [], []
    for number in range(TIMES):
        email = f"{kind}{number}{len(path)}@example.org"
        if kind == "known":
            person = User.objects.create_user(email, PASSWORD, name="Айгүл", rules_version=RULES_VERSION)
            EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
        client = Client(HTTP_HOST="localhost", REMOTE_ADDR=f"198.51.100.{number}")
        client.get(path)
        wall, cpu = perf_counter(), process_time()
        status = client.post(path, form(email)).status_code
        walls.append((perf_counter() - wall) * 1000)
        cpus.append((process_time() - cpu) * 1000)
        assert status in {200, 302}, status
    return median(walls), median(cpus)


def main() -> None:
    with temporary_site():
        found = rows()
    print(markdown(found))
    if out := os.environ.get("OUT"):
        Path(out).write_text(json.dumps(found, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
