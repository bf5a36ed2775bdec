from typing import Any

from django.core.management.base import BaseCommand

from search.actions.duties.indexing import rebuild_index


class Command(BaseCommand):
    help = "Reads everything that can be found anew; meanwhile the old index answers."

    def handle(self, **options: Any) -> None:
        count = rebuild_index(say=self.stdout.write)
        self.stdout.write(f"{count} documents are indexed.")
