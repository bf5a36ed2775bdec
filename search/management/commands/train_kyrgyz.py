from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from search.analysis.kyrgyz import learnt
from search.analysis.learning.corpora import kyrgyz_texts, tables, text_of, treebank, treebanks, vocabulary
from search.analysis.learning.files import LEARNT_FROM, digests, messages, write
from search.analysis.learning.training import learn


class Command(BaseCommand):
    help = "Learns the weights of the Kyrgyz stemmer from a treebank, parallel texts and the site's own catalogues."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("data", type=Path, help="a folder with *train*.conllu and *.tsv")
        parser.add_argument("--to", type=Path, default=learnt.FILE, help="the file to write")

    def handle(self, *, data: Path, to: Path, **options: Any) -> None:
        sources = treebanks(data)
        if not sources:
            raise CommandError(f"No *train*.conllu in {data}.")
        sentences = [sentence for path in sources for sentence in treebank(path)]
        words = vocabulary(kyrgyz_texts(data)) + vocabulary(text_of(sentences))
        words += vocabulary(row.get("ky", "") for row in messages(Path(settings.LOCALE_PATHS[0])))
        told = learnt.packed(learn(sentences, words)) | {LEARNT_FROM: digests([*sources, *tables(data)])}
        size = write(to, told)
        self.stdout.write(f"{len(told['weights'])} weights, {len(told['stems'])} stems, {size // 1000} kB in {to}.")
        self.stdout.write("Raise VERSION in search/analysis/__init__.py, then run search_rebuild.")
