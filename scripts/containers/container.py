"""Runs one service in a root file system of its own, and restarts it when it ends by itself."""

import os
import signal
import subprocess
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from scripts.containers.machine import LacksError
from scripts.containers.store import CHROOT, Store

PAUSE: Final = 0.5  # s before a service that ended is started again


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What docker-compose.yml says of a service."""

    image: str
    command: list[str]
    environment: dict[str, str]
    # SOURCE:TARGET or SOURCE:TARGET:ro
    volumes: list[str]
    restart: bool
    grace: float


@dataclass(slots=True)
class Container:
    store: Store
    name: str
    plan: Plan
    log: Path
    starts: int = 0
    _root: str = ""
    _process: "subprocess.Popen[bytes] | None" = None
    _wanted: bool = False
    _watch: threading.Thread | None = field(default=None, repr=False)

    def start(self) -> None:
        """As `docker-compose up` does for one service: a fresh root each time it is made anew."""
        self._root = self._root or self.store.ask("from", "--pull-never", f"localhost/{self.plan.image}")
        self._wanted = True
        self._spawn()
        self._watch = threading.Thread(target=self._keep_up, daemon=True)
        self._watch.start()

    def run(self, *command: str, given: bytes = b"", patience: float = 120) -> "subprocess.CompletedProcess[bytes]":
        """A command beside the service, in its root and environment, as `docker-compose exec` does."""
        self._root = self._root or self.store.ask("from", "--pull-never", f"localhost/{self.plan.image}")
        words = self._command(list(command))
        return subprocess.run(words, input=given, capture_output=True, check=False, timeout=patience)

    def finish(self, patience: float = 300) -> None:
        """Start and wait for a service that does its work and ends."""
        self._root = self._root or self.store.ask("from", "--pull-never", f"localhost/{self.plan.image}")
        self._spawn()
        assert self._process is not None  # noqa: S101 - for the types
        if self._process.wait(patience):
            raise LacksError(f"{self.name} failed:\n{self.text()[-4000:]}")

    def kill(self) -> None:
        """SIGKILL for all of it, as when memory is out: what keeps services up must notice by itself."""
        for pid in self.pids():
            _send(pid, signal.SIGKILL)

    def stop(self) -> None:
        """SIGTERM for its first process; SIGKILL for what is left after the time that it was given."""
        self._wanted = False
        self._end()

    def remove(self) -> None:
        self.stop()
        if self._root:
            self.store.ask("rm", self._root)
            self._root = ""

    def pids(self) -> list[int]:
        """Its processes, the first one first. buildah's own, in the same session, are not of it."""
        if self._process is None:
            return []
        session = self._process.pid
        found = [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()]
        return sorted(pid for pid in found if _session(pid) == session and _inside(pid))

    def text(self) -> str:
        """What it printed."""
        return self.log.read_text(encoding="utf-8", errors="replace") if self.log.exists() else ""

    def _spawn(self) -> None:
        self.starts += 1
        with self.log.open("ab") as out:
            self._process = subprocess.Popen(
                self._command(self.plan.command),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                start_new_session=True,
            )

    def _command(self, words: list[str]) -> list[str]:
        values = [part for name, value in self.plan.environment.items() for part in ("--env", f"{name}={value}")]
        mounts = [part for volume in self.plan.volumes for part in ("--volume", volume)]
        return self.store.command("run", *CHROOT, *values, *mounts, self._root, "--", *words)

    def _keep_up(self) -> None:
        while self._wanted and self._process is not None:
            self._process.wait()
            if not (self._wanted and self.plan.restart):
                return
            time.sleep(PAUSE)
            if self._wanted:
                self._spawn()

    def _end(self) -> None:
        process = self._process
        if process is None:
            return
        for pid in self.pids()[:1]:
            _send(pid, signal.SIGTERM)
        try:
            process.wait(self.plan.grace)
        except subprocess.TimeoutExpired:
            self.kill()
            process.wait(30)
        # A first process that ended may have left others, which an engine would end with it.
        self.kill()


def _send(pid: int, sign: signal.Signals) -> None:
    try:
        os.kill(pid, sign)
    except ProcessLookupError:
        return


def _session(pid: int) -> int:
    try:
        return os.getsid(pid)
    except OSError:
        return -1


def _inside(pid: int) -> bool:
    """Whether it has another root than we, and is not buildah on its way there."""
    try:
        foreign = Path(f"/proc/{pid}/root").readlink() != Path("/proc/self/root").readlink()
        return foreign and not Path(f"/proc/{pid}/cmdline").read_bytes().startswith(b"buildah-")
    except OSError:
        return False
