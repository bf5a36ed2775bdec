"""Empties a database that carries the demo mark. Terms and plain pages stay: migrations created them."""

from typing import Final

from django.apps import apps
from django.contrib.sessions.models import Session

from accounts.models import User
from core.files import private_storage
from core.models import Mark, Term
from demo.actions.steps.pages import take_pages_away
from library.actions.duties.practice_files import forget_files_of
from library.models import Practice
from twinning.models import RegisterImport

ROOMS: Final = ("core", "accounts", "community", "twinning", "demo")
STAYS: Final = (Mark, Term, User)


def wipe() -> None:
    """Call within a transaction. One DELETE for each table: row by row it would take minutes."""
    take_pages_away()
    _wipe_practices()
    for register in RegisterImport.objects.all():
        private_storage.throw_away(register.file)
    for room in ROOMS:
        for model in apps.get_app_config(room).get_models(include_auto_created=True):
            if model not in STAYS:
                model._base_manager.all()._raw_delete("default")  # noqa: SLF001 - keys are checked at the commit, when nothing points at them
    Session.objects.all().delete()
    # Last, and with Django's own care: other packages' tables point at people too.
    User.objects.all().delete()


def _wipe_practices() -> None:
    """Before the institutions that they reference; by the ORM, so that revisions, workflows and files are deleted too.

    The library's other tables hold the editors' pages and the workflow itself.
    """
    for practice in Practice.objects.all():
        forget_files_of(practice)
    Practice.objects.all().delete()
    apps.get_model("wagtailcore", "ModelLogEntry").objects.filter(content_type__model="practice").delete()
