"""Write the secrets that docker-compose.yml reads from files; what is already there stays as it is."""

import secrets
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "deploy" / "secrets"


def kept(name: str, value: str) -> str:
    path = FOLDER / name
    if not path.exists():
        path.write_text(value, encoding="ascii")
        # Readable for the container's own account; the folder above lets nobody else in.
        path.chmod(0o444)
        print(f"wrote {path.name}")
    return path.read_text(encoding="ascii").strip()


def main() -> int:
    FOLDER.mkdir(parents=True, exist_ok=True)
    FOLDER.chmod(0o700)
    kept("secret_key", secrets.token_urlsafe(64))
    database = kept("database_password", secrets.token_hex(24))
    kept("database_url", f"postgres://koepueroe:{database}@database:5432/koepueroe")
    redis = kept("redis_password", secrets.token_hex(24))
    kept("redis_url", f"redis://:{redis}@redis:6379/0")
    if not (FOLDER / "email_url").exists():
        print("Now write the mail server into deploy/secrets/email_url: smtp://user:password@host:587")
    return 0


if __name__ == "__main__":
    sys.exit(main())
