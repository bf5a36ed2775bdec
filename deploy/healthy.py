"""Health of a container: asks /readyz on the port given (or address:port), under the name that the site answers to."""

import os
import sys
import urllib.request


def main() -> int:
    host = os.environ["KOEPUEROE_HOSTS"].split(",")[0].strip()
    headers = {"Host": host, "X-Forwarded-Proto": "https", "X-Forwarded-For": "127.0.0.1"}
    where = sys.argv[1] if ":" in sys.argv[1] else f"127.0.0.1:{sys.argv[1]}"
    request = urllib.request.Request(f"http://{where}/readyz", headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=4) as answer:  # noqa: S310 - as above
            return 0 if answer.status == 200 else 1  # noqa: PLR2004 - HTTP's own number
    except OSError as error:
        print(error, file=sys.stderr)  # noqa: T201 - docker keeps what a health check prints
        return 1


if __name__ == "__main__":
    sys.exit(main())
