"""Registrations of the library with core, community and Wagtail: each module has an `offer()`, called by apps.py."""
