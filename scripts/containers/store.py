"""buildah with a store of its own: nothing of what a developer keeps elsewhere is seen or touched."""

import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from scripts.containers.machine import LacksError, cache

# Above this the store is begun anew: layers of former releases are never asked for again.
ROOM: Final = 15_000_000_000
CHROOT: Final = ("--isolation", "chroot")


@dataclass(frozen=True, slots=True)
class Store:
    folder: Path
    driver: str

    def command(self, *words: str) -> list[str]:
        places = ["--root", str(self.folder / "store"), "--runroot", str(self.folder / "run")]
        return ["buildah", *places, "--storage-driver", self.driver, *words]

    def ask(self, *words: str) -> str:
        done = subprocess.run(self.command(*words), capture_output=True, text=True, check=False, timeout=600)
        if done.returncode:
            raise LacksError(f"buildah {words[0]}: {done.stderr.strip()[-2000:]}")
        return done.stdout.strip()

    def do(self, *words: str, cwd: Path | None = None) -> None:
        """As ask, with what it says going to the terminal."""
        if subprocess.run(self.command(*words), check=False, cwd=cwd, timeout=3000).returncode:
            raise LacksError(f"buildah {words[0]} failed: see above.")

    def has(self, image: str) -> bool:
        asked = self.command("inspect", "--type", "image", image)
        return subprocess.run(asked, capture_output=True, check=False, timeout=60).returncode == 0

    def inspect(self, image: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.ask("inspect", "--type", "image", image))
        return found

    def size(self, image: str) -> int:
        """Bytes of all its layers, as the engines count an image."""
        listed = json.loads(self.ask("images", "--json", image))
        text = str(listed[0]["size"])
        number, unit = text.split()
        return int(float(number) * {"B": 1, "KB": 1e3, "MB": 1e6, "GB": 1e9}[unit.upper()])


def open_store() -> Store:
    folder = cache()
    if _used(folder) > ROOM:
        shutil.rmtree(folder / "store", ignore_errors=True)
    return Store(folder, _driver(folder))


def _used(folder: Path) -> int:
    asked = subprocess.run(["du", "-sxb", str(folder)], capture_output=True, text=True, check=False)
    return int(asked.stdout.split()[0]) if asked.stdout else 0


def _driver(folder: Path) -> str:
    """overlay where the kernel lays one here, else whole copies."""
    trial = folder / "trial"
    parts = [trial / name for name in ("lower", "upper", "work", "merged")]
    for part in parts:
        part.mkdir(parents=True, exist_ok=True)
    options = "lowerdir={},upperdir={},workdir={}".format(*parts[:3])
    laid = subprocess.run(
        ["mount", "-t", "overlay", "overlay", "-o", options, str(parts[3])], capture_output=True, check=False
    )
    if laid.returncode == 0:
        subprocess.run(["umount", str(parts[3])], capture_output=True, check=False)
    shutil.rmtree(trial, ignore_errors=True)
    return "overlay" if laid.returncode == 0 else "vfs"
