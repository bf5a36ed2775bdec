"""The one place that reads the environment: each variable typed, with its default (.env.example explains them)."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from core.server.startup_checks import SetupError

BASE = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    data: Path
    secret_key: str
    hosts: tuple[str, ...]
    site_url: str
    database_url: str
    redis_url: str
    elasticsearch_url: str
    elasticsearch_index: str
    email_url: str
    from_email: str
    proxy_count: int
    lines_a_person: int  # new live connections a minute
    demo: bool
    hsts_preload: bool


def read_environment() -> Environment:
    """Raise SetupError where a value cannot be understood."""
    return Environment(
        data=Path(os.environ.get("KOEPUEROE_DATA", "") or BASE / "var").resolve(),
        secret_key=_secret("KOEPUEROE_SECRET_KEY"),
        hosts=tuple(h.strip() for h in os.environ.get("KOEPUEROE_HOSTS", "").split(",") if h.strip()),
        site_url=os.environ.get("KOEPUEROE_SITE_URL", "").rstrip("/"),
        database_url=_secret("KOEPUEROE_DATABASE_URL"),
        redis_url=_secret("KOEPUEROE_REDIS_URL"),
        elasticsearch_url=_secret("KOEPUEROE_ELASTICSEARCH_URL"),
        elasticsearch_index=os.environ.get("KOEPUEROE_ELASTICSEARCH_INDEX", "") or "koepueroe",
        email_url=_secret("KOEPUEROE_EMAIL_URL"),
        from_email=os.environ.get("KOEPUEROE_FROM_EMAIL", "") or f"koepueroe@{_site_host()}",
        proxy_count=_whole("KOEPUEROE_PROXY_COUNT", "0"),
        lines_a_person=_whole("KOEPUEROE_LINES_A_PERSON", "20"),
        demo=_switch("KOEPUEROE_DEMO"),
        hsts_preload=_switch("KOEPUEROE_HSTS_PRELOAD"),
    )


def _site_host() -> str:
    return urlsplit(os.environ.get("KOEPUEROE_SITE_URL", "")).hostname or "localhost"


def _secret(name: str) -> str:
    """The value of NAME, or what stands in the file that NAME_FILE names (container secrets)."""
    if path := os.environ.get(f"{name}_FILE", ""):
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            message = f"{name}_FILE names {path}, which cannot be read: {error.strerror}."
            raise SetupError(message) from error
    return os.environ.get(name, "")


def _whole(name: str, default: str) -> int:
    text = os.environ.get(name, default) or default
    if not text.isdigit():
        message = f"{name} must be a whole number, not {text!r}."
        raise SetupError(message)
    return int(text)


def _switch(name: str) -> bool:
    text = os.environ.get(name, "").lower()
    if text not in {"", "0", "1", "no", "yes", "false", "true"}:
        message = f"{name} must be yes or no, not {text!r}."
        raise SetupError(message)
    return text in {"1", "yes", "true"}


def sqlite(path: Path | str) -> dict[str, Any]:
    """SQLite for many writers: decision 0034 says why these figures."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
    }


def postgresql(url: str) -> dict[str, Any]:
    """The Django setting for postgres://user:password@host:port/name?sslmode=require."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        message = "KOEPUEROE_DATABASE_URL must look like postgres://user:password@host:5432/name."
        raise SetupError(message)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 0,
        "OPTIONS": {"pool": {"min_size": 2, "max_size": 4}, **dict(parse_qsl(parts.query))},
    }


def redis(url: str) -> str:
    """The address as it is; raise SetupError where it is none."""
    parts = urlsplit(url)
    if parts.scheme not in {"redis", "rediss", "unix"} or not (parts.hostname or parts.path):
        message = "KOEPUEROE_REDIS_URL must look like redis://:password@host:6379/0."
        raise SetupError(message)
    return url


def behind_tls(site_url: str) -> dict[str, Any]:
    """Django's settings for a site whose proxy speaks https: cookies that never leave it, forms from it alone."""
    return {
        "CSRF_TRUSTED_ORIGINS": [site_url],
        "SECURE_SSL_REDIRECT": False,  # the proxy redirects; health checks inside come by plain HTTP
        "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https"),
        "SECURE_HSTS_SECONDS": 365 * 24 * 3600,
        "SESSION_COOKIE_SECURE": True,
        "SESSION_COOKIE_NAME": "__Host-session",
        "CSRF_COOKIE_SECURE": True,
        "CSRF_COOKIE_NAME": "__Host-csrf",
        "LANGUAGE_COOKIE_SECURE": True,
    }


def email(url: str) -> dict[str, Any]:
    """Django's mail settings for smtp://user:password@host:587 (STARTTLS) or smtps://… (TLS)."""
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        message = "KOEPUEROE_EMAIL_URL must look like smtp://user:password@host:587."
        raise SetupError(message)
    return {
        "MAIL_CARRIER": "core.server.smtp_utf8.SmtpBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and parts.hostname not in {"localhost", "127.0.0.1"},
    }
