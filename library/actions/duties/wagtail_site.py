"""Sets the address of Wagtail's Site from the settings, for links in its mails. No permission is asked."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Site

PORTS = {"http": 80, "https": 443}


def keep_address(*_args: Any, **_more: Any) -> None:
    """After migrations, and before a small installation serves. Idempotent."""
    parts = urlsplit(settings.SITE_URL)
    wanted = (parts.hostname or "localhost", parts.port or PORTS.get(parts.scheme, 80))
    site = Site.objects.filter(is_default_site=True).first()
    if site is not None and (site.hostname, site.port) != wanted:
        site.hostname, site.port = wanted
        site.save()
