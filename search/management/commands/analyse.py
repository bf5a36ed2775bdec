from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from search.analysis.kyrgyz.learnt import candidates
from search.analysis.languages import LANGUAGES, tagged_stems
from search.analysis.lexicon import expansions, language_of
from search.analysis.reading import analyse

SHOWN = 6


class Command(BaseCommand):
    help = "Shows how the search reads a text: tokens, readings, stem, root, key, words that mean the same."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("text")
        parser.add_argument("--language", default="ky", choices=[*LANGUAGES, "und"])

    def handle(self, *, text: str, language: str, **options: Any) -> None:
        for token in analyse(text, language):
            joined = " (joined)" if token.joined else ""
            self.stdout.write(f"{text[token.start : token.end]}{joined}  {token.start}-{token.end}")
            self.stdout.write(f"  surface {token.surface}  stem {token.stem}  root {token.root}  key {token.key}")
            self.stdout.write(f"  in an index: {' '.join(tagged_stems(token.surface, language))}")
            if language_of(token.surface, language) == "ky" and token.surface.isalpha():
                for stem, kind, suffixes, score in candidates(token.surface)[:SHOWN]:
                    self.stdout.write(f"  {score:8.2f}  {stem} {kind} {' + '.join(suffixes) or '-'}")
            same = expansions(token, language)
            if same:
                told = ", ".join(f"{one.language} {one.stem} {one.weight:.2f}" for one in same)
                self.stdout.write(f"  means the same: {told}")
