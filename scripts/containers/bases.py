"""Stand-ins for the images that the Dockerfile begins with: Debian, put together by mmdebstrap.

They carry the names of what they stand for, in a store of their own, so that the Dockerfile is built as it is.
"""

import hashlib
import re
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Final

from scripts.containers.machine import ROOT, LacksError, codename, sources
from scripts.containers.store import CHROOT, Store

# usr-is-merged: else a package that moves folders about would bring Perl.
PACKAGES: Final = {
    "python": ("python3", "python3-venv", "ca-certificates", "usr-is-merged"),
    "nginx": ("nginx-light", "curl", "ca-certificates", "usr-is-merged"),
}
LAST: Final = {
    "python": "RUN ln -sf python3 /usr/bin/python && python -c 'import sys; sys.exit(sys.version_info < (3, 11))'",
    "nginx": 'STOPSIGNAL SIGQUIT\nCMD ["nginx", "-g", "daemon off;"]',
}
# What Debian's slim images leave out as well.
EXCLUDED: Final = ("doc/*", "man/*", "locale/*", "info/*", "groff/*", "lintian/*", "bash-completion/*")


def wanted() -> list[str]:
    """Images that the Dockerfile names in its FROM lines and does not build itself."""
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    return sorted(set(re.findall(r"^FROM ([^\s$]+:\S+)", text, flags=re.MULTILINE)))


def lay(store: Store) -> None:
    """Make each stand-in that is not there, or was made from other sources or in another week."""
    for image in wanted():
        kind = image.partition(":")[0]
        if kind not in PACKAGES:
            raise LacksError(
                f"The Dockerfile begins with {image}, for which nothing stands in: see {Path(__file__).name}."
            )
        name = f"koepueroe-base-{kind}:{_key(kind)}"
        if not store.has(name):
            _make(store, kind, name)
        store.ask("tag", name, f"localhost/{image}")


def _key(kind: str) -> str:
    """Packages are mended in Debian all the time: a week is long enough for one base."""
    parts = [kind, *PACKAGES[kind], LAST[kind], codename(), sources(), time.strftime("%G-%V", time.gmtime())]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _make(store: Store, kind: str, name: str) -> None:
    print(f"Putting together the stand-in for {kind} from Debian's packages ...", flush=True)
    with tempfile.TemporaryDirectory(prefix="koepueroe-base-") as folder:
        tar, recipe = Path(folder) / "base.tar", Path(folder) / "Dockerfile"
        command = ["mmdebstrap", "--quiet", "--mode=root", "--variant=minbase", f"--include={','.join(PACKAGES[kind])}"]
        command += [f"--dpkgopt=path-exclude=/usr/share/{place}" for place in EXCLUDED]
        command += ["--hook-dir=/usr/share/mmdebstrap/hooks/merged-usr", codename(), str(tar), "-"]
        done = subprocess.run(command, input=sources(), text=True, capture_output=True, check=False, timeout=900)
        if done.returncode:
            raise LacksError(f"mmdebstrap could not put together a Debian: {done.stderr.strip()[-2000:]}")
        recipe.write_text(f"FROM scratch\nADD base.tar /\n{LAST[kind]}\n", encoding="utf-8")
        build = ["--format", "docker", "--layers=false", "--tag", name, "--file", str(recipe), folder]
        store.ask("bud", *CHROOT, *build)
