"""The whole set-up on this machine: web, sockets, workers, setup and backup from the built image, and the proxy.

PostgreSQL and Redis are the machine's own (scripts/services.py). All containers share the machine's network, so web and
sockets have an address of their own, and a name server that the proxy asks as it asks an engine's.
"""

import os
import random
import subprocess
import time
from pathlib import Path
from typing import Final

from scripts.containers.composed import PORTS, Composed, Place
from scripts.containers.container import Container
from scripts.containers.machine import LacksError
from scripts.containers.mailbox import Mailbox
from scripts.containers.names import Names
from scripts.containers.store import Store
from scripts.services import free_port

PATIENCE: Final = 120


class Installation:
    """up() and down(); `url` is the site, `mailbox` has what it sent, `certificate` is what a client must trust."""

    def __init__(self, folder: Path, store: Store, *, database_url: str, redis_url: str) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Every address that begins with 127 is this machine's.
        net = f"127.{random.randint(64, 250)}.{random.randint(1, 250)}"  # noqa: S311 - nothing secret
        self.mailbox = Mailbox(folder / "mails")
        self.names = Names(f"{net}.53", {"web": f"{net}.2", "sockets": f"{net}.3"})
        resolver = f"{net}.53:{self.names.port}"
        self.place = Place(folder=folder, net=net, http=free_port(), https=free_port(), resolver=resolver)
        self.url, self.certificate = self.place.url, folder / "tls" / "fullchain.pem"
        secrets = {"database_url": database_url, "redis_url": redis_url}
        write_secrets(folder / "secrets", {**secrets, "email_url": f"smtp://127.0.0.1:{self.mailbox.port}"})
        make_certificate(folder / "tls")
        self._composed = Composed(store, self.place)
        self.services = {name: self._container(name) for name in self._composed.names()}

    def up(self) -> "Installation":
        """As `docker-compose up -d`: setup first, the proxy last, each when those before it are well."""
        self.services["setup"].finish()
        for name, service in self.services.items():
            if name not in {"setup", "proxy"}:
                service.start()
        for name in PORTS:
            self.wait(name)
        self.services["proxy"].start()
        self.wait("proxy")
        return self

    def down(self) -> None:
        for name in sorted(self.services, key=lambda one: one != "proxy"):
            self.services[name].remove()
        self.names.close()
        self.mailbox.close()

    def wait(self, name: str, patience: float = PATIENCE) -> None:
        """Until the health check of this service says that it is well."""
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            if self.services[name].run(*self._composed.check(name, self._address(name))).returncode == 0:
                return
            time.sleep(0.3)
        raise LacksError(f"{name} did not come up:\n{self.services[name].text()[-4000:]}")

    def recreate(self, name: str) -> None:
        """The same service as a new container at another address: `docker-compose up -d --force-recreate`."""
        self.services[name].remove()
        first, _, last = self._address(name).rpartition(".")
        self.names.table[name] = f"{first}.{int(last) + 10}"
        self.services[name] = self._container(name)
        self.services[name].start()

    def manage(self, *words: str, of: str = "web", given: str = "", patience: float = 300) -> str:
        """`docker-compose run --rm web python manage.py ...`; raises where it fails."""
        done = self.services[of].run("python", "manage.py", *words, given=given.encode(), patience=patience)
        if done.returncode:
            raise LacksError((done.stdout + done.stderr).decode(errors="replace")[-4000:])
        return done.stdout.decode().strip()

    def logs(self) -> str:
        return "\n".join(f"== {name}\n{one.text()[-3000:]}" for name, one in self.services.items())

    def _container(self, name: str) -> Container:
        return Container(
            self._composed.store,
            name,
            self._composed.plan(name, self._address(name)),
            self.place.folder / f"{name}.log",
        )

    def _address(self, name: str) -> str:
        return self.names.table.get(name, "")


def write_secrets(folder: Path, values: dict[str, str]) -> None:
    """One file each, as scripts/make_secrets.py does; the key of the site only once."""
    folder.mkdir(mode=0o700, exist_ok=True)
    if not (folder / "secret_key").exists():
        values = {**values, "secret_key": os.urandom(32).hex()}
    for name, value in values.items():
        (folder / name).write_text(value, encoding="ascii")
        (folder / name).chmod(0o444)


def make_certificate(folder: Path) -> None:
    """A certificate for localhost that nobody trusts who is not told to."""
    folder.mkdir(exist_ok=True)
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    command += ["-days", "30", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"]
    command += ["-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise LacksError(f"openssl made no certificate: {done.stderr.strip()}")
