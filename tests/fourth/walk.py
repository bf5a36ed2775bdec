"""Open every page that somebody may open, in the fourth language, and print what is wrong with it, as JSON.

python -m tests.fourth.walk, with DJANGO_SETTINGS_MODULE=tests.fourth.settings and a migrated database.
"""

import json
import logging
from collections.abc import Iterator

import django

FOURTH = "tr"


def main() -> None:
    django.setup()
    from django.core.management import call_command
    from django.db import transaction
    from django.test.utils import setup_test_environment
    from django.utils import translation

    logging.disable(logging.CRITICAL)
    setup_test_environment()
    call_command("migrate", verbosity=0)
    from library.actions.writing import create_practice
    from tests.world_of_everyone import plant

    with translation.override("en"), transaction.atomic():
        world = plant()
        found = list(_walk(world))
        begun = create_practice(by=world.people["teacher"], language=FOURTH)
    wrong = [one for one in found if one]
    print(json.dumps({"pages": len(found), "wrong": wrong, "written_in": begun.language}))  # noqa: T201 - its answer


def _walk(world: "World") -> Iterator[str]:  # type: ignore[name-defined]  # noqa: F821 - imported late
    from tests.test_addresses import ROWS, THEIR_ROWS, WHO
    from tests.walking import address_of, ask, faults_of

    # Read before the first request, which leaves its own language behind.
    for row, address in [(row, address_of(world, row[0], row[1])) for row in ROWS + THEIR_ROWS]:
        role = next((who for who, cell in zip(WHO, row[2:9], strict=True) if cell == "200"), "")
        if role and address.startswith("/en/"):
            there = address.replace("/en/", f"/{FOURTH}/", 1)
            answer = ask(world, role, "GET", there)
            faults = faults_of(answer)
            whole = answer.status_code == 200 and not faults
            yield "" if whole else f"{there} for {role}: {answer.status_code} {faults}"


if __name__ == "__main__":
    main()
