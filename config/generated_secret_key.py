"""The secret key of a small installation: made once, kept in the data folder, readable by its owner alone."""

import os
import secrets
from pathlib import Path


def kept_secret(data: Path) -> str:
    path = data / "secret-key"
    try:
        return path.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        data.mkdir(parents=True, exist_ok=True)
        key = secrets.token_urlsafe(48)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(key)
        return key
