"""`make image`: the app's and the proxy's image from the Dockerfile."""

import sys

from scripts.containers.images import build
from scripts.containers.machine import LacksError


def main() -> int:
    try:
        print(build())
    except LacksError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
