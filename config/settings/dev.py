"""On a developer's machine: pages of errors, no service, mail into the demo's mail box."""

from config.checks import refuse
from config.settings.base import *  # noqa: F403 - settings modules build on each other by star import
from config.settings.base import ENV, INSTALLED_APPS

DEBUG = True
DEMO = True
SECRET_KEY = ENV.secret_key or "for-development-only-" + "x" * 40
ALLOWED_HOSTS = ["localhost", "127.0.0.1", *ENV.hosts]
INSTALLED_APPS = [*INSTALLED_APPS, "demo"]
SITE_URL = WAGTAILADMIN_BASE_URL = ENV.site_url or "http://localhost:8000"
MAIL_CARRIER = "demo.mails.DemoBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
refuse(globals())
