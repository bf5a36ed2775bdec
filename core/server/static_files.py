"""Static files under hashed names, also where our scripts import each other; ours without comments and indents."""

import re
from collections.abc import Callable
from typing import Any, Final

from django.core.files.base import ContentFile, File
from rjsmin import jsmin
from servestatic.storage import CompressedManifestStaticFilesStorage

from core.server.squeezing import squeezed

OURS: Final = "js/"
SMALLER: Final[dict[tuple[str, str], Callable[[str], str]]] = {("css/", ".css"): squeezed, (OURS, ".js"): jsmin}


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
        for (folder, ending), smaller in SMALLER.items():
            if name.startswith(folder) and name.endswith(ending):
                content.seek(0)
                content = ContentFile(smaller(content.read().decode()).encode())
        saved: str = super()._save(name, content)
        return saved
