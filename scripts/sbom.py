"""Write what the site is made of (CycloneDX 1.6, JSON): each package of requirements.lock.

    python -m scripts.sbom OUT

Licences come from the metadata of what is installed; a package of another platform stands there without one.
"""

import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import License
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

ROOT = Path(__file__).resolve().parent.parent
# name==version ; marker \ and below it --hash=sha256:… \
PINNED = re.compile(r"^([\w.-]+)(?:\[[\w,-]+\])?==([^\s;\\]+)")
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def locked(text: str) -> Iterator[tuple[str, str, list[str]]]:
    """(name, version, SHA-256 of each of its files)."""
    found: list[tuple[str, str, list[str]]] = []
    for line in text.splitlines():
        if pin := PINNED.match(line):
            found.append((pin[1], pin[2], []))
        if found:
            found[-1][2].extend(HASH.findall(line))
    yield from found


def licences(name: str) -> list[License]:
    """What the package says of itself: an SPDX expression, else the field of older metadata, else its classifiers."""
    try:
        told = metadata(name)
    except PackageNotFoundError:
        return []
    classified = [one.rpartition(" :: ")[2] for one in told.get_all("Classifier") or [] if one.startswith("License ::")]
    first = [words.split("\n")[0] for name in ("License-Expression", "License") for words in told.get_all(name) or []]
    words = first[0] if told.get_all("License-Expression") else " OR ".join(classified) or "".join(first[:1])
    return [LicenseFactory().make_from_string(words)] if words else []


def component(name: str, version: str, hashes: list[str]) -> Component:
    return Component(
        type=ComponentType.LIBRARY,
        name=name,
        version=version,
        bom_ref=f"{name}=={version}",
        purl=PackageURL("pypi", name=name.lower().replace("_", "-"), version=version),
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=content) for content in hashes],
        licenses=licences(name),
    )


def bom(lock: str) -> Bom:
    """The same lock gives the same serial number."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    made = Bom(serial_number=uuid5(NAMESPACE_URL, lock))
    site = Component(type=ComponentType.APPLICATION, name=project["name"], version=project["version"], bom_ref="site")
    site.licenses.add(LicenseFactory().make_from_string(project["license"]))
    made.metadata.component = site
    parts = [component(*one) for one in locked(lock)]
    made.components.update(parts)
    made.register_dependency(site, parts)
    return made


def main(out: Path) -> int:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(JsonV1Dot6(bom(lock)).output_as_string(indent=2), encoding="utf-8")
    print(f"{out}: {sum(1 for _ in locked(lock))} packages")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
