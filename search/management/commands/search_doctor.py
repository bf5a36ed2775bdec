import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from search.actions.duties.indexing import index_waiting, mend
from search.queries.index_differences import Difference, differences, faults

SHOWN = 10


class Command(BaseCommand):
    help = "Compares the index of the search with what there is to find. Ends with 1 where something is off."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--repair", action="store_true", help="read anew what is missing, stale or too much")

    def handle(self, *, repair: bool, **options: Any) -> None:
        if repair:
            index_waiting()
        found = list(differences())
        for difference in found:
            self._tell(difference)
        broken = faults()
        for line in broken:
            self.stdout.write(line)
        if not (broken or any(difference.codes for difference in found)):
            self.stdout.write("The index is true.")
            return
        if not repair:
            sys.exit(1)
        mend(found, broken=bool(broken))
        still = [line for difference in differences() for line in difference.codes] + faults()
        self.stdout.write("Repaired." if not still else "Not all could be repaired: try search_rebuild.")
        if still:
            sys.exit(1)

    def _tell(self, difference: Difference) -> None:
        kinds = {"missing": difference.missing, "stale": difference.stale, "extra": difference.extra}
        told = ", ".join(f"{len(codes)} {kind}" for kind, codes in kinds.items() if codes)
        self.stdout.write(f"{difference.shelf}: {told or 'as it should be'}")
        for kind, codes in kinds.items():
            for code in codes[:SHOWN]:
                self.stdout.write(f"  {kind} {code}")
            if len(codes) > SHOWN:
                self.stdout.write(f"  {kind} and {len(codes) - SHOWN} more")
