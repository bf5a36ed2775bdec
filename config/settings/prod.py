"""Full size: several processes behind a proxy, PostgreSQL, Redis, real mail. Refuses a wrong set-up (config.checks)."""

from config.checks import refuse
from config.env import behind_tls, email
from config.settings.base import *  # noqa: F403 - settings modules build on each other by star import
from config.settings.base import ENV, LOGGING
from core.server.startup_checks import SetupError

FULL = True

if ENV.demo:
    message = (
        "The demo shows mails and passwords to everybody: KOEPUEROE_DEMO cannot be on with the production settings."
    )
    raise SetupError(message)
missing = [
    name
    for name, value in {
        "KOEPUEROE_SECRET_KEY": ENV.secret_key,
        "KOEPUEROE_HOSTS": ENV.hosts,
        "KOEPUEROE_SITE_URL": ENV.site_url,
        "KOEPUEROE_DATABASE_URL": ENV.database_url,
        "KOEPUEROE_REDIS_URL": ENV.redis_url,
        "KOEPUEROE_EMAIL_URL": ENV.email_url,
        "KOEPUEROE_PROXY_COUNT": ENV.proxy_count,
    }.items()
    if not value
]
if missing:
    message = f"Set these variables before the start (.env.example explains them): {', '.join(missing)}."
    raise SetupError(message)

globals().update(email(ENV.email_url))
globals().update(behind_tls(ENV.site_url))
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
# A name in the list that browsers carry comes out of it only after months: the owner of the domain asks for it.
SECURE_HSTS_PRELOAD = ENV.hsts_preload
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "core.server.static_files.HashedStatics"},
}
SERVESTATIC_KEEP_ONLY_HASHED_FILES = True
LOGGING["handlers"]["console"]["formatter"] = "json"
LOGGING["root"]["level"] = "INFO"
SILENCED_SYSTEM_CHECKS = [
    "security.W008",  # SECURE_SSL_REDIRECT: the proxy's work
    "security.W021",  # SECURE_HSTS_PRELOAD: as above
    "wagtailadmin.W001",  # its style lies with the proxy, collected; the copy within the package leaves the image
]
refuse(globals())
