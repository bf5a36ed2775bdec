"""What this machine has: an engine or the tools that stand in, a place to keep layers, an index of its own."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
# As the Dockerfile's ARG lines name them.
INDEX: Final = (
    "PIP_INDEX_URL",
    "PIP_FIND_LINKS",
    "PIP_CERT",
    "PIP_TRUSTED_HOST",
    "UV_DEFAULT_INDEX",
    "UV_FIND_LINKS",
    "UV_HTTP_TIMEOUT",
    "SSL_CERT_FILE",
)
SOURCES: Final = (Path("/etc/apt/sources.list.d/debian.sources"), Path("/etc/apt/sources.list"))
PIP: Final = ("/etc/pip.conf", "~/.pip/pip.conf", "~/.config/pip/pip.conf")
UV: Final = ("/etc/uv/uv.toml", "~/.config/uv/uv.toml")


class LacksError(Exception):
    """The sentence says what is missing and how it is got."""


def has_docker() -> bool:
    """The program alone is not enough: something must answer it."""
    if not shutil.which("docker"):
        return False
    asked = ["docker", "version", "--format", "{{.Server.Version}}"]
    return subprocess.run(asked, capture_output=True, check=False, timeout=30).returncode == 0


def require_stand_ins(*more: str) -> None:
    """Raise where the tools that stand in for an engine are not all there."""
    if os.geteuid() != 0:
        raise LacksError("Without Docker images are built by buildah, which here needs root: run this with sudo.")
    missing = [name for name in ("buildah", "mmdebstrap", *more) if not shutil.which(name)]
    if missing:
        raise LacksError(
            f"Neither Docker nor all that stands in for it is here. On Debian: apt install {' '.join(missing)}"
        )
    if not any(path.is_file() for path in SOURCES):
        raise LacksError("The stand-ins are put together from Debian's packages: this is no Debian.")


def cache() -> Path:
    """Bases and layers that the next build takes again; nothing depends on them."""
    named = os.environ.get("KOEPUEROE_IMAGE_CACHE", "") or os.environ.get("XDG_CACHE_HOME", "")
    for base in (named, "~/.cache", str(ROOT / "var")):
        if not base:
            continue
        folder = Path(base).expanduser() / "koepueroe-images"
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except (OSError, RuntimeError):
            continue
        return folder
    return Path(tempfile.mkdtemp(prefix="koepueroe-images-"))


def index_arguments() -> dict[str, str]:
    return {name: os.environ[name] for name in INDEX if os.environ.get(name)}


def mounts() -> list[str]:
    """Files of the machine that installing needs while it builds, as SOURCE:TARGET:ro."""
    found = {path: path for path in _certificates() if path.is_dir()}
    found |= {Path(one): Path(one) for one in os.environ.get("PIP_FIND_LINKS", "").split() if Path(one).is_dir()}
    for places in (PIP, UV):
        held = [Path(place).expanduser() for place in places if Path(place).expanduser().is_file()]
        found |= {path: Path(places[0]) for path in held[-1:]}
    if proxy := _apt_proxy():
        found[proxy] = Path("/etc/apt/apt.conf.d/99machine")
    return [f"{source}:{target}:ro" for source, target in found.items()]


def _certificates() -> Iterator[Path]:
    yield Path("/etc/ssl/certs")
    yield from (Path(os.environ[name]).parent for name in ("SSL_CERT_FILE", "PIP_CERT") if os.environ.get(name))


def _apt_proxy() -> Path | None:
    asked = subprocess.run(["apt-config", "dump", "Acquire"], capture_output=True, text=True, check=False).stdout
    lines = [line for line in asked.splitlines() if "::Proxy" in line and not line.endswith('"";')]
    if not lines:
        return None
    path = cache() / "apt-proxy.conf"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def sources() -> str:
    """Debian's sources of this machine, as apt reads them."""
    return next(path.read_text(encoding="utf-8") for path in SOURCES if path.is_file())


def codename() -> str:
    """Name of the Debian release that the sources are for."""
    text = Path("/etc/os-release").read_text(encoding="utf-8")
    pairs = dict(line.split("=", 1) for line in text.splitlines() if "=" in line)
    return pairs.get("VERSION_CODENAME", "").strip('"')
