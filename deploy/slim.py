"""Take out of the image's environment what a running site never opens. The Dockerfile runs it twice:

    slim.py packages .venv    after installing
    slim.py statics .venv     after collecting: static files that now lie, compressed, in the proxy

Metadata of packages stays: libraries ask for their own version, and inventories are written from it.
"""

import shutil
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

LANGUAGES: Final = frozenset({"ky", "ru", "en"})
# Headers, stubs, sources of catalogues, maps for debuggers. Not .c: Autobahn opens one of its own when it starts.
SUFFIXES: Final = frozenset({".po", ".pot", ".pyi", ".h", ".hpp", ".pxd", ".pyx", ".map", ".a"})
TESTS: Final = frozenset({"tests", "test", "testsuite"})
# Folders of such a name that are no tests.
NEEDED: Final = frozenset({"django/test"})
# Words for a holiday are those of its country: their languages are not ours.
OTHER_TONGUES: Final = frozenset({"holidays"})
# What comes with a package and serves other ends than ours. No module of the site imports any of it.
UNUSED: Final = (
    "autobahn/_flatc",  # a compiler
    "django/contrib/gis",
    "numpy/_core/_simd.*",  # for its own tests
    "numpy/f2py",  # a compiler
    "twisted/conch",  # SSH
    "twisted/mail",
    "twisted/words",
    "twisted/plugins/twisted_words.py",
    "wagtail/project_template",
)
PAGE: Final = 4096


def main() -> int:
    what, folder = sys.argv[1], Path(sys.argv[2])
    ways: dict[str, Callable[[Path], Iterator[Path]]] = {"packages": superfluous, "statics": collected}
    (packages,) = (folder / "lib").glob("python*/site-packages")
    saved = sum(remove(path) for path in list(ways[what](packages)))
    if what == "packages":
        saved += strip(packages)
    print(f"{what}: {saved / 1e6:.0f} MB less")  # noqa: T201 - who builds reads it
    return 0


def superfluous(packages: Path) -> Iterator[Path]:
    for name in UNUSED:
        yield from packages.glob(name)
    for path in packages.rglob("*"):
        inside = path.relative_to(packages)
        if path.is_dir():
            if path.name == "__pycache__" or _is_tests(inside) or _is_foreign(inside):
                yield path
        elif path.suffix in SUFFIXES:
            yield path


def collected(packages: Path) -> Iterator[Path]:
    """Folders that Django's finder for applications has read: static/ directly within one."""
    yield from (path for path in packages.rglob("static") if path.is_dir() and (path.parent / "__init__.py").exists())


def strip(packages: Path) -> int:
    """Take the names for debuggers out of compiled code; how much that was."""
    compiled = [path for path in packages.rglob("*.so*") if path.is_file() and not path.is_symlink()]
    return sum(_stripped(path) for path in compiled)


def _stripped(path: Path) -> int:
    """Libraries that a wheel brings besides its own are laid unusually: strip breaks some. Those stay as they are."""
    part = path.with_name(f"{path.name}.part")
    done = subprocess.run(["strip", "--strip-unneeded", "-o", part, path], check=False, capture_output=True)  # noqa: S603, S607
    before, after = path.stat().st_size, part.stat().st_size if part.exists() else 0
    if done.returncode or after >= before or not loads(part.read_bytes()):
        part.unlink(missing_ok=True)
        return 0
    part.replace(path)
    return before - after


def loads(elf: bytes) -> bool:
    """Whether the segments of a 64-bit library lie where a loader may map them: address and offset agree by page."""
    if elf[:6] != b"\x7fELF\x02\x01":
        return False
    (table,) = struct.unpack_from("<Q", elf, 32)
    size, count = struct.unpack_from("<HH", elf, 54)
    for at in range(table, table + size * count, size):
        kind, _flags, offset, address = struct.unpack_from("<IIQQ", elf, at)
        (align,) = struct.unpack_from("<Q", elf, at + 48)
        if kind == 1 and (address - offset) % max(align, PAGE):
            return False
    return True


def remove(path: Path) -> int:
    """What it took on the disk, in bytes; 0 where it went with the folder around it."""
    if path.is_dir() and not path.is_symlink():
        size = sum(one.lstat().st_size for one in path.rglob("*") if one.is_file())
        shutil.rmtree(path)
        return size
    if not path.exists():
        return 0
    size = path.lstat().st_size
    path.unlink()
    return size


def _is_tests(inside: Path) -> bool:
    return inside.name in TESTS and len(inside.parts) > 1 and inside.as_posix() not in NEEDED


def _is_foreign(inside: Path) -> bool:
    """A catalogue of a language that the site does not speak: .../locale/et/LC_MESSAGES."""
    if inside.name != "LC_MESSAGES" or inside.parts[0] in OTHER_TONGUES:
        return False
    return inside.parent.name.partition("_")[0] not in LANGUAGES


if __name__ == "__main__":
    sys.exit(main())
