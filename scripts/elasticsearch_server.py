"""A real Elasticsearch for tests and benchmarks, from its ordinary Maven artifacts: no container, no distribution.

services.py starts it (--elasticsearch yes). The jars are named in tests/services/elasticsearch (pom.xml, jars.sha256),
are fetched once by Maven and lie in the cache of the user. What the modules of the distribution add (security, scripts,
language analysers) is not there; ours asks for none of it.
"""

import hashlib
import json
import os
import shutil
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Final, NamedTuple

BASE: Final = Path(__file__).resolve().parent.parent
PLACE: Final = BASE / "tests" / "services" / "elasticsearch"
MODULE: Final = "transport-netty4"
VERSION: Final = "8.19.5"
PATIENCE: Final = 120.0
HEAP: Final = "256m"
DESCRIPTOR: Final = f"""\
description=the network of the server
version={VERSION}
name={MODULE}
classname=org.elasticsearch.transport.netty4.Netty4Plugin
java.version=17
elasticsearch.version={VERSION}
has.native.controller=false
"""


class NotHere(Exception):
    """The sentence says what is missing."""


class Jars(NamedTuple):
    server: Path
    module: Path


def lacking() -> str:
    """What this machine lacks to run it; empty where it can."""
    missing = [name for name in ("java", "javac", "mvn") if not shutil.which(name)]
    return f"no {' and no '.join(missing)} (apt install openjdk-17-jdk-headless maven)" if missing else ""


def jars() -> Jars:
    """The folders of the jars, each compared with its sum; fetched where one is missing."""
    if why := lacking():
        raise NotHere(why)
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "koepueroe" / "es" / VERSION
    found = Jars(cache / "lib", cache / MODULE)
    if _wrong(found):
        _fetch(found)
        if wrong := _wrong(found):
            message = f"Elasticsearch: these jars are not what tests/services/elasticsearch names: {', '.join(wrong)}"
            raise NotHere(message)
    return found


def run(home: Path, port: int, transport: int, log: Path) -> subprocess.Popen[bytes]:
    """The process, not yet answering: see `wait`. `home` is a folder for its data; the same one brings them back."""
    own = jars()
    for name in ("config", "data", "plugins", "logs"):
        (home / name).mkdir(parents=True, exist_ok=True)
    module = home / "modules" / MODULE
    if not module.exists():
        shutil.copytree(own.module, module)
        (module / "plugin-descriptor.properties").write_text(DESCRIPTOR, encoding="utf-8")
    command = [
        *("java", f"-Xms{HEAP}", f"-Xmx{HEAP}", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
        *("-Des.distribution.type=tar", "-Djava.awt.headless=true", "-cp", f"{own.server}/*"),
        *(str(PLACE / "Server.java"), str(home), str(port), str(transport)),
    ]
    with log.open("ab") as out:
        return subprocess.Popen(
            command, cwd=home, stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True
        )


def wait(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Until the cluster is there."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{url}/_cluster/health", timeout=5) as answer:  # noqa: S310 - on the loopback
                if json.load(answer)["status"] != "red":
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    message = "Elasticsearch did not come up: " + log.read_text(errors="replace")[-2000:]
    raise NotHere(message)


def _wrong(found: Jars) -> list[str]:
    """Jars that are missing, or other than their sums say."""
    wrong = []
    for line in (PLACE / "jars.sha256").read_text(encoding="utf-8").splitlines():
        digest, name = line.split()
        path = (found.module if _of_module(name) else found.server) / name
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            wrong.append(name)
    return wrong


def _of_module(name: str) -> bool:
    """A jar in both folders is refused by the server."""
    return name.startswith(("netty-", f"{MODULE}-", "elasticsearch-ssl-config-"))


def _fetch(found: Jars) -> None:
    """By Maven from what it has, and only then from its repositories."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["-q", "-B", "-f", str(PLACE / "pom.xml"), "dependency:copy-dependencies"]
        command += [f"-DoutputDirectory={folder}"]
        for offline in (["-o"], []):
            done = subprocess.run(["mvn", *offline, *command], capture_output=True, text=True, check=False, timeout=600)
            if done.returncode == 0:
                break
        else:
            message = f"Elasticsearch could not be fetched: {done.stdout[-1000:]}"
            raise NotHere(message)
        for place in found:
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir(parents=True)
        for jar in Path(folder).glob("*.jar"):
            shutil.copy2(jar, (found.module if _of_module(jar.name) else found.server) / jar.name)
