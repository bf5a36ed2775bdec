"""Say what is missing before the virtual environment is made. Must run on any Python 3, however old."""

import importlib.util
import os
import sys


def main():  # type: ignore[no-untyped-def]  # old Pythons read this file
    if sys.version_info < (3, 11):
        return (
            "This needs Python 3.11 or later; %s is %d.%d.\nInstall a newer one and name it: make run PYTHON=python3.12"
        ) % (sys.executable, *sys.version_info[:2])
    missing = [name for name in ("venv", "ensurepip") if importlib.util.find_spec(name) is None]
    if missing:
        return (
            "Python's module for virtual environments is not installed (%s). Debian and Ubuntu keep it\n"
            "in a package of its own: apt install python3-venv\nThen start again."
        ) % ", ".join(missing)
    if os.name != "posix":
        return "This runs on Linux and macOS; on Windows use WSL."
    return 0


if __name__ == "__main__":
    sys.exit(main())  # type: ignore[no-untyped-call]  # as above
