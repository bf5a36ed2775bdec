"""The demo shows mails and passwords: it never starts with the production settings."""

import os
import subprocess
import sys

from config.env import BASE
from tests.server import KEY

PROD = {
    "DJANGO_SETTINGS_MODULE": "config.settings.prod",
    "KOEPUEROE_SECRET_KEY": KEY,
    "KOEPUEROE_HOSTS": "example.org",
    "KOEPUEROE_SITE_URL": "https://example.org",
    "KOEPUEROE_DATABASE_URL": "postgres://a:b@127.0.0.1:1/c",
    "KOEPUEROE_REDIS_URL": "redis://127.0.0.1:1/0",
    "KOEPUEROE_EMAIL_URL": "smtp://127.0.0.1:25",
    "KOEPUEROE_PROXY_COUNT": "1",
}


def started(**more: str) -> subprocess.CompletedProcess[str]:
    """Read the settings as a server does, in a process of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KOEPUEROE_")}
    code = "from django.conf import settings; print(settings.DEMO, 'demo' in settings.INSTALLED_APPS)"
    return subprocess.run(
        [sys.executable, "-c", code],
        env={**kept, **PROD, **more},
        cwd=BASE,
        capture_output=True,
        text=True,
        check=False,
    )


def test_prod_has_no_demo() -> None:
    assert started().stdout.split() == ["False", "False"]


def test_prod_with_the_demo_refuses_to_start() -> None:
    refused = started(KOEPUEROE_DEMO="yes")
    assert refused.returncode != 0
    assert "KOEPUEROE_DEMO cannot be on with the production settings" in refused.stderr
