from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from search.analysis import lexicon
from search.analysis.learning.corpora import tables
from search.analysis.learning.files import LEARNT_FROM, digests, messages, write
from search.analysis.learning.lexicon_learning import learn_lexicon, packed, parallel_texts
from search.queries.translated_texts import translated_texts


class Command(BaseCommand):
    help = "Learns which words of ky, ru, en mean the same: from parallel texts, catalogues, what this site published."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("data", type=Path, help="a folder with *.tsv: a column for each of ky, ru, en")
        parser.add_argument("--without-site", action="store_true", help="not from the practices and pages of this site")
        parser.add_argument("--to", type=Path, default=lexicon.FILE, help="the file to write")

    def handle(self, *, data: Path, to: Path, without_site: bool, **options: Any) -> None:
        if not tables(data):
            raise CommandError(f"No *.tsv in {data}.")
        own = [] if without_site else translated_texts()
        texts = parallel_texts(data) + messages(Path(settings.LOCALE_PATHS[0])) + own
        learnt = learn_lexicon(texts)
        size = write(to, {"pairs": packed(learnt), LEARNT_FROM: digests(tables(data))})
        counts = ", ".join(f"{one}-{other} {len(rows)}" for (one, other), rows in learnt.items())
        self.stdout.write(f"{counts} words, {size // 1000} kB in {to}; {len(own)} pairs of this site.")
