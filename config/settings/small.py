"""`make run`: one process, SQLite, memory; for a demo or one district. Several processes need `prod`."""

from config.checks import refuse
from config.env import behind_tls, email
from config.generated_secret_key import kept_secret
from config.settings.base import *  # noqa: F403 - settings modules build on each other by star import
from config.settings.base import ENV, INSTALLED_APPS

DEMO = ENV.demo
SECRET_KEY = ENV.secret_key or kept_secret(ENV.data)
ALLOWED_HOSTS = ["localhost", "127.0.0.1", *ENV.hosts]
SITE_URL = WAGTAILADMIN_BASE_URL = ENV.site_url or "http://localhost:8000"
if DEMO:
    INSTALLED_APPS = [*INSTALLED_APPS, "demo"]
if ENV.email_url:
    globals().update(email(ENV.email_url))
else:
    MAIL_CARRIER = "demo.mails.DemoBackend" if DEMO else "django.core.mail.backends.console.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "core.server.static_files.HashedStatics"},
}
SERVESTATIC_KEEP_ONLY_HASHED_FILES = True
if ENV.proxy_count and SITE_URL.startswith("https://"):
    globals().update(behind_tls(SITE_URL))
refuse(globals())
