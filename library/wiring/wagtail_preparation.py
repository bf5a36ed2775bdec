"""Registers the setting of Wagtail's Site and Locales: after each migration, and before a small installation serves."""

from django.apps import apps
from django.db.models.signals import post_migrate

from core.server.bootstrap import add_preparation
from library.actions.duties.wagtail_locales import keep_languages
from library.actions.duties.wagtail_site import keep_address


def offer() -> None:
    for keep in (keep_address, keep_languages):
        post_migrate.connect(keep, sender=apps.get_app_config("library"))
        add_preparation(keep)
