"""Static files under hashed names, also where our scripts import each other; our sheets without comments, indents."""

import re
from collections.abc import Callable
from typing import Any

from django.core.files.base import ContentFile, File
from servestatic.storage import CompressedManifestStaticFilesStorage

from core.server.squeezing import squeezed

OURS = "js/"
SHEETS = "css/"


class HashedStatics(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # the library has no types
    support_js_module_import_aggregation = True

    def url_converter(
        self, name: str, hashed_files: dict[str, str], template: str | None = None
    ) -> Callable[[re.Match[str]], str]:
        """Scripts of packages are packed whole; what looks like an import in them leads nowhere."""
        if name.endswith(".js") and not name.startswith(OURS):
            return lambda match: match["matched"]
        convert: Any = super().url_converter(name, hashed_files, template)
        return convert  # type: ignore[no-any-return]

    def _save(self, name: str, content: File[Any]) -> str:
        if name.startswith(SHEETS) and name.endswith(".css"):
            content.seek(0)
            content = ContentFile(squeezed(content.read().decode()).encode())
        saved: str = super()._save(name, content)
        return saved
