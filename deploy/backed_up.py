"""Health of the backup service: whether the newest backup is younger than a day and its night."""

import sys
import time
from pathlib import Path

HOURS = 26
FOLDER = Path("/srv/koepueroe/backups")


def main() -> int:
    newest = max((file.stat().st_mtime for file in FOLDER.glob("koepueroe-*.tar")), default=0.0)
    if time.time() - newest < HOURS * 3600:
        return 0
    print(f"no backup for {HOURS} hours", file=sys.stderr)  # noqa: T201 - docker keeps what a health check prints
    return 1


if __name__ == "__main__":
    sys.exit(main())
