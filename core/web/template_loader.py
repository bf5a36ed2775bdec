"""Our templates are laid out for people, and served without their indents: on a page of rows that is a twentieth of it.

Only what a template itself says is touched, never what is filled in. Mails in plain text stay as they are.
"""

import re
from typing import Final

from django.template.base import Origin
from django.template.loaders.filesystem import Loader as FilesystemLoader

INDENT: Final = re.compile(r"\n[ \t]+")


class Loader(FilesystemLoader):
    def get_contents(self, origin: Origin) -> str:
        text = super().get_contents(origin)
        return INDENT.sub("\n", text) if origin.name.endswith(".html") else text
