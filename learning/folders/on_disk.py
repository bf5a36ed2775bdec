"""A folder on a disk, as the bytes of its files."""

from collections.abc import Mapping
from pathlib import Path

from learning.folders.parts import MOST_FILES, MOST_FOLDER_BYTES, Fault


def load(folder: Path) -> tuple[dict[str, bytes], tuple[Fault, ...]]:
    """Files by their path in the folder. Sizes are asked before anything is read; links are never followed."""
    if not folder.is_dir():
        return {}, (Fault("", 0, "no-folder"),)
    found: dict[str, bytes] = {}
    size = 0
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            return {}, (Fault(name, 0, "link"),)
        if not path.is_file() or any(part.startswith(".") for part in Path(name).parts):
            continue
        size += path.stat().st_size
        if size > MOST_FOLDER_BYTES or len(found) >= MOST_FILES:
            return {}, (Fault(name, 0, "folder-large"),)
        found[name] = path.read_bytes()
    return found, ()


def save(files: Mapping[str, bytes], folder: Path) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
