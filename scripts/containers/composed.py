"""docker-compose.yml, read by docker-compose itself, as plans for containers on this machine."""

import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from scripts.containers.container import Plan
from scripts.containers.images import image
from scripts.containers.machine import ROOT, LacksError
from scripts.containers.store import Store

USER: Final = 10001
PORTS: Final = {"web": 8000, "sockets": 8001}
CONF: Final = ROOT / "deploy" / "nginx" / "nginx.conf"
UNITS: Final = {"h": 3600, "m": 60, "s": 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an installation lies and listens: its folder, its net of loopback addresses, the proxy's two ports."""

    folder: Path
    net: str
    http: int
    https: int
    resolver: str

    @property
    def url(self) -> str:
        return f"https://localhost:{self.https}"

    def volume(self, name: str) -> Path:
        return self.folder / "volumes" / name


class Composed:
    def __init__(self, store: Store, place: Place) -> None:
        self.store, self.place = store, place
        self._services: dict[str, Any] = read_compose(place)["services"]

    def names(self) -> list[str]:
        """Every service that runs one of our images, as often as it is scaled: worker, worker-2."""
        ours = [name for name, said in self._services.items() if said["image"] in {image("app"), image("proxy")}]
        return [f"{name}-{n}" if n > 1 else name for name in ours for n in range(1, self._scale(name) + 1)]

    def plan(self, name: str, address: str) -> Plan:
        service = name.partition("-")[0]
        said = self._services[service]
        command = said.get("command") or self.store.inspect(said["image"])["Docker"]["config"]["Cmd"]
        volumes = [self._volume(one, said["image"]) for one in said.get("volumes", [])] + self._secrets(said)
        if service == "proxy":
            volumes.append(f"{proxy_conf(self.place)}:/etc/nginx/nginx.conf:ro")
        return Plan(
            image=said["image"],
            command=[*command, *_bind(service, address)],
            environment={key: str(value) for key, value in (said.get("environment") or {}).items()},
            volumes=volumes,
            restart=said.get("restart") == "unless-stopped",
            grace=seconds(said.get("stop_grace_period", "10s")),
        )

    def check(self, name: str, address: str) -> list[str]:
        """The command that says whether the service is well: of docker-compose.yml, else of its image."""
        said = self._services[name]
        found = said.get("healthcheck", {}).get("test")
        found = found or self.store.inspect(said["image"])["Docker"]["config"]["Healthcheck"]["Test"]
        port = str(PORTS.get(name))
        return [
            f"{address}:{port}" if word == port else word.replace(":8080/", f":{self.place.http}/")
            for word in found[1:]
        ]

    def _scale(self, name: str) -> int:
        return int(self._services[name].get("scale", 1))

    def _secrets(self, said: dict[str, Any]) -> list[str]:
        names = [one if isinstance(one, str) else one["source"] for one in said.get("secrets", [])]
        return [f"{self.place.folder / 'secrets' / name}:/run/secrets/{name}:ro" for name in names]

    def _volume(self, said: str, of: str) -> str:
        """A named volume becomes a folder, a folder under deploy/ the same one of this installation."""
        source, target, *mode = said.split(":")
        bound = Path(source).is_absolute()
        lies = self.place.folder / Path(source).name if bound else self.place.volume(source)
        lies.mkdir(parents=True, exist_ok=True)
        # An engine gives a new volume to whom the folder in the image belongs.
        if of == image("app") and not bound:
            os.chown(lies, USER, USER)
        return ":".join([str(lies), target, *(one for one in mode if one == "ro")])


def read_compose(place: Place) -> dict[str, Any]:
    """Raise where docker-compose does not take the file."""
    path = place.folder / "env"
    given = {"HOSTS": "localhost", "SITE_URL": place.url, "FROM_EMAIL": "koepueroe@site.test"}
    path.write_text("".join(f"KOEPUEROE_{name}={value}\n" for name, value in given.items()), encoding="ascii")
    clean = {name: value for name, value in os.environ.items() if not name.startswith("KOEPUEROE_")}
    asked = ["docker-compose", "--env-file", str(path), "config"]
    done = subprocess.run(asked, cwd=ROOT, env=clean, capture_output=True, text=True, check=False, timeout=60)
    if done.returncode:
        raise LacksError(f"docker-compose does not take docker-compose.yml: {done.stderr.strip()}")
    found: dict[str, Any] = yaml.safe_load(done.stdout)
    return found


def proxy_conf(place: Place) -> Path:
    """Our nginx.conf word for word, but for where it listens and whom it asks for names."""
    text = CONF.read_text(encoding="utf-8")
    for old, new in {
        "listen 8080 ": f"listen 127.0.0.1:{place.http} ",
        "listen 8443 ": f"listen 127.0.0.1:{place.https} ",
        "resolver 127.0.0.11 ": f"resolver {place.resolver} ",
    }.items():
        if text.count(old) != 1:
            raise LacksError(f"deploy/nginx/nginx.conf has no single line with {old!r}.")
        text = text.replace(old, new)
    path = place.folder / "nginx.conf"
    path.write_text(text, encoding="utf-8")
    return path


def seconds(text: str) -> float:
    """`2m0s` as docker-compose writes it."""
    return float(sum(int(number) * UNITS[unit] for number, unit in re.findall(r"(\d+)([hms])", str(text))))


def _bind(service: str, address: str) -> list[str]:
    """All containers share the machine's network: each listens on an address of its own instead of on all."""
    if service not in PORTS:
        return []
    return ["--bind", f"{address}:{PORTS[service]}" if service == "web" else address]
