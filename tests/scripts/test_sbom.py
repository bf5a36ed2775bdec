"""The bill of materials names each locked package once, with version and hashes, and the same lock gives the same one."""

import json
from pathlib import Path

from scripts import sbom

LOCK = """# made by a tool
django==5.2.1 \\
    --hash=sha256:{a} \\
    --hash=sha256:{b}
    # via wagtail
no-such-package==1.0 ; sys_platform == 'win32' \\
    --hash=sha256:{a}
""".format(a="a" * 64, b="b" * 64)


def test_each_pin_is_read_with_its_hashes() -> None:
    assert list(sbom.locked(LOCK)) == [
        ("django", "5.2.1", ["a" * 64, "b" * 64]),
        ("no-such-package", "1.0", ["a" * 64]),
    ]


def test_a_licence_is_what_the_package_says() -> None:
    parts = {part.name: part for part in sbom.bom(LOCK).components}
    assert [one.id for one in parts["django"].licenses] == ["BSD-3-Clause"]
    assert not parts["no-such-package"].licenses


def test_the_file_names_every_locked_package(tmp_path: Path) -> None:
    out = tmp_path / "deep" / "sbom.json"
    assert sbom.main(out) == 0
    told = json.loads(out.read_text(encoding="utf-8"))
    pins = [(name, version) for name, version, _hashes in sbom.locked((sbom.ROOT / "requirements.lock").read_text())]
    assert (told["bomFormat"], told["specVersion"]) == ("CycloneDX", "1.6")
    assert sorted((part["name"], part["version"]) for part in told["components"]) == sorted(pins)
    assert told["serialNumber"] == f"urn:uuid:{sbom.bom((sbom.ROOT / 'requirements.lock').read_text()).serial_number}"
