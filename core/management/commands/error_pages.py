"""What the proxy says by itself, as pages and as JSON: a body too large, too many connections, no application."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.template.loader import render_to_string
from django.utils import translation

from core.web.machine_errors import said_of

STATUSES = (413, 429, 503)


class Command(BaseCommand):
    help = "Renders the error pages of the proxy, one file for each status and language."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--to", type=Path, required=True)

    def handle(self, *, to: Path, **options: Any) -> None:
        to.mkdir(parents=True, exist_ok=True)
        for language, _ in settings.LANGUAGES:
            with translation.override(language):
                for status in STATUSES:
                    page = render_to_string(
                        f"errors/{status}.html", {"frame": "base_simple.html", "status": status, "code": f"P{status}"}
                    )
                    (to / f"{status}.{language}.html").write_text(page, encoding="utf-8")
                    (to / f"{status}.{language}.json").write_text(said_of(status), encoding="utf-8")
