"""PostgreSQL, Redis and, where asked, Elasticsearch for development and tests: on loopback, on free ports, ended by the
ids that were kept.

start prints the variables that the site reads; env prints them again; stop ends what start began.
"""

import argparse
import json
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

if __package__ in {None, ""}:  # run by its path
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from scripts import elasticsearch_server

FOLDER = Path(__file__).resolve().parent.parent / "var" / "services"
PATIENCE = 30


class ServiceError(Exception):
    """The sentence says what is missing."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["start", "stop", "env"])
    parser.add_argument("--folder", type=Path, default=FOLDER)
    parser.add_argument("--elasticsearch", choices=["yes", "no", "alone"], default="no", help="start it too, or alone")
    chosen = parser.parse_args()
    try:
        if chosen.what == "start":
            start(chosen.folder, elasticsearch=chosen.elasticsearch)
        else:
            {"stop": stop, "env": show}[chosen.what](chosen.folder)
    except ServiceError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def start(folder: Path, *, elasticsearch: str = "no") -> None:
    if (folder / "state.json").exists():
        if all(alive(one) for one in read(folder)["processes"]):
            show(folder)
            return
        stop(folder)
    if elasticsearch != "no" and (why := elasticsearch_server.lacking()):
        message = f"Elasticsearch cannot run here: {why}"
        raise ServiceError(message)
    folder.mkdir(parents=True, exist_ok=True)
    # The account that runs PostgreSQL must reach its files, which under a home folder it often may not.
    home = Path(tempfile.mkdtemp(prefix="koepueroe-services-"))
    home.chmod(0o711)
    state: dict[str, Any] = {"home": str(home), "processes": [], "env": {}}
    try:
        if elasticsearch != "alone":
            start_redis(home, state)
            start_postgres(home, state)
        if elasticsearch != "no":
            start_elasticsearch(home, state)
    except BaseException:
        write(folder, state)
        stop(folder)
        raise
    write(folder, state)
    show(folder)


def stop(folder: Path) -> None:
    if not (folder / "state.json").exists():
        return
    state = read(folder)
    for one in state["processes"]:
        if alive(one):
            # For PostgreSQL SIGINT is "fast": it waits for no client.
            os.kill(one["pid"], signal.SIGINT)
    deadline = time.monotonic() + PATIENCE
    for one in state["processes"]:
        while alive(one) and time.monotonic() < deadline:
            time.sleep(0.1)
    shutil.rmtree(state["home"], ignore_errors=True)
    (folder / "state.json").unlink()


def show(folder: Path) -> None:
    if not (folder / "state.json").exists():
        message = "No services run. Start them with: make services"
        raise ServiceError(message)
    for name, value in read(folder)["env"].items():
        print(f"export {name}={value}")


def start_redis(home: Path, state: dict[str, Any]) -> None:
    program = redis_program()
    port, password = free_port(), secrets.token_hex(16)
    settings = home / "redis.conf"
    settings.write_text(
        f'bind 127.0.0.1\nport {port}\nrequirepass {password}\nsave ""\nappendonly no\ndir {home}\n', encoding="ascii"
    )
    settings.chmod(0o600)
    keep(state, "redis", [program, str(settings)], home=home, port=port)
    state["env"]["KOEPUEROE_REDIS_URL"] = f"redis://:{password}@127.0.0.1:{port}/0"


def start_postgres(home: Path, state: dict[str, Any]) -> None:
    server, initdb = postgres_program("postgres"), postgres_program("initdb")
    port, password, account = free_port(), secrets.token_hex(16), postgres_account()
    data, secret = home / "postgres", home / "password"
    data.mkdir(mode=0o700)
    secret.write_text(password, encoding="ascii")
    secret.chmod(0o600)
    if account:
        for path in (data, secret):
            os.chown(path, pwd.getpwnam(account).pw_uid, pwd.getpwnam(account).pw_gid)
    begin = [initdb, "-D", str(data), "-U", "koepueroe", "-E", "UTF8", "--no-locale", "--no-sync"]
    begin += ["--auth=scram-sha-256", f"--pwfile={secret}"]
    done = subprocess.run(begin, user=account, group=account, cwd="/", capture_output=True, text=True, check=False)
    if done.returncode:
        message = f"PostgreSQL could not make its data folder: {done.stderr.strip()}"
        raise ServiceError(message)
    # Nothing here outlives a test: speed before durability.
    options = {
        "listen_addresses": "127.0.0.1",
        "port": port,
        "unix_socket_directories": "",
        "max_connections": 100,
        "fsync": "off",
        "synchronous_commit": "off",
        "full_page_writes": "off",
        # What it learns of tables that the next test empties makes plans a tenth as fast.
        "autovacuum": "off",
    }
    command = [server, "-D", str(data), *(f"--{name}={value}" for name, value in options.items())]
    keep(state, "postgres", command, home=home, port=port, account=account)
    # initdb makes no database of the user's name; the first one is called postgres.
    state["env"]["KOEPUEROE_DATABASE_URL"] = f"postgres://koepueroe:{password}@127.0.0.1:{port}/postgres"


def start_elasticsearch(home: Path, state: dict[str, Any]) -> None:
    port, own, log = free_port(), home / "elasticsearch", home / "elasticsearch.log"
    url = f"http://127.0.0.1:{port}"
    try:
        process = elasticsearch_server.run(own, port, free_port(), log)
        state["processes"].append({"name": "elasticsearch", "pid": process.pid, "program": "java"})
        elasticsearch_server.wait(url, process, log)
    except elasticsearch_server.NotHere as error:
        raise ServiceError(str(error)) from error
    state["env"]["KOEPUEROE_ELASTICSEARCH_URL"] = url


def keep(
    state: dict[str, Any], name: str, command: list[str], *, home: Path, port: int, account: str | None = None
) -> None:
    """Start a service, note its id before anything can fail, and wait until it answers."""
    log = home / f"{name}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            cwd="/",
            start_new_session=True,
            user=account,
            group=account,
        )
    state["processes"].append({"name": name, "pid": process.pid, "program": Path(command[0]).name})
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        if answers(name, port):
            return
        time.sleep(0.1)
    message = f"{name} did not start:\n{log.read_text(encoding='utf-8', errors='replace')[-2000:]}"
    raise ServiceError(message)


def answers(name: str, port: int) -> bool:
    """Whether the service talks: Redis to a PING, PostgreSQL to a request for encryption (it says S, N or E)."""
    question, signs = (b"PING\r\n", b"-+") if name == "redis" else (b"\x00\x00\x00\x08\x04\xd2\x16/", b"SN")
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1) as line:
            line.sendall(question)
            return line.recv(1)[:1] in {bytes([sign]) for sign in signs}
    except OSError:
        return False


def alive(one: dict[str, Any]) -> bool:
    """Whether the id still belongs to the program that was started: ids are given again."""
    try:
        # Empty for a process that has ended and was not yet waited for.
        seen = Path(f"/proc/{one['pid']}/cmdline").read_text(encoding="utf-8", errors="replace")
    except OSError:
        if Path("/proc/self").exists():
            return False
        asked = ["ps", "-o", "args=", "-p", str(one["pid"])]
        seen = subprocess.run(asked, capture_output=True, text=True, check=False).stdout
    return one["program"] in seen


def free_port() -> int:
    """A port of loopback on which nothing listened just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def postgres_program(name: str) -> str:
    """Debian keeps PostgreSQL's programs out of PATH."""
    places = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: int(path.parts[4]))
    found = str(places[-1]) if places else shutil.which(name)
    if not found:
        message = "PostgreSQL is not installed. On Debian: apt install postgresql"
        raise ServiceError(message)
    return found


def redis_program() -> str:
    found = shutil.which("redis-server") or shutil.which("valkey-server")
    if not found:
        message = "Redis is not installed. On Debian: apt install redis-server"
        raise ServiceError(message)
    return found


def postgres_account() -> str | None:
    """PostgreSQL refuses to run as root; its package brings an account."""
    return "postgres" if os.geteuid() == 0 else None


def read(folder: Path) -> dict[str, Any]:
    state: dict[str, Any] = json.loads((folder / "state.json").read_text(encoding="utf-8"))
    return state


def write(folder: Path, state: dict[str, Any]) -> None:
    path = folder / "state.json"
    path.touch(mode=0o600)
    path.write_text(json.dumps(state, indent=1), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
