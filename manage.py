#!/usr/bin/env python
"""Entry point of every command; see `make help` for the ones people use."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    from django.core.management import execute_from_command_line

    from core.server.startup_checks import SetupError, leave

    try:
        execute_from_command_line(sys.argv)
    except SetupError as refusal:
        leave(refusal)
