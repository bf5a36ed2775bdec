"""The site with Turkish beside its own languages: one line of LANGUAGES, before anybody wrote a catalogue."""

import os

from config.env import sqlite
from config.settings.test import *  # noqa: F403 - these settings, and one line more
from config.settings.test import LANGUAGES as OURS

LANGUAGES = [*OURS, ("tr", "Turkish")]  # type: ignore[list-item]  # a name that nobody translates
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
DATABASES = {"default": sqlite(os.environ.get("FOURTH_DATABASE", ":memory:"))}
