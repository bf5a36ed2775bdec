"""Checks of the settings, which refuse a wrong set-up: each error is a sentence that names the variable to change.

Asked twice: at the end of the settings, so that nothing at all runs on a weak secret, and by whatever serves, of the
settings as they are in the end (core.server.startup_checks), since a module of one's own may change them after ours.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any, Final
from urllib.parse import urlsplit

from config.weak_secrets import why_weak
from core.server.startup_checks import SetupError

PLACEHOLDERS: Final = (  # what .env.example says; tests/config/test_checks.py compares
    "koepueroe.example.org",
    "user:password@",
    "redis://:password@",
    "@host:",
)
SILENT_MAIL: Final = (".console.", ".locmem.", ".dummy.", ".filebased.", "demo.mails")
TLS: Final = "Put a proxy with TLS before the site (docs/running.md)."


@dataclass(frozen=True, slots=True)
class Setup:
    """The settings to judge. `several`: more than one process serves the site."""

    get: Callable[[str, Any], Any]
    several: bool

    @property
    def full(self) -> bool:
        return bool(self.get("FULL", False))

    @property
    def demo(self) -> bool:
        return bool(self.get("DEMO", False))

    @property
    def hosts(self) -> list[str]:
        return [str(host) for host in self.get("ALLOWED_HOSTS", [])]

    @property
    def site(self) -> str:
        return str(self.get("SITE_URL", ""))

    @property
    def public(self) -> bool:
        """Strangers can reach it."""
        return self.full or any(map(is_public, [*self.hosts, urlsplit(self.site).hostname or "localhost"]))


def refuse(found: Mapping[str, Any]) -> None:
    """The last line of a settings module. Raise SetupError with one sentence a line."""
    several = bool(found.get("FULL", False))
    if sentences := list(_judge(Setup(found.get, several))):
        raise SetupError("\n".join(sentences))


def judge(found: Any, *, several: bool) -> list[str]:
    """What is wrong with Django's settings (SETUP_JUDGE)."""
    return list(_judge(Setup(lambda name, default: getattr(found, name, default), several)))


def _judge(setup: Setup) -> Iterator[str]:
    if setup.get("DEBUG", False):
        yield from _debug(setup)
        return
    for one in (_secret, _placeholders, _hosts, _address, _proxy, _mail, _demo, _tasks, _shared):
        yield from one(setup)


def is_public(host: str) -> bool:
    """Not this machine, and not a number of a network at home or at school."""
    name = host.strip("[]").lower()
    if name in {"localhost", "testserver"} or name.endswith(".localhost"):
        return False
    try:
        return not (ip_address(name).is_private or ip_address(name).is_loopback)
    except ValueError:
        return True


def _debug(setup: Setup) -> Iterator[str]:
    if public := [host for host in setup.hosts if is_public(host)]:
        yield (
            f"KOEPUEROE_HOSTS names {public[0]}, and DEBUG is on: its pages of errors show settings and data to "
            "everybody. Take another DJANGO_SETTINGS_MODULE: config.settings.small or config.settings.prod."
        )


def _secret(setup: Setup) -> Iterator[str]:
    if why := why_weak(str(setup.get("SECRET_KEY", ""))):
        yield (
            f"KOEPUEROE_SECRET_KEY {why}: whoever guesses it signs in as anybody. Write a new one, at random: "
            'python3 -c "import secrets; print(secrets.token_urlsafe(48))"'
        )


def _placeholders(setup: Setup) -> Iterator[str]:
    """Values that were copied and not filled in, wherever Django has them in the end."""
    sender = str(setup.get("DEFAULT_FROM_EMAIL", ""))
    said = {
        "KOEPUEROE_HOSTS": " ".join(setup.hosts),
        "KOEPUEROE_SITE_URL": setup.site,
        # Of its own the sender is koepueroe@ and the host of the site.
        "KOEPUEROE_FROM_EMAIL": "" if sender.endswith(f"@{urlsplit(setup.site).hostname}") else sender,
    }
    for name, value in {**said, **_addresses()}.items():
        if any(placeholder in value for placeholder in (*PLACEHOLDERS, "koepueroe@example.org")):
            yield f"{name} still says what stands in .env.example. Write your own."


def _addresses() -> dict[str, str]:
    """The addresses of the environment, whole: Django has them in parts."""
    from config.env import read_environment  # noqa: PLC0415 - it takes its error from core, as we do

    env = read_environment()
    return {
        "KOEPUEROE_DATABASE_URL": env.database_url,
        "KOEPUEROE_REDIS_URL": env.redis_url,
        "KOEPUEROE_EMAIL_URL": env.email_url,
    }


def _hosts(setup: Setup) -> Iterator[str]:
    for host in setup.hosts:
        if "*" in host or host.startswith("."):
            yield f"KOEPUEROE_HOSTS must name each host: {host} lets anybody speak for the site."
        elif not _is_host(host):
            yield f"KOEPUEROE_HOSTS must hold names alone, with commas between: no scheme, port or path in {host}."


def _is_host(host: str) -> bool:
    if host.startswith("["):
        return host.endswith("]")
    return bool(host) and not any(sign in host for sign in "/:@ ?#")


def _address(setup: Setup) -> Iterator[str]:
    parts = urlsplit(setup.site)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query or parts.username:
        yield "KOEPUEROE_SITE_URL must look like https://koepueroe.school.kg, without a path."
        return
    if setup.public and parts.scheme != "https":
        yield f"KOEPUEROE_SITE_URL must begin with https: else passwords travel in the clear. {TLS}"
    if setup.public and setup.hosts and not _answers_to(setup.hosts, parts.hostname):
        yield f"KOEPUEROE_SITE_URL leads to {parts.hostname}, which KOEPUEROE_HOSTS does not name."


def _answers_to(hosts: list[str], name: str) -> bool:
    return any("*" in host or host.startswith(".") or host.strip("[]").lower() == name for host in hosts)


def _proxy(setup: Setup) -> Iterator[str]:
    if setup.public and int(setup.get("ALLAUTH_TRUSTED_PROXY_COUNT", 0)) < 1:
        yield (
            "KOEPUEROE_PROXY_COUNT must say how many proxies stand before the site (mostly 1): without it all "
            f"visitors share one address, and limits hit everybody. {TLS}"
        )


def _mail(setup: Setup) -> Iterator[str]:
    sender = str(setup.get("DEFAULT_FROM_EMAIL", ""))
    if "@" not in sender or any(sign in sender for sign in "\r\n"):
        yield "KOEPUEROE_FROM_EMAIL must be a mail address."
    backends = f"{setup.get('EMAIL_BACKEND', '')} {setup.get('MAIL_CARRIER', '')}"
    if setup.public and not setup.demo and any(silent in backends for silent in SILENT_MAIL):
        yield (
            "KOEPUEROE_EMAIL_URL must name a mail server: without one nobody can confirm an address or set a new "
            "password, and links that open accounts stand in the log."
        )


def _demo(setup: Setup) -> Iterator[str]:
    if setup.full and (setup.demo or "demo" in setup.get("INSTALLED_APPS", [])):
        yield (
            "The demo shows mails and passwords to everybody: KOEPUEROE_DEMO cannot be on with the production settings."
        )


def _tasks(setup: Setup) -> Iterator[str]:
    for name, one in setup.get("TASKS", {}).items():
        if "immediate" in one["BACKEND"] or "dummy" in one["BACKEND"]:
            yield (
                f"TASKS[{name!r}] does tasks at once or never: a page would wait for each mail, and what a crash cuts "
                "off is lost. Take the backend of config/settings/base.py."
            )


def _shared(setup: Setup) -> Iterator[str]:
    """What several processes must have in common."""
    if not setup.several:
        return
    if any("InMemory" in one["BACKEND"] for one in setup.get("CHANNEL_LAYERS", {}).values()):
        yield (
            "KOEPUEROE_REDIS_URL must be set where several processes serve: CHANNEL_LAYERS in memory is seen by one "
            "alone, so messages of chats would be lost."
        )
    if any(kind in one["BACKEND"] for one in setup.get("CACHES", {}).values() for kind in ("locmem", "dummy")):
        yield (
            "KOEPUEROE_REDIS_URL must be set where several processes serve: with CACHES in the memory of each, "
            "limits are as many times too wide."
        )
    if any("sqlite3" in one["ENGINE"] for one in setup.get("DATABASES", {}).values()):
        yield (
            "KOEPUEROE_DATABASE_URL must name PostgreSQL where several processes serve: SQLite is for `manage.py "
            "serve` alone."
        )
